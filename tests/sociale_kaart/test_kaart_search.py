"""The search on small kaarten made for one rule each."""

from datetime import datetime

import pytest

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.model import Gebied
from sociale_kaart.search import CLOSER, Vondst, Zoekvraag
from sociale_kaart.surroundings import kilometres
from sociale_kaart.vraag import stated_age
from tests.sociale_kaart import goede_rij

MEEDOEN = (("meedoen", 0.8),)


def ids(found: tuple[Vondst, ...]) -> list[str]:
    return [vondst.voorziening.id for vondst in found]


def row(id: str, **cells: str) -> dict[str, str]:
    return {"id": id, "naam": id.replace("-", " ").title(), **cells}


UNIQUE = {"voorbeeldvragen": "", "leefgebieden": "taal:0.1", "omschrijving": "Dit is er ook."}
FILLER = [row(f"vulling-{n}", woorden=f"woord{n}", **UNIQUE) for n in range(30)]
OTHERS = [
    row(
        f"anders-{n}",
        woorden=word,
        voorbeeldvragen="",
        leefgebieden="geld:0.9",
        omschrijving="U kunt hier zijn.",
    )
    for n, word in enumerate(("deurwaarder", "gitaar", "kelder", "vogels"))
]


def kaart_of(*rows: dict[str, str]) -> SocialeKaart:
    """These rows among thirty others, so that a word of theirs is as rare as it is in a real kaart."""
    return goede_rij.kaart_of(*rows, *FILLER)


def test_a_word_of_the_row_finds_it() -> None:
    kaart = kaart_of({}, *OTHERS)
    assert ids(kaart.zoek(Zoekvraag("ik wil graag een tocht fietsen"))) == ["fietsclub"]


def test_nothing_that_fits_gives_an_empty_answer() -> None:
    kaart = kaart_of({}, *OTHERS)
    assert kaart.zoek(Zoekvraag("hoe laat is het")) == ()
    assert kaart.zoek(Zoekvraag("")) == ()


def test_a_leefgebied_alone_finds_what_belongs_to_it() -> None:
    kaart = kaart_of({}, *OTHERS)
    assert ids(kaart.zoek(Zoekvraag("de muren komen op me af", MEEDOEN))) == ["fietsclub"]


@pytest.mark.parametrize("probability", [0.9, 0.3, 0.1])
def test_a_leefgebied_finds_something_however_unsure_the_reading(probability: float) -> None:
    kaart = kaart_of({"leefgebieden": "meedoen:1.0"}, *OTHERS)
    assert ids(kaart.zoek(Zoekvraag("xyz", (("meedoen", probability),)))) == ["fietsclub"]


def test_a_wrong_leefgebied_hides_nothing() -> None:
    kaart = kaart_of({}, *OTHERS)
    assert "fietsclub" in ids(kaart.zoek(Zoekvraag("tocht met de fiets", (("geld", 0.9),))))


def test_a_leefgebied_lifts_between_equals() -> None:
    kaart = kaart_of(row("a", leefgebieden="geld:0.9"), row("b", leefgebieden="meedoen:0.9"))
    assert ids(kaart.zoek(Zoekvraag("een tocht", MEEDOEN)))[0] == "b"
    assert ids(kaart.zoek(Zoekvraag("een tocht", (("geld", 0.8),))))[0] == "a"


def test_what_was_shown_or_rejected_does_not_come_again() -> None:
    kaart = kaart_of({}, row("b"))
    assert ids(kaart.zoek(Zoekvraag("tocht", niet=frozenset({"fietsclub"})))) == ["b"]


def test_never_more_than_asked_for() -> None:
    kaart = kaart_of(*(row(f"club-{n}") for n in range(6)))
    assert [len(kaart.zoek(Zoekvraag("tocht", MEEDOEN), max=most)) for most in (0, 1, 3, 5)] == [0, 1, 3, 5]


def test_freely_accessible_places_come_before_others_however_well_those_fit() -> None:
    closed = {"vrij_toegankelijk": "nee", "toegang": "Via de huisarts.", "trede": "4"}
    kaart = kaart_of(row("dicht", woorden="tocht;fietsen;fiets;tochten", **closed), row("los"))
    assert ids(kaart.zoek(Zoekvraag("tocht met de fiets", MEEDOEN))) == ["los", "dicht"]


def test_between_equals_the_lower_trede_comes_first() -> None:
    kaart = kaart_of(row("a", trede="3"), row("b", trede="2"))
    assert ids(kaart.zoek(Zoekvraag("tocht"))) == ["b", "a"]


def test_the_better_status_comes_first() -> None:
    kaart = kaart_of(row("a", status="verouderd"), row("b", status="nakijken"), row("c", status="bevestigd"))
    scores = {v.voorziening.id: v.score for v in kaart.zoek(Zoekvraag("tocht"))}
    assert scores["c"] > scores["b"] > scores["a"]


@pytest.mark.parametrize("soort", ["noodnummer", "gemeente"])
def test_a_noodnummer_or_gemeente_row_is_never_a_suggestion(soort: str) -> None:
    assert kaart_of({"soort": soort}).zoek(Zoekvraag("tocht met de fiets", MEEDOEN)) == ()


@pytest.mark.parametrize(
    ("tekst", "leefgebieden", "shown"),
    [
        ("ik heb een klacht over de tocht", (("regelen", 0.8),), True),
        ("ik heb een klacht over de tocht", (), True),
        ("ik heb een klacht over de tocht", MEEDOEN, False),
        ("ik heb een vraag over de tocht", (("regelen", 0.8),), False),
    ],
)
def test_a_klachtroute_needs_a_complaint_about_regelen(
    tekst: str, leefgebieden: tuple[tuple[str, float], ...], shown: bool
) -> None:
    kaart = kaart_of({"soort": "klachtroute", "leefgebieden": "regelen:0.8"}, *OTHERS)
    assert bool(kaart.zoek(Zoekvraag(tekst, leefgebieden))) is shown


def test_one_hulplijn_at_most_while_places_fit() -> None:
    lines = [row(f"lijn-{n}", soort="hulplijn", woorden="fietsen;fiets;tocht;tochten") for n in range(3)]
    kaart = kaart_of(*lines, row("a"), row("b"), row("c"))
    found = kaart.zoek(Zoekvraag("tochten op de fiets", MEEDOEN))
    assert sorted(v.voorziening.soort for v in found) == ["hulplijn", "plek", "plek"]


def test_more_hulplijnen_when_no_place_is_about_it() -> None:
    lines = [row(f"lijn-{n}", soort="hulplijn") for n in range(3)]
    kaart = kaart_of(*lines, row("kelder", leefgebieden="geld:0.9", woorden="fiets"))
    assert (
        len(
            [v for v in kaart.zoek(Zoekvraag("een tocht op de fiets", MEEDOEN)) if "lijn" in v.voorziening.id]
        )
        >= 2
    )


def test_not_three_of_one_organisation() -> None:
    same = [
        row(f"zelfde-{n}", organisatie="Surplus", woorden="fietsen;fiets;tocht;tochten") for n in range(4)
    ]
    kaart = kaart_of(*same, row("ander", organisatie="Ander"))
    found = ids(kaart.zoek(Zoekvraag("tochten op de fiets")))
    assert "ander" in found
    assert len(found) == 3


def test_rows_without_an_organisation_are_not_taken_for_one() -> None:
    kaart = kaart_of(*(row(f"club-{n}") for n in range(3)))
    assert len(kaart.zoek(Zoekvraag("tocht"))) == 3


def test_who_worries_about_another_gets_what_is_for_naasten_first() -> None:
    kaart = kaart_of(row("a", voor_naasten="nee"), row("b", voor_naasten="ja"))
    assert ids(kaart.zoek(Zoekvraag("tocht", rol="ander"))) == ["b", "a"]


@pytest.mark.parametrize(
    ("tekst", "age"),
    [
        ("Ik ben 24 en alleen", 24),
        ("ik word 17", 17),
        ("Ik ben al 81 jaar", 81),
        ("ik ben 12 weken zwanger", None),
        ("ik ben 10 minuten te laat", None),
        ("mijn zoon is 9", None),
        ("ik ben 1980 geboren", None),
        ("ik ben 24", 24),
        ("ik ben 24 jaar", 24),
        ("Ik ben 16 jaar oud en zoek een club.", 16),
        ("ik ben 67 jaar en woon alleen", 67),
        ("ik ben 17 en heb schulden", 17),
        ("ik ben 24, woon alleen", 24),
        ("ik ben 24\nen ik heb schulden", 24),
        ("ik ben 61 maar overal ben ik te duur", 61),
        ("ik ben al 10 jaar gescheiden", None),
        ("ik ben 3 jaar werkloos", None),
        ("Ik ben al 12 jaar mantelzorger", None),
        ("ik ben al 81 en woon alleen", 81),
        ("ik ben al 81 jaar oud", 81),
        ("ik ben al 12 jaar en dag mantelzorger", None),
        ("ik ben 3 jaar en 2 maanden werkloos", None),
        ("ik ben 2 jaar en een half werkloos", None),
        ("ik ben 2,5 jaar gescheiden", None),
        ("ik ben 24/7 bezig met zorgen", None),
        ("ik ben 50% afgekeurd", None),
        ("ik ben 50 euro kwijt", None),
        ("ik ben 17 ik word thuis gepest", 17),
        ("ik ben 16 jaar ik heb ruzie thuis", 16),
        ("ik ben 17 met een kind", 17),
        ("ik ben 17 (bijna 18)", 17),
        ("ik ben 17 - help", 17),
        ("ik ben 3 jaar met pensioen", None),
        ("ik ben 1, 2 keer gevallen", None),
    ],
)
def test_the_age_is_read_from_the_text(tekst: str, age: int | None) -> None:
    assert stated_age(tekst) == age


def test_a_known_age_goes_before_the_one_in_the_text() -> None:
    assert Zoekvraag("ik ben 24", leeftijd=30).age == 30


def test_an_age_limit_counts_for_whoever_asks_for_himself() -> None:
    young = row("jong", leeftijd_van="8", leeftijd_tot="18")
    kaart = kaart_of(
        young, row("ieder"), row("ouders", leeftijd_van="8", leeftijd_tot="18", voor_naasten="ja")
    )
    assert ids(kaart.zoek(Zoekvraag("ik ben 12, een tocht")))[0] in {"jong", "ouders"}
    assert "jong" not in ids(kaart.zoek(Zoekvraag("ik ben 50, een tocht")))
    assert "ouders" not in ids(kaart.zoek(Zoekvraag("ik ben 50, een tocht")))
    assert "ouders" in ids(kaart.zoek(Zoekvraag("ik ben 50, een tocht", rol="ander")))
    assert "jong" not in ids(kaart.zoek(Zoekvraag("ik ben 50, een tocht", rol="ander")))
    assert "jong" in ids(kaart.zoek(Zoekvraag("een tocht", leeftijd=18)))


def test_how_long_something_lasts_is_no_age_limit() -> None:
    kaart = kaart_of(row("volwassen", leeftijd_van="18"))
    assert ids(kaart.zoek(Zoekvraag("ik ben al 9 jaar gescheiden en zoek een tocht"))) == ["volwassen"]


@pytest.mark.parametrize("place", [0, 50, 100])
def test_among_very_many_for_the_young_the_one_for_all_is_still_found(place: int) -> None:
    """More rows than get a closer look: the first, rough look must know it too."""
    young = [
        row(f"jong-{n}", leefgebieden="meedoen:1", leeftijd_van="8", leeftijd_tot="18")
        for n in range(CLOSER + 20)
    ]
    kaart = kaart_of(*young[:place], row("allen", leefgebieden="meedoen:0.8"), *young[place:])
    assert ids(kaart.zoek(Zoekvraag("een tocht", MEEDOEN), 1)) == ["allen"]


def test_what_is_for_the_young_sinks_when_nothing_points_to_them() -> None:
    kaart = kaart_of(row("a", leeftijd_van="8", leeftijd_tot="18"), row("b"))
    assert ids(kaart.zoek(Zoekvraag("een tocht"), 1)) == ["b"]
    assert "a" in ids(kaart.zoek(Zoekvraag("een tocht met mijn dochter")))


@pytest.mark.parametrize(
    ("gebied", "found"),
    [
        (Gebied.OOSTERHOUT, {"overal", "streek", "stad"}),
        (Gebied.WEST_BRABANT, {"overal", "streek"}),
        (Gebied.LANDELIJK, {"overal"}),
    ],
)
def test_what_is_for_another_area_falls_out(gebied: Gebied, found: set[str]) -> None:
    kaart = kaart_of(
        row("overal", gebied="landelijk"),
        row("streek", gebied="west-brabant"),
        row("stad", gebied="oosterhout"),
    )
    assert set(ids(kaart.zoek(Zoekvraag("tocht", gebied=gebied)))) == found


def test_only_what_exists_on_the_day_is_found() -> None:
    kaart = kaart_of(
        row("straks", geldig_van="2026-12-01"), row("eens", geldig_tot="2026-11-22"), row("altijd")
    )

    def on(day: int, month: int) -> set[str]:
        return set(ids(kaart.zoek(Zoekvraag("tocht", moment=datetime(2026, month, day, 12)))))  # noqa: DTZ001

    assert on(22, 11) == {"eens", "altijd"}
    assert on(23, 11) == {"altijd"}
    assert on(1, 12) == {"straks", "altijd"}
    assert len(kaart.zoek(Zoekvraag("tocht"))) == 3


def test_what_was_outdated_too_long_ago_falls_out() -> None:
    old = {"status": "verouderd", "bron_jaar": "2017"}
    kaart = kaart_of(
        row("oud", **old), row("wat-oud", **(old | {"bron_jaar": "2019"})), row("zeker", bron_jaar="2010")
    )
    found = kaart.zoek(Zoekvraag("tocht", moment=datetime(2026, 11, 22, 12)))  # noqa: DTZ001
    assert ids(found) == ["zeker", "wat-oud"]


def test_between_equals_the_nearer_place_comes_first() -> None:
    far, near = {"breedte": "51.70", "lengte": "4.90"}, {"breedte": "51.6451", "lengte": "4.8591"}
    kaart = kaart_of(row("a", **far), row("b", **near), row("c", postcode="4902 ZP"))
    assert ids(kaart.zoek(Zoekvraag("tocht", plek=(51.645, 4.859)), 1)) == ["b"]
    assert ids(kaart.zoek(Zoekvraag("tocht", postcode="4902AA"), 1)) == ["c"]


def test_distance_is_in_kilometres() -> None:
    assert kilometres((52.0, 5.0), (53.0, 5.0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((52.0, 5.0), (52.0, 5.0)) == 0


def test_what_serves_another_wijk_only_sinks() -> None:
    kaart = kaart_of(row("a", wijken="Vrachelen"), row("b", wijken="Dommelbergen"), row("c"))
    assert ids(kaart.zoek(Zoekvraag("tocht", wijk="Dommelbergen")))[:2] == ["b", "c"]
    assert len(kaart.zoek(Zoekvraag("tocht"))) == 3


def test_what_is_open_now_comes_first_between_equals() -> None:
    kaart = kaart_of(row("a", rooster="di 09:00-17:00"), row("b", rooster="ma 09:00-17:00"))
    monday = datetime(2026, 11, 23, 12)  # noqa: DTZ001
    scores = {v.voorziening.id: v.score for v in kaart.zoek(Zoekvraag("tocht", moment=monday))}
    assert scores["b"] > scores["a"]


def test_who_writes_in_another_language_gets_help_in_it_first() -> None:
    kaart = kaart_of(row("a", talen="nl"), row("b", talen="nl;pl"))
    assert ids(kaart.zoek(Zoekvraag("tocht", taal="pl"), 1)) == ["b"]
    assert len({v.score for v in kaart.zoek(Zoekvraag("tocht", taal="nl"))}) == 1


def test_a_place_in_the_own_wijk_comes_first_between_equals() -> None:
    kaart = kaart_of(row("a"), row("b", adres="Dommelbergen"), row("c", per_wijk="ja"))
    assert set(ids(kaart.zoek(Zoekvraag("tocht", wijk="dommelbergen")))[:2]) == {"b", "c"}


def test_the_same_question_gives_the_same_answer() -> None:
    kaart = load()
    vraag = Zoekvraag("ik zit altijd alleen thuis en wil wat doen", MEEDOEN)
    assert kaart.zoek(vraag) == kaart.zoek(vraag) == load().zoek(vraag)


def test_scores_lie_between_zero_and_one() -> None:
    tekst = "klacht over schulden eenzaam verdrietig school pesten drank werk buren taal computer mantelzorg"
    found = load().zoek(Zoekvraag(tekst, (("regelen", 1.0), ("geld", 1.0), ("gezin", 1.0))), 50)
    assert len(found) > 3
    assert all(0 < vondst.score <= 1 for vondst in found)


def test_the_figures_name_words_of_the_kaart_and_never_words_of_the_resident() -> None:
    vraag = Zoekvraag("Kwikkwakkel wil schudlen bespreken met de deurwaarder", (("geld", 0.9),))
    for vondst in load().zoek(vraag):
        assert not any("kwik" in name or "schudlen" in name for name in vondst.uitleg)
        assert all(isinstance(value, float) for value in vondst.uitleg.values())
        assert "Kwikkwakkel" not in vondst.reden
