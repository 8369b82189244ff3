"""Which words made it so: by leaving words out, with readers of a few lines and with the real one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from intents.begrip import Bedoeling, Begrip, LeefgebiedScore, Nood, NoodSoort, Rol, Route, Zekerheid
from intents.explain import explain, sentences
from intents.lezer import Lezer
from intents.nood import NoodRules
from intents.normalize import words

PLAIN = Begrip("", None, (), 0.0, Rol.ZELF, Route.VOORZIENING, Bedoeling.VERTELT, None, ())
LEARNED = Nood(NoodSoort.SUICIDE, Zekerheid.VRAAG_NA, "model", False)


class Counting:
    """Reads as a function of the words says, and counts how often it was asked."""

    def __init__(self, reads: Callable[[list[str]], Begrip]) -> None:
        self._reads = reads
        self.texts: list[str] = []

    def read(self, tekst: str) -> Begrip:
        self.texts.append(tekst)
        return replace(self._reads(words(tekst)), tekst=tekst)


def scored(found: list[str]) -> Begrip:
    """huur weighs most for wonen, sleutel a little."""
    score = 0.2 + 0.5 * ("huur" in found) + 0.1 * ("sleutel" in found)
    return replace(PLAIN, leefgebieden=(LeefgebiedScore("wonen", score), LeefgebiedScore("geld", 0.1)))


@pytest.fixture(scope="module")
def rules() -> NoodRules:
    return NoodRules.load()


def test_the_words_that_weigh_most_come_first_with_the_chance_without_them(rules: NoodRules) -> None:
    found = explain(Counting(scored), "de sleutel en de huur, ja", rules.explain)
    assert [(cause.words, round(cause.without, 2)) for cause in found.leefgebied] == [
        (("huur",), 0.3),
        (("sleutel",), 0.7),
    ]
    assert sentences(found)[0] == (
        'Leefgebied wonen, kans 80%. Het meest wegen: "huur" (zonder: 30%); "sleutel" (zonder: 70%).'
    )


def test_words_of_which_one_is_enough_are_found_together(rules: NoodRules) -> None:
    def reads(found: list[str]) -> Begrip:
        sure = not {"huur", "huis"}.isdisjoint(found)
        first = LeefgebiedScore("wonen", 0.99) if sure else LeefgebiedScore("geld", 0.4)
        return replace(PLAIN, leefgebieden=(first,))

    found = explain(Counting(reads), "ik vind de huur van mijn huis echt te hoog", rules.explain)
    assert [cause.words for cause in found.leefgebied] == [("huur", "van", "mijn", "huis")]
    assert found.leefgebied[0].without == 0.0


def test_a_word_that_stands_twice_is_left_out_twice(rules: NoodRules) -> None:
    found = explain(Counting(scored), "huur, HUUR en nog eens huur", rules.explain)
    assert found.leefgebied[0].words == ("huur",)


def test_a_word_without_which_the_leefgebied_is_not_mentioned_weighs_all(rules: NoodRules) -> None:
    def reads(found: list[str]) -> Begrip:
        return (
            scored(found) if "huur" in found else replace(PLAIN, leefgebieden=(LeefgebiedScore("geld", 0.5),))
        )

    assert explain(Counting(reads), "de huur is hoog", rules.explain).leefgebied[0].without == 0.0


def test_the_route_hangs_on_each_word_that_changes_it_alone(rules: NoodRules) -> None:
    def reads(found: list[str]) -> Begrip:
        complains = {"bezwaar", "maken"} <= set(found)
        return replace(scored(found), route=Route.KLACHT if complains else Route.VOORZIENING)

    found = explain(Counting(reads), "ik wil bezwaar maken", rules.explain)
    assert found.route == (("bezwaar",), ("maken",))
    assert 'Zonder "bezwaar" of zonder "maken" werd het een andere route.' in sentences(found)[1]


def test_words_that_stand_in_for_each_other_are_found_together(rules: NoodRules) -> None:
    def reads(found: list[str]) -> Begrip:
        complains = not {"klacht", "boos"}.isdisjoint(found)
        return replace(scored(found), route=Route.KLACHT if complains else Route.VOORZIENING)

    found = explain(
        Counting(reads), "een lange zin met een klacht want boos ben ik al een week", rules.explain
    )
    assert found.route == (("klacht", "want", "boos"),)


def test_what_no_few_words_decide_is_said_to_be_the_whole(rules: NoodRules) -> None:
    found = explain(Counting(scored), "de huur is hoog", rules.explain)
    assert found.route == ()
    assert "het is het geheel" in sentences(found)[1]


def test_learned_nood_is_told_from_a_rule(rules: NoodRules) -> None:
    def reads(found: list[str]) -> Begrip:
        nood = LEARNED if "afscheid" in found else None
        return replace(scored(found), nood=nood, route=Route.NOOD if nood else Route.VOORZIENING)

    found = explain(Counting(reads), "wat een mooi afscheid was dat", rules.explain)
    assert (found.nood, found.rules, found.route) == ((("afscheid",),), (), ())
    assert any("geleerd vermoeden" in line for line in sentences(found))
    assert any("Nood gaat voor alles" in line for line in sentences(found))


def test_a_rule_that_the_rest_of_the_text_overruled_is_shown_too(rules: NoodRules) -> None:
    found = explain(Counting(scored), "ik wil dood", rules.explain)
    assert found.begrip.nood is None
    assert found.rules
    assert sentences(found)[-1] == "De rest van de tekst sprak dat tegen."


@pytest.mark.parametrize("count", [0, 2, 27, 700])
@pytest.mark.parametrize("enough", [1, 0.5])
def test_there_are_at_most_forty_readings_however_long_the_text(
    count: int, enough: float, rules: NoodRules
) -> None:
    def reads(found: list[str]) -> Begrip:
        many = len(found) >= count * enough if enough < 1 else bool(found)
        first = LeefgebiedScore("wonen" if many else "geld", 0.5)
        return replace(PLAIN, leefgebieden=(first,), route=Route.KLACHT if many else Route.BUITEN)

    lezer = Counting(reads)
    explain(lezer, "[naam] " + " ".join(f"woord{chr(97 + n % 26)}{n}x" for n in range(count)), rules.explain)
    assert len(lezer.texts) <= 40


def test_signs_and_hidden_details_stay_where_they_are(rules: NoodRules) -> None:
    lezer = Counting(scored)
    explain(lezer, "Huur. Bel [telefoon]!", rules.explain)
    assert set(lezer.texts) == {
        "Huur. Bel [telefoon]!",
        ". Bel [telefoon]!",
        "Huur.  [telefoon]!",
        ".  [telefoon]!",
    }


def test_without_a_model_the_words_are_those_that_change_the_leefgebied() -> None:
    lezer = Lezer(replace(Lezer.load()._parts, model=None, speller=None))
    found = explain(lezer, "ik kan de huur niet betalen", lezer.fired)
    assert found.begrip.leefgebieden[0].score == 0.0
    assert "zonder model gelezen" in sentences(found)[0]


def test_the_real_reader_says_which_rule_and_which_words(lezer: Lezer) -> None:
    found = explain(lezer, "ik wil dood", lezer.fired)
    assert found.begrip.nood is not None
    assert found.rules[0].nood.regel == found.begrip.nood.regel
    assert "dood" in found.rules[0].words
    assert any("dood" in group for group in found.nood)


def test_no_explanation_holds_what_is_personal(lezer: Lezer) -> None:
    tekst = "Mijn buurman Ahmed Zomerdijk wil er een eind aan maken, bel hem op 06-12345678"
    said = "\n".join(sentences(explain(lezer, tekst, lezer.fired)))
    assert "sloeg aan op" in said
    for personal in ("ahmed", "zomerdijk", "12345678"):
        assert personal not in said.lower()


@pytest.mark.parametrize(
    "tekst", ["", "   ", "?!", "[naam]", "😀", "a" * 20_000, "\ud800", "hij zei: 'n klacht’s"]
)
def test_any_text_can_be_explained(lezer: Lezer, tekst: str) -> None:
    assert all(sentences(explain(lezer, tekst, lezer.fired)))
