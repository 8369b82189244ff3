"""The door into the room: any text gets an answer, quickly, and the same one every time."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.listen import CLEAR_ENOUGH
from intents.begrip import Bedoeling, Begrip, Nood, NoodSoort, Route, Zekerheid
from intents.dataset import NO_NOOD, Split, read_folder
from intents.features import stem
from intents.lezer import Lezer
from intents.model import FOLDER, LANDMARKS, Model, Scores
from intents.noise import by_sound
from intents.nood import NoodRules
from intents.nood_reach import LONGEST_SENTENCE, MIDDLE, PIECE, WHOLE, pieces
from intents.normalize import words
from intents.persoonsgegevens import mask
from intents.pipeline import READ_LIMIT, texts_for_rules
from intents.taal import DUTCH, language
from intents.tables import leefgebied_ids

MOST_ALARMED = 0.04  # of ordinary answers
HOSTILE = {
    "empty": "",
    "blanks": " \n\t ",
    "emoji": "😀" * 5_000,
    "one letter": "a" * 100_000,
    "small words": "het was een lange dag en " * 4_000,
    "digits": "06 12 " * 16_000,
    "at signs": "a@" * 50_000,
    "zalgo": "Z̷̢̛̙̲̫" * 5_000,
    "right to left": "\u202e abc\u202c" * 5_000,
    "other alphabet": "انا وحيدة في البيت " * 2_000,
    "control": "\x00\x01\x7f" * 10_000,
    "surrogates": "\ud800" * 1_000,
    "lines": "\n" * 100_000,
    "placeholders": "[naam]" * 10_000,
}


def is_whole(begrip: Begrip) -> bool:
    """Whether every promise of Begrip's docstring holds."""
    scores = [one.score for one in begrip.leefgebieden]
    return (
        scores == sorted(scores, reverse=True)
        and all(0 <= score <= 1 for score in (*scores, begrip.zekerheid))
        and {one.id for one in begrip.leefgebieden} <= set(leefgebied_ids())
        and bool(begrip.leefgebieden) == bool(begrip.tekst)
        and (begrip.route is Route.NOOD) == (begrip.nood is not None)
    )


def seen(lezer: Lezer, tekst: str) -> tuple[NoodSoort, Zekerheid]:
    """The danger that must be seen in it."""
    nood = lezer.read(tekst).nood
    assert nood is not None
    return nood.soort, nood.zekerheid


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_any_text_gets_an_answer(lezer: Lezer, name: str) -> None:
    assert is_whole(lezer.read(HOSTILE[name]))


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_of_an_endless_text_the_rules_read_a_bounded_part(name: str) -> None:
    """What bounds the time; benchmarks/snelheid.py measures it."""
    read = list(pieces(HOSTILE[name], len))
    assert all(len(piece) <= PIECE for piece in read)
    assert sum(map(len, read)) <= WHOLE + MIDDLE * LONGEST_SENTENCE + PIECE


def test_a_message_of_a_telephone_is_read_whole() -> None:
    tekst = " ".join(["ik weet het niet meer."] * 170)
    assert "".join(pieces(tekst, len)) == tekst


def test_danger_in_the_middle_of_an_endless_text_is_seen(lezer: Lezer) -> None:
    lots = "het was een lange dag. " * 2_000
    begrip = lezer.read(f"{lots} ik wil dood en ik heb pillen klaargelegd. {lots}")
    assert begrip.nood is not None


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_the_reading(lezer: Lezer, tekst: str) -> None:
    assert is_whole(lezer.read(tekst))


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.sampled_from(["ik", "mijn buurman", "huur", "niet", "06 12345678", "dood", "?", "BIJSTAND", "é"])
    )
)
def test_the_same_text_is_read_the_same_way(lezer: Lezer, parts: list[str]) -> None:
    tekst = " ".join(parts)
    assert lezer.read(tekst) == lezer.read(tekst)


def test_a_second_lezer_reads_the_same(lezer: Lezer) -> None:
    tekst = "mijn buurvrouw heeft schulden en komt de deur niet meer uit"
    assert Lezer.load().read(tekst) == lezer.read(tekst)


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads that take turns thousands of times as often, so that what they spoil for each other shows."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_threads_may_share_one_lezer(lezer: Lezer) -> None:
    """Also where every word is new to them."""
    texts = [one.tekst for one in read_folder() if one.split is Split.DEV][:120]
    alone = [lezer.read(tekst) for tekst in texts]
    stem.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lezer.read, texts)) == alone


@pytest.mark.usefixtures("hasty")
def test_threads_find_the_same_stems() -> None:
    """One that is wrong would stay: stems are remembered."""
    said = sorted({word for one in read_folder() if one.split is Split.DEV for word in words(one.tekst)})[
        :2_000
    ]
    alone = [stem(word) for word in said]
    stem.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(stem, said)) == alone


@pytest.mark.parametrize(
    ("tekst", "understood"),
    [
        ("Nie mam pieniędzy na jedzenie dla dzieci", True),
        ("I can not pay my rent and I have many letters", True),
        ("ክራይ ክኸፍል ኣይክእልን እየ", False),  # the encoder does not know Tigrinya
    ],
)
def test_a_place_is_looked_for_only_in_a_language_that_is_understood(
    lezer: Lezer, tekst: str, understood: bool
) -> None:
    begrip = lezer.read(tekst)
    assert (begrip.zekerheid >= CLEAR_ENOUGH, begrip.route) == (understood, Route.VOORZIENING)


def test_personal_data_is_hidden_and_named(lezer: Lezer) -> None:
    begrip = lezer.read("ik heet fatima, bel 06-12345678")
    assert begrip.tekst == "ik heet [naam], bel [telefoon]"
    assert begrip.persoonsgegevens == ("naam", "telefoon")


def test_what_was_hidden_does_not_count_as_a_word(lezer: Lezer) -> None:
    assert lezer.read("schulden [telefoon]").leefgebieden == lezer.read("schulden").leefgebieden


def test_danger_at_the_end_of_an_endless_text_is_seen(lezer: Lezer) -> None:
    begrip = lezer.read("het was een lange dag. " * 1_000 + "ik wil niet meer leven")
    assert begrip.nood is not None
    assert len(begrip.tekst) <= READ_LIMIT


def test_spelling_is_repaired_for_reading_but_kept_in_the_text(lezer: Lezer) -> None:
    begrip = lezer.read("ik heb schudlen")
    assert begrip.tekst == "ik heb schudlen"
    assert begrip.leefgebieden[0].id == "geld"


@pytest.mark.parametrize(
    ("tekst", "route"),
    [
        ("ik wil een bijzondere bijstand aanvragen", Route.FRONTOFFICE),
        ("mag mijn vader een scootmobiel", Route.FRONTOFFICE),
        ("ik wil een klacht indienen over mijn consulent", Route.KLACHT),
        ("ik word van het kastje naar de muur gestuurd door de gemeente", Route.KLACHT),
        ("er ligt een losse stoeptegel voor mijn deur", Route.BUITEN),
        ("ik wil mijn paspoort verlengen", Route.BUITEN),
        ("hallo", Route.BUITEN),
        ("ik voel mij zo alleen", Route.VOORZIENING),
        ("hoe kom ik bij de voedselbank", Route.VOORZIENING),
        ("mijn man slaat mij", Route.NOOD),
        ("мені потрібна допомога, я тут нікого не знаю", Route.VOORZIENING),
    ],
)
def test_route(lezer: Lezer, tekst: str, route: Route) -> None:
    assert lezer.read(tekst).route is route


@pytest.mark.parametrize(
    ("tekst", "leefgebied"),
    [
        ("ik kan mijn rekeningen niet betalen", "geld"),
        ("ik ben mijn baan kwijt", "werk"),
        ("er zit schimmel in mijn slaapkamer", "wonen"),
        ("ik voel me zo eenzaam", "contact"),
        ("ik slaap niet van de stress en ben steeds bang", "psychisch"),
        ("sinds mijn beroerte kan ik niet goed lopen", "gezondheid"),
        ("stofzuigen en ramen lappen lukt niet meer", "huishouden"),
        ("ik ben mantelzorger en kan niet meer", "mantelzorg"),
        ("mijn puber luistert nergens naar", "gezin"),
        ("ik word bedreigd door mijn ex", "veiligheid"),
        ("ik wil stoppen met blowen", "verslaving"),
        ("ik zoek vrijwilligerswerk", "meedoen"),
        ("ik wil beter nederlands leren", "taal"),
        ("mijn vrouw is overleden en ik mis haar zo", "verlies"),
        ("ik snap de brief van de gemeente niet", "regelen"),
    ],
)
def test_plain_words_lead_to_their_leefgebied(lezer: Lezer, tekst: str, leefgebied: str) -> None:
    assert leefgebied in [one.id for one in lezer.read(tekst).leefgebieden[:2]]


def test_certainty_is_lower_when_nothing_is_understood(lezer: Lezer) -> None:
    assert (
        lezer.read("blorp knars fnuikel").zekerheid
        < lezer.read("ik heb schulden en kan niet rondkomen").zekerheid
    )


def test_bedoeling_and_product_come_along(lezer: Lezer) -> None:
    assert lezer.read("mag ik een mens spreken").bedoeling is Bedoeling.MENS
    assert lezer.read("ik wil een traplift aanvragen").product == "hulpmiddel-voor-traplopen"


def test_ordinary_answers_in_a_conversation_raise_no_alarm(lezer: Lezer) -> None:
    """Who answers a question of the bot is not asked about death: "zeg ik liever niet", "het gaat beter"."""
    answers = Path(__file__).with_name("antwoorden.txt").read_text(encoding="utf-8").splitlines()
    alarmed = [answer for answer in answers if lezer.read(answer).nood]
    assert len(alarmed) <= len(answers) * MOST_ALARMED, alarmed


@pytest.mark.parametrize(
    "tekst", ["Kevin slaat mij", "Ahmed slaat mij", "[naam] slaat mij", "ons Riet sloeg mij net"]
)
def test_a_name_that_is_hidden_hides_no_danger(lezer: Lezer, tekst: str) -> None:
    """The bot reads what was masked; the rules know no names, and two words seem too few to suspect anything."""
    nood = lezer.read(tekst).nood
    assert nood is not None
    assert nood.soort is NoodSoort.GEWELD


def test_danger_written_by_ear_is_seen_by_the_rules_nearly_as_often(lezer: Lezer) -> None:
    rules = NoodRules.load()
    some = [one.tekst for one in read_folder() if one.nood != NO_NOOD and one.split is Split.TEST][::3]
    seen = [tekst for tekst in some if language(tekst) == DUTCH and rules.find(tekst)]
    by_ear = [by_sound(tekst) for tekst in seen]
    as_it_stands = sum(rules.find(tekst) is not None for tekst in by_ear)
    assert as_it_stands < 0.6 * len(seen)  # so it is the repair that does it
    assert sum(bool(lezer.fired(tekst)) for tekst in by_ear) > 0.75 * len(seen)


def test_words_that_a_rule_was_not_shown_as_they_are_stand_in_no_explanation(lezer: Lezer) -> None:
    ((_, said),) = {(nood.regel, words) for nood, words in lezer.fired("Kevin slaat mij")}
    assert "kevin" not in said


@pytest.mark.parametrize(
    "tekst", ["ik verveel me dood", "ik schrik me dood", "mijn broer is weer aan het gokken geslagen"]
)
def test_a_way_of_speaking_alone_raises_no_suspicion(lezer: Lezer, tekst: str) -> None:
    assert lezer.read(tekst).nood is None


def test_danger_beside_a_way_of_speaking_is_seen(lezer: Lezer) -> None:
    assert lezer.read("ik verveel me dood en ik wil er niet meer zijn").nood is not None
    assert lezer.read("mijn vader is overleden en voor mij hoeft het nu ook niet meer").nood is not None


@pytest.mark.parametrize(
    "tekst",
    [
        "het is stil bij de buurvrouw en haar post steekt al een week uit de bus",
        "opa is overleden, ik heb de hond weggegeven en mijn brieven liggen klaar",
        "ik schrik me dood want hij staat elke nacht weer voor mijn raam en hij heeft een sleutel",
        "opa is overleden, ik wil hem achterna",
        "ik lach me kapot maar hij slaat erop",
    ],
)
def test_a_way_of_speaking_silences_no_story(lezer: Lezer, tekst: str) -> None:
    nood = lezer.read(tekst).nood
    assert nood is not None


def test_danger_is_seen_when_what_was_learned_breaks(lezer: Lezer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Model, "score", lambda self, tokens: 1 / 0)
    begrip = lezer.read("ik wil dood")
    assert begrip.nood is not None
    assert (begrip.route, begrip.zekerheid) == (Route.NOOD, 0.0)


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("heb net alle pillen ingenomen", NoodSoort.MEDISCH),
        ("ik heb pillen ingenomen", NoodSoort.MEDISCH),
        ("mijn vader slaat me", NoodSoort.KIND),
        ("me vader slaat me", NoodSoort.KIND),
    ],
)
def test_what_was_learned_takes_no_112_and_no_child_away(lezer: Lezer, tekst: str, soort: NoodSoort) -> None:
    """Where a rule is sure, somebody to talk to is no answer to pills that were taken."""
    assert seen(lezer, tekst) == (soort, Zekerheid.ZEKER)


@pytest.mark.parametrize(
    ("seen", "sure", "over_ander", "learned", "kept"),
    [
        (NoodSoort.MEDISCH, True, False, NoodSoort.SUICIDE, True),
        (NoodSoort.KIND, True, False, NoodSoort.GEWELD, True),
        (NoodSoort.MEDISCH, False, False, NoodSoort.SUICIDE, False),
        (NoodSoort.KIND, True, True, NoodSoort.GEWELD, False),
        (NoodSoort.GEWELD, True, False, NoodSoort.KIND, False),
        (NoodSoort.SUICIDE, True, False, NoodSoort.MEDISCH, False),
    ],
)
def test_which_kind_a_sure_rule_keeps(
    lezer: Lezer,
    monkeypatch: pytest.MonkeyPatch,
    seen: NoodSoort,
    sure: bool,
    over_ander: bool,
    learned: NoodSoort,
    kept: bool,
) -> None:
    """Of the sender, where a rule is sure; what is doubtful, or of another, takes the learned kind."""
    rule = Nood(seen, Zekerheid.ZEKER if sure else Zekerheid.VRAAG_NA, "regel", over_ander)
    monkeypatch.setattr(NoodRules, "find", lambda self, *given, **named: rule)
    monkeypatch.setattr(Model, "nood_chance", lambda self, *given: 1.0)
    monkeypatch.setattr(Scores, "soort", lambda self, given: learned)
    found = lezer.read("dit is een gewoon verhaal over de tuin").nood
    assert found == (rule if kept else replace(rule, soort=learned))


STORY = "mijn zus heeft een nieuwe keuken en nu past de tafel niet meer bij het raam"
DOUBT = "soms snap ik wel dat mensen het niet meer zien zitten met al die rekeningen"
SURE = "ik wil mezelf iets aandoen en ik weet niet bij wie ik nu terecht kan"


@pytest.mark.parametrize(
    ("tekst", "chance", "found"),
    [
        (STORY, 0.24, None),
        (STORY, 0.26, Zekerheid.VRAAG_NA),
        (DOUBT, 0.09, None),
        (DOUBT, 0.11, Zekerheid.VRAAG_NA),  # words that a rule doubts about are worth a question sooner
        (SURE, 0.09, None),
        (SURE, 0.11, Zekerheid.VRAAG_NA),
        (SURE, 0.26, Zekerheid.ZEKER),
    ],
)
def test_how_likely_danger_must_be_depends_on_what_a_rule_saw(
    lezer: Lezer, monkeypatch: pytest.MonkeyPatch, tekst: str, chance: float, found: Zekerheid | None
) -> None:
    monkeypatch.setattr(Model, "nood_chance", lambda self, *given: chance)
    nood = lezer.read(tekst).nood
    assert (nood and nood.zekerheid) == found


TALE = f"{STORY}.\nDaarna zijn we naar de markt gegaan en hebben we nog lang gepraat over vroeger.\n" * 2


@pytest.mark.parametrize(
    ("tekst", "chance", "found"),
    [
        (STORY, 0.99, None),  # what is short is weighed as a whole
        (TALE, 0.79, None),
        (TALE, 0.81, ("model", Zekerheid.VRAAG_NA)),
        (TALE * 20, 0.99, None),  # no message of a telephone
        (TALE + SURE, 0.79, None),
        (TALE + SURE, 0.81, ("suicide_iets_aandoen", Zekerheid.VRAAG_NA)),
    ],
)
def test_one_passage_of_a_long_story_is_enough_to_ask(
    lezer: Lezer,
    monkeypatch: pytest.MonkeyPatch,
    tekst: str,
    chance: float,
    found: tuple[str, Zekerheid] | None,
) -> None:
    monkeypatch.setattr(Model, "nood_chance", lambda self, *given: 0.01 if self.full else chance)
    nood = lezer.read(tekst).nood
    assert (nood and (nood.regel, nood.zekerheid)) == found


LAMP = "doe de grote lamp in de keuken aan en zet daarna de radio op zacht"


@pytest.mark.parametrize(
    ("tekst", "chance", "for_us", "suspected"),
    [
        (LAMP, 0.45, False, False),
        (LAMP, 0.45, True, True),
        (LAMP, 0.55, False, True),  # danger may stand in a story about something else
        ("doe de grote lamp aan", 0.55, False, False),
        ("doe de grote lamp aan", 0.55, True, True),
    ],
)
def test_what_is_most_likely_no_question_for_us_is_suspected_less(
    lezer: Lezer, monkeypatch: pytest.MonkeyPatch, tekst: str, chance: float, for_us: bool, suspected: bool
) -> None:
    real = Model.score

    def score(self: Model, tokens: Sequence[str]) -> Scores:
        buiten = 0.5 if for_us else 0.6
        return replace(real(self, tokens), route={**dict.fromkeys(Route, 0.1), Route.BUITEN: buiten})

    monkeypatch.setattr(Model, "score", score)
    monkeypatch.setattr(Model, "nood_chance", lambda self, *given: chance)
    assert (lezer.read(tekst).nood is not None) is suspected


@pytest.mark.parametrize("seen_by_rule", [True, False])
def test_what_is_only_suspected_says_less_about_the_subject(
    lezer: Lezer, monkeypatch: pytest.MonkeyPatch, seen_by_rule: bool
) -> None:
    rule = Nood(NoodSoort.GEWELD, Zekerheid.VRAAG_NA, "regel", False)
    lifts: list[float] = []
    real = Model.lifted

    def lifted(self: Model, scores: Scores, soort: NoodSoort, sure: float) -> Scores:
        lifts.append(sure)
        return real(self, scores, soort, sure)

    monkeypatch.setattr(NoodRules, "find", lambda self, *given, **named: rule if seen_by_rule else None)
    monkeypatch.setattr(Model, "nood_chance", lambda self, *given: 0.5)
    monkeypatch.setattr(Model, "lifted", lifted)
    assert lezer.read("mijn fiets staat al drie weken bij de buren in de schuur te roesten").nood is not None
    assert lifts == [1.0 if seen_by_rule else 0.5]


@pytest.mark.parametrize("before", ["", "nee ", "nee hoor ", "nee dat niet maar "])
def test_no_to_the_question_hides_no_wish_to_be_with_who_died(lezer: Lezer, before: str) -> None:
    nood = lezer.read(f"{before}ik wil gwoon bij haar zijn").nood
    assert nood is not None
    assert nood.soort is NoodSoort.SUICIDE


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("nee heb pillen klaarliggen", NoodSoort.SUICIDE),
        ("nee hoor heb pillen klaarliggen", NoodSoort.SUICIDE),
        ("nee maak er vanavond een eind aan", NoodSoort.SUICIDE),
        ("nee dat niet maar heb pillen klaarliggen", NoodSoort.SUICIDE),
        ("nee slaap al weken in mijn auto", NoodSoort.DAKLOOS),
    ],
)
def test_a_rule_reads_what_follows_a_no_as_a_message_of_its_own(
    lezer: Lezer, tekst: str, soort: NoodSoort
) -> None:
    assert seen(lezer, tekst) == (soort, Zekerheid.ZEKER)


@pytest.mark.parametrize(
    "tekst",
    [
        "nee niet dood",
        "nee niet zelfmoord",
        "nee geen pillen",
        "nee niet dat ik dood wil",
        "nee hoor niet dat hij mij slaat",
    ],
)
def test_a_no_that_takes_back_what_follows_is_no_danger(lezer: Lezer, tekst: str) -> None:
    nood = lezer.read(tekst).nood
    assert nood is None or nood.zekerheid is not Zekerheid.ZEKER


@pytest.mark.parametrize(
    "tekst", ["nee hoor", "nee dank u", "nee ik heb geen pijn", "nee ik wil bij haar langs"]
)
def test_a_plain_no_raises_no_suspicion(lezer: Lezer, tekst: str) -> None:
    assert lezer.read(tekst).nood is None


def test_who_hurt_another_is_asked_on_and_who_fought_back_is_seen(lezer: Lezer) -> None:
    hurt = lezer.read("me man heeft parkinson en ik heb hem gister geknepen").nood
    assert hurt is not None
    assert (hurt.zekerheid, hurt.over_ander) == (Zekerheid.VRAAG_NA, True)
    fought = lezer.read("hij heeft me geduwd en ik heb hem ook geduwd").nood
    assert fought is not None
    assert (fought.soort, fought.zekerheid, fought.over_ander) == (NoodSoort.GEWELD, Zekerheid.ZEKER, False)


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("mijn man slaat mij en ik wil mij zelf fan kant make", NoodSoort.SUICIDE),
        ("ik slaap op straat en ik wil mij zelf fan kant make", NoodSoort.SUICIDE),
    ],
)
def test_the_gravest_danger_comes_first_however_it_is_spelt(
    lezer: Lezer, tekst: str, soort: NoodSoort
) -> None:
    assert seen(lezer, tekst)[0] is soort


def test_every_rule_that_fires_is_told(lezer: Lezer) -> None:
    tekst = "ik zie het niet meer zitten en Kevin slaat mij"
    nood = lezer.read(tekst).nood
    assert nood is not None
    assert nood.regel in {fired.regel for fired, _ in lezer.fired(tekst)}


def test_without_readable_landmarks_it_reads_by_words(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "model"))
    (folder / LANDMARKS).write_bytes(b"geen getallen")
    lezer = Lezer.load(folder)
    assert (lezer.has_model, lezer.has_encoder) == (True, False)
    assert lezer.read("ik kan mijn huur niet betalen").leefgebieden[0].id == "geld"


@pytest.mark.parametrize(
    ("tekst", "meant", "forms"),
    [
        ("ik wil dood", ["ik", "wil", "dood"], ["ik wil dood"]),
        ("Ik wol dod!", ["ik", "wil", "dood"], ["Ik wol dod!", "ik wil dood!"]),
        ("Kevin slaat mij", ["slaat", "mij"], ["Kevin slaat mij", "[naam] slaat mij"]),
        ("Kevin slat mij", ["slaat", "mij"], ["Kevin slat mij", "[naam] slat mij", "[naam] slaat mij"]),
    ],
)
def test_the_rules_read_what_was_typed_hidden_and_meant(
    tekst: str, meant: list[str], forms: list[str]
) -> None:
    read = texts_for_rules(tekst, mask(tekst), meant)
    assert [form for form, _ in read] == forms
    assert [talen for _, talen in read] == [True, *[False] * (len(forms) - 1)]


def test_of_a_very_long_text_only_the_beginning_is_read_again() -> None:
    tekst = "Kevin slat mij en gat weg. " * 400
    whole, hidden, meant = (form for form, _ in texts_for_rules(tekst, mask(tekst), ["slaat"]))
    assert whole == tekst
    assert len(hidden) <= PIECE
    assert len(meant) <= PIECE + 1
