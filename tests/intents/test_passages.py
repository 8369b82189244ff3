"""A long message in passages: nothing is lost, and a sentence is cut only where it must be."""

from hypothesis import given
from hypothesis import strategies as st

from intents.passages import LONGEST, passages
from intents.persoonsgegevens import mask, shown_words

LINES = (
    "mijn fiets staat al een week bij de winkel",
    "de keuken moet nog geverfd worden van mijn vrouw",
    "gisteren kwam de buurman koffie drinken. hij had taart mee",
    "nu regent het weer en de kinderen vervelen zich",
    "morgen ga ik naar de markt",
)


def test_a_passage_ends_with_a_sentence() -> None:
    found = passages("\n".join(LINES), shown_words("\n".join(LINES)))
    assert [len(one) for one in found] == [24, 19]
    assert found[0][-1] == "drinken"


def test_a_story_without_any_mark_is_cut_all_the_same() -> None:
    tekst = "en toen ging ik weer naar huis " * 20
    found = passages(tekst, shown_words(tekst))
    assert len(found) > 3
    assert all(20 < len(one) <= LONGEST for one in found[:-1])


@given(st.text(st.sampled_from("ab \n.!?[]-'é\u200b1@"), max_size=600))
def test_every_word_stands_in_one_passage(tekst: str) -> None:
    masked = mask(tekst).tekst
    tokens = shown_words(masked)
    found = passages(masked, tokens)
    assert [word for passage in found for word in passage] == tokens
    assert all(0 < len(passage) <= LONGEST for passage in found)
