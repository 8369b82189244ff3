"""Everything that a resident can read, measured for klare taal (B1), the texts that are put together at run time too.

What is measured and what is not:
- our own words all go through all rules: nl.toml (every table in it), the chosen texts of colleagues
  (standaard.toml), the sociale kaart's sentences (teksten.toml) and what the kaart says in sentences;
- a fact (name, number, address, times, price) is one neutral word: we may not rewrite it. So is the official name
  of a product, and a word or story of the resident himself, or of a colleague, that is said back;
- of the other languages only the length of sentences is measured; their meaning in Dutch is measured in full.

Where the rules and lists come from: klare_taal.py and docs/klare-taal.md. A failure names key, sentence, rule, remedy.
"""

import asyncio
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fnmatch import fnmatchcase
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from bot.core.begrip import Plek
from bot.core.effects import Knop
from bot.core.signaal import Signaal, Status
from bot.dagen import day_in_words
from bot.kaart_bron import KaartBron
from bot.render import Renderer, number_line, readable
from bot.teksten import Teksten
from intents.product import products
from sociale_kaart import present
from sociale_kaart.load import load
from sociale_kaart.model import Voorziening
from sociale_kaart.reasons import reason
from tests.bot.conftest import Bot
from tests.fakes import SetClock
from tests.teksten.klare_taal import (
    FEIT,
    LIST_ITEM,
    Bevinding,
    is_usual,
    measure,
    regels,
    rows,
    sentences,
    without_facts,
    zipf,
)

ROOT = Path(__file__).parents[2]
NL, STANDAARD = ROOT / "bot/teksten/nl.toml", ROOT / "bot/teksten/standaard.toml"
TALEN, KAART_TEKSTEN = ROOT / "bot/teksten/talen.toml", ROOT / "sociale_kaart/teksten.toml"
TEKSTEN, KAART = Teksten.load(), load()
RENDERER = Renderer(TEKSTEN, KaartBron(KAART), {id: product.naam for id, product in products().items()})
NOW = SetClock().now()
TODAY = NOW.date()

# What a resident types or what points at a row is not said by the bot.
NOT_SAID = frozenset({"nummers", "ook", "bevat", "begin", "nakijken"})
# Said as a mark or a number and not as words.
SAMPLES: Mapping[str, str] = {
    "aantal": "3",
    "dag": day_in_words(NOW),
    "datum": present.written(TODAY),
    "jaar": "2021",
    "leeftijd": "18",
    "n": "1",
    "soort": "Zorgen om een kind",
    "status": "een medewerker is ermee bezig",
    "tot": "18",
    "van": "4",
    "onderwerp": "geld en rekeningen",
    "kosten": "Bellen kost 10 cent.",
    "wachtlijst": "U wacht twee weken.",
}
# What a colleague fills in between [ ].
FILLED_IN: Mapping[str, str] = {
    "dag": "dinsdag 1 december",
    "dag en tijd": "dinsdag om 10 uur",
    "vraag": "Hoe lang is dit al zo?",
    "stap": "een formulier invullen",
    "voornaam": FEIT,
    "wat niet kan": "Een nieuwe woning",
    "reden": "alle woningen bewoond zijn",
    "wat wel kan": "een plek op de lijst",
}
LEEFGEBIEDEN = tuple(TEKSTEN.words("leefgebied"))
MOST_AT_ONCE = 3
ONE_AT_ONCE = frozenset({"groet.onderwerp"})  # comes from a link, which names one


# --- what there is ---


def leaves(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence or label in a file, by its key; a text's own key without ".tekst"."""
    for name, value in data.items():
        key = f"{prefix}{name}"
        if name in NOT_SAID:
            continue
        if isinstance(value, str):
            yield key.removesuffix(".tekst"), value
        elif isinstance(value, Mapping):
            yield from leaves(value, f"{key}.")


def said_in(file: Path) -> dict[str, str]:
    return dict(leaves(tomllib.loads(file.read_text(encoding="utf-8"))))


def filled(text: str) -> str:
    """Every {place} filled in; one that we do not know is taken for a fact."""
    return re.sub(r"\{(\w+)\}", lambda found: SAMPLES.get(found[1], FEIT), text)


def names(text: str) -> str:
    """Without the bot's own name, which says "every door" and means nobody's door."""
    return without_facts(text, ["Elke Deur"])


def parameters(found: Mapping[str, str], source: str) -> list[Any]:
    assert found, source
    return [pytest.param(f"{source}:{key}", text, id=f"{source}:{key}") for key, text in found.items()]


EXCEPTIONS = rows("uitzonderingen.tsv")


def excepted(key: str, found: Bevinding) -> bool:
    return any(covers(row, key, found) for row in EXCEPTIONS)


def covers(row: Mapping[str, str], key: str, found: Bevinding) -> bool:
    same = row["woorden"].lower() == found.woorden.lower()
    return same and str(found.regel.nr) in row["regel"].split() and fnmatchcase(key, row["sleutel"])


def hold(key: str, text: str) -> None:
    """Fails with everything that is hard to read in this text."""
    wrong = [f"{key}: {found}" for found in measure(text) if not excepted(key, found)]
    assert wrong == [], "\n" + "\n".join(wrong)


# --- texts as they stand in the files, filled in by the real renderer where it knows them ---


def rendered(key: str, text: str) -> str:
    """As the bot says it, with its numbers below it; those are facts."""
    if key not in TEKSTEN.all_keys():
        return filled(text)
    places = set(re.findall(r"\{(\w+)\}", text))
    fields = {place: SAMPLES.get(place, FEIT) for place in places - {"onderwerp"}}
    if "onderwerp" in places:
        fields["onderwerp"] = LEEFGEBIEDEN[0]
    below = [number_line(KAART.get(id)) for id in TEKSTEN.text(key).nummers]
    return without_facts(RENDERER.text(key, fields), [*below, readable(FEIT)])


@pytest.mark.parametrize(("key", "text"), parameters(said_in(NL), "nl"))
def test_every_text_of_the_bot_is_easy_to_read(key: str, text: str) -> None:
    hold(key, names(rendered(key.removeprefix("nl:"), text)))


@pytest.mark.parametrize("soort", sorted(TEKSTEN.words("nood_soorten")))
def test_a_button_that_names_a_danger_is_easy_to_read(soort: str) -> None:
    (label,) = RENDERER.labels((Knop("nood_soort", soort),))
    hold(f"knop:nood_soort.{soort}", label.tekst)


@pytest.mark.parametrize(("key", "text"), parameters(said_in(STANDAARD), "standaard"))
def test_every_text_that_a_colleague_can_choose_is_easy_to_read(key: str, text: str) -> None:
    gaps = set(re.findall(r"\[([^\]]+)\]", text))
    assert gaps <= FILLED_IN.keys(), f"{key}: vul FILLED_IN aan met {sorted(gaps - FILLED_IN.keys())}"
    hold(key, re.sub(r"\[([^\]]+)\]", lambda found: FILLED_IN[found[1]], text))


@pytest.mark.parametrize(("key", "text"), parameters(said_in(KAART_TEKSTEN), "kaartzin"))
def test_every_sentence_of_the_sociale_kaart_is_easy_to_read(key: str, text: str) -> None:
    hold(key, names(filled(text)))


def meanings() -> dict[str, str]:
    """What the sentences in other languages say, in Dutch; it stands in the comments above them."""
    comments = " ".join(
        line.removeprefix("#").strip()
        for line in TALEN.read_text(encoding="utf-8").splitlines()
        if line.startswith("#")
    )
    return {str(n): said for n, said in enumerate(re.findall(r'"([^"]{20,})"', comments), start=1)}


@pytest.mark.parametrize(("key", "text"), parameters(meanings(), "talen"))
def test_the_dutch_meaning_of_the_other_languages_is_easy_to_read(key: str, text: str) -> None:
    hold(key, text)


@pytest.mark.parametrize(("key", "text"), parameters(said_in(TALEN), "talen"))
def test_sentences_in_other_languages_are_short(key: str, text: str) -> None:
    assert [str(found) for found in measure(text, only=(1, 4))] == []


def test_the_texts_hold_every_table() -> None:
    data = tomllib.loads(NL.read_text(encoding="utf-8"))
    assert {key.partition(".")[0] for key in said_in(NL)} == set(data)
    assert len(meanings()) == 2


def test_all_sentences_together_are_short() -> None:
    """Rule 2: ten to fifteen words is the guide for running text; a chat may be shorter, never longer."""
    texts = [
        filled(text)
        for file in (NL, STANDAARD, KAART_TEKSTEN)
        for text in said_in(file).values()
        if "." in text
    ]
    lengths = [len(sentence.split()) for text in texts for sentence in sentences(text)]
    assert sum(lengths) / len(lengths) <= 10


# --- texts with what was understood ---

TOPICS = [key for key in sorted(TEKSTEN.all_keys()) if "{onderwerp}" in TEKSTEN.text(key).tekst]


def topics_of(key: str) -> list[tuple[str, int]]:
    return [(key, count) for count in range(1, 1 + (1 if key in ONE_AT_ONCE else MOST_AT_ONCE))]


@pytest.mark.parametrize(
    ("key", "count"),
    [pair for key in TOPICS if not key.startswith("collega.") for pair in topics_of(key)],
)
def test_what_was_understood_is_easy_to_read_with_any_leefgebieden(key: str, count: int) -> None:
    for chosen in combinations(LEEFGEBIEDEN, count):
        fields = {"onderwerp": ",".join(chosen)}
        below = [number_line(KAART.get(id)) for id in TEKSTEN.text(key).nummers]
        hold(f"{key}[{'+'.join(chosen)}]", without_facts(RENDERER.text(key, fields), below))


# --- places: a line each, so a line is an alinea ---


def facts_of(row: Voorziening) -> list[str]:
    """What stands on the kaart about a place. Its sentences are measured by themselves."""
    columns = ("naam", "organisatie", "omschrijving", "toegang", "telefoon", "website", "openingstijden")
    known = [present.fact(row, column) for column in (*columns, "adres", "telefoon_kosten", "wachtlijst")]
    said = [*row.meenemen, ", ".join(row.meenemen), *(f"‘{word}’" for word in row.woorden)]
    prices = [] if row.kosten == present.FREE else [row.kosten]
    return [*known, *said, *prices, KAART.get(present.GEMEENTE).telefoon]


def reasons_of(row: Voorziening) -> list[str]:
    """Every sentence that can say why: each leefgebied or another one, each rol, each word of its own."""
    asked = [*dict(row.leefgebieden), next(id for id in LEEFGEBIEDEN if id not in dict(row.leefgebieden))]
    return sorted(
        {
            reason(row, [(leefgebied, 0.9)], rol, woord)
            for leefgebied in asked
            for rol in ("zelf", "ander", "onbekend")
            for woord in ("", *row.woorden)
        }
    )


def days_of(row: Voorziening) -> list[date]:
    """Now, and around its first and last day, when there are other lines."""
    around = [day + timedelta(days=n) for day in (row.geldig_van, row.geldig_tot) if day for n in (-1, 1)]
    return [TODAY, *around]


ROWS = [pytest.param(row, id=row.id) for row in KAART]


def by_line(text: str, row: Voorziening) -> str:
    """Each line an alinea of its own, without its number and its facts."""
    lines = without_facts(text, facts_of(row)).splitlines()
    return "\n\n".join(LIST_ITEM.sub("", line) for line in lines)


@pytest.mark.parametrize("row", ROWS)
def test_a_place_that_is_offered_is_easy_to_read_whatever_the_reason(row: Voorziening) -> None:
    found = reasons_of(row)
    assert len(found) > 1
    for reden in found:
        hold(f"voorstel:{row.id}", by_line(RENDERER.voorstel((Plek(row.id, row.naam, reden),), TODAY), row))


@pytest.mark.parametrize("row", ROWS)
def test_how_to_reach_a_place_is_easy_to_read_on_any_day(row: Voorziening) -> None:
    for day in days_of(row):
        hold(f"contact:{row.id}", by_line(RENDERER.contact(row.id, day), row))


@pytest.mark.parametrize("row", ROWS)
def test_what_the_kaart_says_of_a_place_in_sentences_is_easy_to_read(row: Voorziening) -> None:
    for column in ("omschrijving", "toegang", "wachtlijst", "kosten"):
        hold(f"kaart:{row.id}.{column}", without_facts(getattr(row, column), [row.naam, row.organisatie]))


# --- what a resident is shown of his own ---


def whole_signaal(leefgebieden: tuple[str, ...], **more: Any) -> Signaal:
    return Signaal(
        "s1",
        "12345678",
        verhaal=("Ik red het niet meer.",),
        leefgebieden=leefgebieden,
        getoond=("luisterlijn", "bibliotheek"),
        afgewezen=("bibliotheek",),
        gekozen="luisterlijn",
        wijk="Dommelbergen",
        **more,
    )


def hold_pakket(signaal: Signaal) -> None:
    places = [KAART.get(id).naam for id in ("luisterlijn", "bibliotheek")]
    shown = RENDERER.pakket(replace(signaal, product="bijstand"))
    hold(
        "pakket",
        names(without_facts(shown.replace("\n", "\n\n"), [*places, *signaal.verhaal, signaal.wijk or ""])),
    )


@pytest.mark.parametrize("rol", ["zelf", "ander", "onbekend"])
@pytest.mark.parametrize("bereik", ["gesprek", "geen"])
@pytest.mark.parametrize("vraag", ["sinds", "gevaar", "urgentie"])
def test_the_pakket_is_easy_to_read_whatever_was_answered(rol: Any, bereik: Any, vraag: Any) -> None:
    for answer in TEKSTEN.words(vraag):
        hold_pakket(replace(whole_signaal(("geld",), rol=rol, bereik=bereik), **{vraag: answer}))


@pytest.mark.parametrize("rol", ["zelf", "ander"])
@pytest.mark.parametrize("count", range(1, MOST_AT_ONCE + 1))
def test_the_pakket_is_easy_to_read_with_any_leefgebieden(rol: Any, count: int) -> None:
    for chosen in combinations(LEEFGEBIEDEN, count):
        hold_pakket(whole_signaal(chosen, rol=rol))


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    made = Bot(tmp_path)
    yield made
    made.app.store.close()


def overviews(bot: Bot, status: Status) -> tuple[str, str]:
    """The two lists, of a resident who has something in every line of them."""
    signaal_id = asyncio.run(bot.forward("ik zoek werk en ik wil bijstand"))
    store = bot.app.store
    gesprek_id = bot.rows("select id from gesprek")[0][0]
    with store.transaction():
        store.herzieningen.add(store.signalen.load(signaal_id), "bewoner", "", bot.clock.now())
        store.kaartmeldingen.add("bibliotheek", "bewoner", "weg", "", bot.clock.now(), gesprek_id)
        store.behandelingen.record(signaal_id, "notitie", None, bot.clock.now(), tekst="gebeld")
        store.signalen._db.execute("update signaal set status = ?", [str(status)])
    (state,) = asyncio.run(bot.command("status"))
    (kept,) = asyncio.run(bot.command("mijngegevens"))
    return state, kept


@pytest.mark.parametrize("status", list(Status))
def test_the_overviews_are_easy_to_read(bot: Bot, status: Status) -> None:
    state, kept = overviews(bot, status)
    words = TEKSTEN.fill(f"status.{status}")
    assert (words in state) is (status is not Status.INGETROKKEN)
    assert words in kept
    assert kept.count("• ") >= 6
    for key, text in (("status", state), ("gegevens", kept)):
        hold(f"{key}[{status}]", without_facts(text, ["ik zoek werk en ik wil bijstand"]))


# --- the exceptions stay few ---


def all_found() -> Iterator[tuple[str, Bevinding]]:
    files = {"nl": NL, "standaard": STANDAARD, "kaartzin": KAART_TEKSTEN}
    texts = {
        f"{name}:{key}": filled(text) for name, file in files.items() for key, text in said_in(file).items()
    }
    for row in KAART:
        for column in ("omschrijving", "toegang", "wachtlijst", "kosten"):
            texts[f"kaart:{row.id}.{column}"] = without_facts(
                getattr(row, column), [row.naam, row.organisatie]
            )
    for key, text in texts.items():
        yield from ((key, found) for found in measure(names(text)))


def test_every_exception_is_still_needed_and_has_a_reason() -> None:
    found = list(all_found())
    for row in EXCEPTIONS:
        assert row["reden"].strip(), row
        still = any(covers(row, key, one) for key, one in found)
        assert still, f"uitzonderingen.tsv: niet meer nodig: {row}"
    assert len(EXCEPTIONS) <= 15


def test_every_allowed_word_is_unusual_and_used() -> None:
    used = " ".join(
        [*(text for file in (NL, KAART_TEKSTEN, STANDAARD) for text in said_in(file).values())]
        + [f"{row.omschrijving} {row.toegang}" for row in KAART]
    ).lower()
    for row in rows("toegestaan.tsv"):
        assert row["reden"].strip(), row
        assert re.search(rf"\b{row['woord']}\b", used), f"toegestaan.tsv: nergens gebruikt: {row['woord']}"
        assert zipf(row["woord"]) < 3.5, f"toegestaan.tsv: niet nodig: {row['woord']}"


# --- the measure finds what it should ---

PLANTED = [
    (
        1,
        "Een medewerker van de gemeente gaat morgen samen met u kijken naar alle brieven op uw tafel.",
        "17",
        "twee zinnen",
    ),
    (3, "Bel ons, omdat wij helpen, als u dat wilt.", "omdat + als", "nieuwe zin"),
    (3, "Wij bellen u, zodat u weet wat er is.", "zodat + wat", "nieuwe zin"),
    (5, "Dat is niet onmogelijk.", "niet + onmogelijk", "één ontkenning"),
    (5, "U mag nooit niet bellen.", "nooit + niet", "één ontkenning"),
    (6, "Wij wijzen u graag de weg.", "wijzen u graag de weg", "waar u heen kunt"),
    (6, "Zo kunt u uw verhaal kwijt.", "verhaal kwijt", "vertellen"),
    (7, "Een consulent belt u.", "consulent", "medewerker"),
    (8, "Uw bericht wordt door ons bewaard.", "wordt … bewaard", "wie het doet"),
    (8, "Morgen werden alle brieven opgehaald.", "werden … opgehaald", "wie het doet"),
    (8, "Uw brief is door de gemeente gelezen.", "door de … gelezen", "wie het doet"),
    (9, "Wij sturen u een brief.", "Wij sturen u", "u krijgt"),
    (9, "Heb je nog iets nodig?", "je", "met u"),
    (10, "Bel het UWV.", "UWV", "voluit"),
    (10, "Neem dit mee, d.w.z. uw brief.", "d.w.z.", "voluit"),
    (10, "U heeft een indicatie nodig.", "indicatie", "besluit van de gemeente"),
    (10, "Wij implementeren dit morgen.", "implementeren", "uitvoeren"),
    (10, "Er zijn drie signalen.", "signalen", "zorg"),
    (10, "Dit is in het kader van uw vraag.", "in het kader van", "voor"),
    (10, "Neem snel contact op met ons.", "Neem snel contact op", "bel"),
    (12, "Dat is een perquisitie.", "perquisitie", "dat iedereen kent"),
    (12, "Wij bejegenen u goed.", "bejegenen", "dat iedereen kent"),
]


@pytest.mark.parametrize(("nr", "text", "offending", "remedy"), PLANTED)
def test_a_planted_fault_is_found_with_its_rule_and_remedy(
    nr: int, text: str, offending: str, remedy: str
) -> None:
    found = [one for one in measure(text) if one.regel.nr == nr]
    assert len(found) >= 1, [str(one) for one in measure(text)]
    assert any(offending in one.woorden and remedy in one.remedie for one in found), [
        str(one) for one in found
    ]
    assert f"regel {nr} ({regels()[nr].naam})" in str(found[0])
    assert found[0].zin in str(found[0])


def test_an_alinea_that_is_too_full_is_found_and_a_list_is_not() -> None:
    full = "Dag. Wij zijn er. U mag bellen. Dat is goed. Tot straks."
    (found,) = measure(full)
    assert (found.regel.nr, found.woorden) == (4, "5 zinnen")
    assert "lege regel" in found.remedie
    assert measure(full.replace("U mag", "\n\nU mag")) == []
    assert measure("\n".join(f"• {said}." for said in full.split(". "))) == []


def test_long_sentences_side_by_side_are_found() -> None:
    long = "Wij gaan morgen samen met u kijken naar alle brieven op tafel."
    assert [found.regel.nr for found in measure(f"{long} {long} {long}")] == []
    longer = long.replace("op tafel", "bij u op de tafel")
    assert [found.regel.nr for found in measure(f"{longer} {longer} {longer}")] == [2]


CLEAR = [
    "Er is geen haast en geen gevaar.",
    "Wordt het erger? Bel dan.",
    "Ik heb het doorgegeven aan een medewerker.",
    "Ik geef het door aan een medewerker.",
    "Uw bericht is bewaard.",
    "Dat is goed, als u dat wilt.",
    "Of ik vraag een medewerker.",
    "Vraag naar uw mailadres of een slaapplek.",
    "U wordt ouder.",
    "Wij denken met u mee.",
]


@pytest.mark.parametrize("text", CLEAR)
def test_a_clear_sentence_is_left_alone(text: str) -> None:
    assert [str(found) for found in measure(text)] == []


def test_every_rule_that_a_program_can_measure_is_planted_here() -> None:
    planted = {nr for nr, *_ in PLANTED} | {2, 4}
    assert planted == {nr for nr, regel in regels().items() if regel.toetsbaar != "nee"}


def test_a_compound_of_everyday_words_is_usual_and_a_strange_one_is_not() -> None:
    assert all(
        map(is_usual, ("mailadres", "slaapplek", "terugdraaien", "bewaart", "Wijkfeest", "z'n", "14-0162"))
    )
    assert not any(map(is_usual, ("abusievelijk", "perquisitie", "gremium", "subsidiariteit")))


def test_a_fact_hides_itself_and_nothing_else() -> None:
    assert without_facts("Bel GGZ Breburg: 0162-1.", ["GGZ Breburg", "0162-1"]) == "Bel Feit: Feit."
    assert without_facts("Bijstand en bijstandsrecht", ["Bijstand"]) == "Feit en bijstandsrecht"
