"""Counters and times for Prometheus, in a registry of their own. Every label comes from a short fixed list."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.bewaking.breakers import Breakers
from bot.bewaking.toestand import OTHER, Onderdelen, as_code
from bot.store.stand import Stand

KANALEN = frozenset({"telegram", "web", "terminal"})
SOORTEN = frozenset({"tekst", "knop", "commando", "media", "stop"})
OUTCOMES = frozenset({"geen", "vraag_na", "zeker"})
MOST_CODES = 60  # by then something invents them
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 300, 1800)
STATES: Mapping[str, int] = {"goed": 0, "hapert": 1, "stuk": 2}
BREAKER: Mapping[str, int] = {"closed": 0, "half-opened": 1, "opened": 2}
# "b17-20261124093000123456:1": the first thing said after the bericht that came in at that moment.
_FIRST = ":1"


class Meters:
    """What is counted as it happens."""

    def __init__(self) -> None:
        # Else it is shown to the second when something was counted first: the first danger, say.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self._codes: set[str] = set()
        self._received = self._counter("berichten_ontvangen", "Berichten that were stored", "kanaal", "soort")
        self._handled = self._counter("berichten_verwerkt", "Berichten that were handled")
        self._failed = self._counter("berichten_mislukt", "Attempts to handle a bericht that failed")
        self._unreadable = self._counter(
            "updates_onleesbaar", "Updates of Telegram that were passed over: they cannot be read"
        )
        self._sent = self._counter("outbox_verstuurd", "Rows that were delivered", "soort")
        self._retries = self._counter("outbox_opnieuw", "Attempts that failed and are made again", "code")
        self._ended = self._counter("outbox_gestopt", "Rows that ended without delivery", "status", "code")
        self._nood = self._counter("nood_gekeken", "Texts that were checked for danger", "uitkomst")
        self._to_handled = self._histogram(
            "seconden_tot_verwerkt", "From receiving a bericht to having handled it"
        )
        self._to_answer = self._histogram(
            "seconden_tot_antwoord", "From receiving a bericht to its first answer, where that is sent"
        )

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"elkedeur_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str) -> Histogram:
        return Histogram(f"elkedeur_{name}", text, buckets=SECONDS, registry=self.registry)

    def received(self, kanaal: str, soort: str) -> None:
        """A bericht was stored that was not here before."""
        self._received.labels(_one_of(KANALEN, kanaal), _one_of(SOORTEN, soort)).inc()

    def handled(self, count: int, seconds: float) -> None:
        """So many berichten were handled at once; the first came in so long ago."""
        self._handled.inc(count)
        self._to_handled.observe(max(seconds, 0.0))

    def failed(self) -> None:
        """An attempt to handle a bericht failed."""
        self._failed.inc()

    def update_unreadable(self) -> None:
        """Telegram gave something that is no update; what came after it was heard."""
        self._unreadable.inc()

    def sent(self, soort: str, sleutel: str, now: datetime) -> None:
        """A row was delivered."""
        self._sent.labels(as_code(soort)).inc()
        received = _received_at(sleutel)
        if soort == "bewoner" and received is not None:
            self.answered((now - received).total_seconds())

    def answered(self, seconds: float) -> None:
        """The first answer to a bericht reached the resident."""
        self._to_answer.observe(max(seconds, 0.0))

    def retried(self, code: str) -> None:
        """A row is tried again later."""
        self._retries.labels(self._bounded(code)).inc()

    def ended(self, status: str, code: str) -> None:
        """A row ended without delivery: mislukt, onzeker or vervallen."""
        self._ended.labels(as_code(status), self._bounded(code)).inc()

    def looked_for_nood(self, outcome: str) -> None:
        """A text was checked. Not which kind of danger: few of a kind could point to a person."""
        self._nood.labels(_one_of(OUTCOMES, outcome)).inc()

    def _bounded(self, code: str) -> str:
        code = as_code(code)
        if code not in self._codes and len(self._codes) >= MOST_CODES:
            return OTHER
        self._codes.add(code)
        return code


def _one_of(known: frozenset[str], given: str) -> str:
    return given if given in known else OTHER


def _received_at(sleutel: str) -> datetime | None:
    """When the bericht came in that this row is the first answer to; None for any other row."""
    if not (sleutel.startswith("b") and sleutel.endswith(_FIRST)):
        return None
    try:
        return datetime.strptime(sleutel.removesuffix(_FIRST).partition("-")[2], "%Y%m%d%H%M%S%f").replace(
            tzinfo=UTC
        )
    except ValueError:
        return None


class Gauges(Collector):
    """How things stand at the moment of asking. stand: None when the database cannot be read."""

    def __init__(
        self, onderdelen: Onderdelen, breakers: Breakers, stand: Stand | None, now: datetime
    ) -> None:
        self._onderdelen = onderdelen
        self._breakers = breakers
        self._stand = stand
        self._now = now

    def collect(self) -> Iterable[Metric]:
        """Every gauge, once."""
        parts = {part.naam: STATES[part.toestand] for part in self._onderdelen.all()}
        yield _gauge("onderdeel", "0 well, 1 falters, 2 broken", "onderdeel", parts)
        breakers = {one.deel: BREAKER[one.state] for one in self._breakers.all}
        yield _gauge("breaker", "0 closed, 1 trying one row, 2 open", "onderdeel", breakers)
        ages = self._onderdelen.ages()
        yield _gauge("hartslag_seconden", "Seconds since a loop turned", "lus", ages)
        yield GaugeMetricFamily(
            "elkedeur_database_leesbaar",
            "1 when the figures below could be read",
            value=self._stand is not None,
        )
        if self._stand is not None:
            yield from self._of_the_database(self._stand)

    def _of_the_database(self, stand: Stand) -> Iterable[Metric]:
        rows = GaugeMetricFamily("elkedeur_outbox_rijen", "Rows of the outbox", labels=("soort", "status"))
        for row in stand.outbox:
            rows.add_metric((as_code(row.soort), as_code(row.status)), row.count)
        yield rows
        oldest = 0.0 if stand.oldest is None else (self._now - stand.oldest).total_seconds()
        for name, text, value in (
            ("outbox_oudste_seconden", "Age of the oldest row that must still go out", max(oldest, 0.0)),
            ("berichten_wachten", "Berichten that came in and were not handled yet", stand.berichten),
            ("opvolgingen_nu", "Opvolgingen that should have been asked by now", stand.opvolgingen),
            ("database_bytes", "Size of the database", stand.database_bytes),
            ("wal_bytes", "Size of its journal", stand.wal_bytes),
        ):
            yield GaugeMetricFamily(f"elkedeur_{name}", text, value=value)


def _gauge(name: str, text: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    made = GaugeMetricFamily(f"elkedeur_{name}", text, labels=(label,))
    for key, value in values.items():
        made.add_metric((key,), value)
    return made
