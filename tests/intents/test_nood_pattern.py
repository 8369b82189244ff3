"""The language of the nood rules: what each sign in a pattern means."""

import pytest

from intents.nood_parse import PatternError, parse
from intents.nood_spelling import Spelling
from intents.nood_text import Grammar, Reader, Text

LISTS = {"wie": frozenset({("ik",), ("mijn", "man")}), "slaan": frozenset({("slaat",), ("slaan",)})}
GRAMMAR = Grammar(
    links=frozenset({"en"}),
    joints=frozenset({"want", "dat"}),
    starters=frozenset({"ik"}),
    mine=frozenset({"slaap"}),
    perhaps_mine=frozenset({"wil"}),
    pronouns=frozenset({"ik", "hij"}),
    subjects=frozenset({"mijn"}),
)


def read(tekst: str, lexicon: frozenset[str] = frozenset()) -> Text:
    empty: frozenset[str] = frozenset()
    return Reader(Spelling(lexicon, lexicon, {}, frozenset(), empty, empty), GRAMMAR).read(tekst)


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("wil dood", "ik wil dood", "ik wil niet dood"),
        ("(wil|wil graag) dood", "ik wil graag dood", "ik wil heel graag dood"),
        ("wil graag? dood", "ik wil dood", "ik wil niet dood"),
        ("ik .. dood", "ik wil echt dood", "ik wil echt heel erg dood"),
        ("ik ..5 dood", "ik wil echt heel erg dood", "ik wil, dood"),
        ("ik .. dood", "ik wil dood", "ik denk dat dood"),
        ("ik ... dood", "ik denk, hoewel het mag, dat dood", "ik denk. dood"),
        ("[ik + wil + dood]", "dood wil ik", "dood wil hij"),
        ("[ik + dood]...12", "dood, zei men, dat ben ik", "dood. dat ben ik"),
        ("<wie> .. <slaan>", "mijn man wil slaan", "mijn vader wil slaan"),
        ("(<wie>|hij) slaat", "hij slaat", "zij slaat"),
        ("<begin> dood", "nee, dood", "nee dood"),
        ("dood <eind>", "dood en begraven", "dood hout"),
        ("*vloer", "op de keukenvloer", "vloerbedekking"),
        ("zelfmoord*", "zelfmoordgedachten", "moord"),
        ("al # dagen", "al 3 dagen", "al veel dagen"),
        ("ÉÉN dag", "een dag", "geen dag"),
    ],
)
def test_each_sign_means_what_it_says(pattern: str, yes: str, no: str) -> None:
    parsed = parse(pattern, LISTS)
    lexicon = frozenset(word for phrase in parsed.phrases for word in phrase)
    assert parsed.fits(read(yes, lexicon))
    assert not parsed.fits(read(no, lexicon))


def test_the_word_with_the_at_sign_is_known() -> None:
    text = read("soms wil ik dood")
    hit = next(parse("[@(ik|hij) + wil + dood]", {}).hits(text))
    assert hit.about is not None
    assert text.word(hit.about) == "ik"
    assert [text.word(place) for place in hit.taken] == ["wil", "ik", "dood"]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("<bestaatniet> dood", "de lijst <bestaatniet> bestaat niet"),
        ("ik ..99 dood", "hoogstens 15 woorden"),
        (".. dood", "begint of eindigt niet met puntjes"),
        ("dood ..", "begint of eindigt niet met puntjes"),
        ("[ik]", "twee tot 4 delen"),
        ("[ik + .. + dood]", "alleen woorden en lijsten"),
        ("[ik + dood", "twee tot 4 delen"),
        ("(ik|wil", "onleesbaar"),
        ("(ik|{wil})", "geen woord"),
        ("graag?", "ten minste een woord"),
        ("", "ten minste een woord"),
    ],
)
def test_a_bad_pattern_says_why(pattern: str, said: str) -> None:
    with pytest.raises(PatternError, match=said):
        parse(pattern, LISTS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("slaap al weken buiten", "ik slaap al weken buiten"),
        ("wil dood", "ik wil dood"),
        ("wil mijn man dood", "wil mijn man dood"),
        ("nee, slaap buiten", "nee ik slaap buiten"),
        ("hij is weg en slaap buiten", "hij is weg en ik slaap buiten"),
        ("slaap ik buiten", "slaap ik buiten"),
    ],
)
def test_a_left_out_ik_is_thought_of(text: str, words: str) -> None:
    read_text = read(text)
    assert [
        read_text.word(place) for place in range(len(read_text)) if read_text.word(place)
    ] == words.split()


def test_maar_joins_only_where_a_new_part_begins() -> None:
    assert parse("ik .. dood", {}).fits(read("ik wil alleen maar dood"))
    assert not parse("hij .. dood", {}).fits(read("hij wil maar ik dood"))


def test_a_line_break_on_a_telephone_does_not_part_a_sentence() -> None:
    assert parse("wil dood", {}).fits(read("ik wil\ndood"))
    assert not parse("wil dood", {}).fits(read("ik wil.\n\nDood"))


def test_spelling_leaves_ordinary_words_alone() -> None:
    spelling = Spelling(
        lexicon=frozenset({"vermoord", "geslagen"}),
        targets=frozenset({"vermoord", "geslagen"}),
        variants={"kwil": (("ik", "wil"),)},
        apart=frozenset({("zelf", "moord")}),
        glue=frozenset({"niet", "meer"}),
        plain=frozenset({"vermoeid"}),
    )
    assert spelling.readings("vermoeid") == (frozenset({"vermoeid"}),)
    assert "vermoord" in spelling.readings("vermoort")[0]
    assert "geslagen" in spelling.readings("geslgaen")[0]
    assert "geslagen" in spelling.readings("geslage")[0]
    assert "geslagen" in spelling.readings("gesl4gen")[0]
    assert spelling.readings("kwil") == (frozenset({"ik"}), frozenset({"wil"}))
    assert spelling.readings("nietmeer") == (frozenset({"niet"}), frozenset({"meer"}))
    assert spelling.joined(["aan", "zelf", "moort"]) == ["aan", "zelfmoord"]
