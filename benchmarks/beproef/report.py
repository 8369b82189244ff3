"""Adds up what the runs gave, for the screen and for the pages docs/beproef-*.md."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# Promise -> what the checker calls it when it is broken.
PROMISES = {
    "Bericht kwijt, dubbel opgeslagen of niet verwerkt": (
        "bericht_kwijt",
        "bericht_dubbel",
        "bericht_niet_verwerkt",
    ),
    "Antwoord kwijt, of geen antwoord": ("antwoord_kwijt", "geen_antwoord"),
    "Volgorde binnen een chat verkeerd": ("volgorde",),
    "Overdracht twee keer": ("overdracht_dubbel",),
    "Overdracht kwijt": ("overdracht_kwijt", "melding_kwijt"),
    "Overdracht zonder toestemming": ("overdracht_zonder_toestemming",),
    "Opvolging kwijt": ("opvolging_kwijt",),
    "Opvolging dubbel of 's nachts besloten": ("opvolging_dubbel", "opvolging_nacht"),
    "Bij de verkeerde persoon": ("verkeerde_ontvanger",),
    "Persoonlijk spoor in het logboek": ("spoor_in_log",),
    "Antwoord herhaald zonder reden": ("herhaling_zonder_reden",),
    "Na een klap meer dan één antwoord herhaald in een gesprek": ("herhaling_te_vaak",),
    "Database stuk, of niet meer in rust gekomen": ("database_stuk", "vastgelopen", "werker"),
}


@dataclass
class Total:
    """The sum. apart: the same for runs with a damaged disk, about which less is promised."""

    runs: int = 0
    seconds: float = 0.0
    strikes: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)
    repeats: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    seeds: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, outcomes: Iterable[dict[str, Any]]) -> "Total":
        """Of all outcomes."""
        total = cls()
        for one in outcomes:
            kinds = one.get("kinds", [])
            damaged = "wal_beschadigd" in kinds
            total.runs += 1
            total.seconds += one.get("seconds", 0)
            total.seeds.append(one["seed"])
            total.strikes.update(kinds)
            (total.apart if damaged else total.counts).update(one.get("counts", {}))
            total.repeats.update(one.get("repeats", {}))
            total.faults.update(soort for soort, _ in one["faults"])
            if damaged:
                total.apart["keer"] += 1
        return total

    def text(self) -> str:
        """For the screen."""
        return "\n".join(
            [
                f"{self.runs} keer in {self.seconds:.0f} s",
                f"slagen: {dict(self.strikes.most_common())}",
                f"gezien: {dict(self.counts)}",
                f"herhaald: {dict(self.repeats)}",
                f"schijf beschadigd: {dict(self.apart)}",
                f"gevonden: {dict(self.faults)}",
            ]
        )


def _table(head: tuple[str, str], rows: Iterable[tuple[str, Any]]) -> list[str]:
    return [
        f"| {head[0]} | {head[1]} |",
        "|---|---:|",
        *(f"| {name} | {value} |" for name, value in rows),
        "",
    ]


NAMES = {
    "kill": "`kill -9` op een willekeurig moment",
    "kill_bericht_voor": "`kill -9` vlak voor Telegram een bericht kreeg",
    "kill_bericht_na": "`kill -9` vlak nadat Telegram een bericht kreeg",
    "kill_ophalen_voor": "`kill -9` na het opslaan, voor de bevestiging",
    "kill_ophalen_na": "`kill -9` in het moment van de bevestiging",
    "kill_mail_inhoud": "`kill -9` terwijl de mailserver de mail al heeft",
    "kill_mail_groet": "`kill -9` terwijl de mailserver nog niets zei",
    "stop": "nette stop midden in het werk",
    "schijf_vol": "schijf vol",
    "alleen_lezen": "schijf alleen nog te lezen",
    "alleen_lezen_nagebootst": "schijf alleen nog te lezen, nagebootst",
    "wal_staart": "half geschreven staart van het logboek van de database",
    "wal_beschadigd": "schijf beschadigd: een hele transactie kapot",
    "klok": "klok verzet",
}


@dataclass(frozen=True)
class Vorm:
    """What is different on the page of each database. kop: down to where the figures begin. te_laat: the same."""

    kop: tuple[str, ...]
    namen: Mapping[str, str]
    hooguit: str
    grenzen: tuple[str, ...]
    getroffen: tuple[str, ...] = ()
    te_laat: tuple[str, ...] = ()
    schade: bool = False


LIMITS = (
    "- De bot is het echte programma in een eigen proces. Alleen het laden van het model gebeurt één keer vooraf.",
    "- Telegram en de mailserver zijn nagemaakt, maar praten echt over het net van deze computer.",
    "- Vol is: geen bestand groeit nog, of niet verder dan midden in een regel, of de schijf heeft geen ruimte.",
    "- De klok gaat om bij een herstart. De dagen waarop klokken verspringen, gaan gewoon voorbij.",
    "- Een schijf die zegt dat iets geschreven is en het daarna weggooit, zit er niet bij. Stroomuitval ook niet.",
    "- Ontvangen via een webhook en de chatpagina zitten er niet bij. Die staan in de gewone tests.",
)

SQLITE = Vorm(
    kop=(
        "# Beproef: de cijfers",
        "",
        "Dit blad is gemaakt door `python -m benchmarks.beproef`. Wat het betekent, staat in betrouwbaarheid.md.",
    ),
    namen=NAMES,
    hooguit=" Hooguit één keer per gesprek, elke keer dat het programma valt; anders staat het hierboven.",
    grenzen=LIMITS,
    schade=True,
)


def disks(*, mounts: bool) -> str:
    """On what SQLite ran."""
    return (
        f" Een volle en een alleen-lezen schijf waren {'echte schijven (ext4)' if mounts else 'nagebootst'}."
    )


def page(total: Total, vorm: Vorm, how: str) -> str:
    """One page. how: on what it ran, after the sentence that says how much."""
    counts = total.counts
    lines = [
        *vorm.kop,
        "",
        f"{total.runs} keer, met zaad {min(total.seeds)} tot en met {max(total.seeds)},"
        f" samen {total.seconds / 60:.0f} minuten werk.{how}",
        "",
        "## Wat er gebeurde",
        "",
        *_table(("slag", "keer"), _named(total.strikes, vorm)),
        *(_struck(total, vorm) if vorm.getroffen else ()),
        *_table(
            ("gezien", "aantal"),
            [
                ("berichten en tikken van bewoners en collega's", counts["updates"]),
                ("antwoorden aan bewoners", counts["antwoorden"]),
                ("overdrachten (mail en bestand apart)", counts["overdrachten"]),
                ("meldingen aan collega's", counts["meldingen"]),
                ("opvolgingen", counts["opvolgingen"]),
                ("keren dat gevraagd is hoe het gaat", counts["vragen"]),
            ],
        ),
        "## Wat mis ging",
        "",
        *_table(
            ("belofte", "gebroken"),
            ((name, sum(total.faults[key] for key in keys)) for name, keys in PROMISES.items()),
        ),
        "## Wat twee keer kwam, en mag",
        "",
        "Een antwoord aan een bewoner komt twee keer als de klap valt tussen versturen en opschrijven."
        + vorm.hooguit,
        "",
        *_table(("na", "antwoorden dubbel"), _named(total.repeats, vorm)),
        *vorm.te_laat,
        *_table(
            ("verder", "aantal"),
            [
                *([("daarvan te laat, onder een nieuwe zin", counts["te_laat"])] if vorm.te_laat else []),
                ("meldingen aan de groep die twee keer kwamen", counts["meldingen_dubbel"]),
                ("overdrachten waarvan een mens moest nakijken of ze er zijn", counts["overdracht_onzeker"]),
                ("vragen die na sluitingstijd aankwamen", counts["vraag_na_sluitingstijd_bezorgd"]),
                ("half geschreven bestanden in de map", counts["resten_in_de_map"]),
            ],
        ),
        *(_damage(total) if vorm.schade else ()),
        "## Hoe het is nagebootst, en wat dit niet laat zien",
        "",
        *vorm.grenzen,
    ]
    return "\n".join(lines) + "\n"


def _struck(total: Total, vorm: Vorm) -> list[str]:
    return _table(
        ("een klap op de processen trof", "keer"), [(name, total.counts[name]) for name in vorm.getroffen]
    )


def _named(counted: Counter[str], vorm: Vorm) -> list[tuple[str, int]]:
    return [(vorm.namen.get(kind, kind), n) for kind, n in counted.most_common()]


def _damage(total: Total) -> list[str]:
    return [
        "## Een beschadigde schijf",
        "",
        "Hier belooft niemand nul. Wel: alles van voor de beschadigde transactie is er nog, precies.",
        "",
        *_table(
            ("gezien", "aantal"),
            [
                ("keer", total.apart["keer"]),
                ("berichten en tikken", total.apart["updates"]),
                ("daarvan weg met de schijf", total.apart["verloren_met_de_schijf"]),
                ("overdrachten die daardoor twee keer kwamen", total.apart["overdracht_dubbel_door_schijf"]),
            ],
        ),
    ]
