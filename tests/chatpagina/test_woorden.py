"""The words of the come-back code: known, easily told apart, and kind to somebody in distress."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist
from wordfreq import zipf_frequency

from bot import chatpagina

LINES = (Path(chatpagina.__path__[0]) / "woorden.txt").read_text(encoding="utf-8").splitlines()
WORDS = [line for line in LINES if not line.startswith("#")]

# rasp, kroepoek and knijper are in every kitchen and hardly in writing: they are just above this.
KNOWN = 2.2
# The halves of a compound such as soepbord, of which the whole is seldom written down.
HALF_KNOWN = 3.0
JOINTS = ("", "s", "en", "er")

# What sounds the same, from long to short: the first rule that fits is taken.
SOUNDS = {
    "ouw": "ou",
    "auw": "ou",
    "au": "ou",
    "ij": "ei",
    "ch": "g",
    "ck": "k",
    "c": "k",
    "v": "f",
    "z": "s",
}
SOUND = re.compile("|".join(SOUNDS))
END_SOUNDS = {"d": "t", "b": "p"}

# Nowhere in a word, whatever stands around it.
STEMS = re.compile(
    r"""
    alcohol | bloed | bom | cocai | dodelijk | dood | drank | drug | gevang | geweer | geweld | gok | kanker |
    kogel | kwaal | medicijn | moord | naakt | oorlog | pijn | pistool | politie | schuld | seks | sterf | straf
    | terreur | verdriet | verkracht | verslav | wapen | (?<!mu)ziek | allah | bijbel | duivel | gebed | jezus |
    kerk | kerst | klooster | koran | moskee | priester | baby | broer | kinder | moeder | tante | vader | zoon
    | casino | euro | geld | loterij | munten | poker | rente
    """,
    re.VERBOSE,
)

# Not as a word of its own; inside another word they are harmless, as in zitbank or voetbal.
ALONE = re.findall(
    "[a-z]+",
    """
    agent alarm arts bajes bijl brand cel cent dolk gas gif griep haat jager kaars kanon koord kooi kwal mes naald
    orkaan pijl pil pleister rat rook ruzie slang soldaat speer spin spoor spuit stok storm strop touw trein verband
    vlam vuur wolf worm zwaard zweep
    arm baard been borst buik hals hand haar hart huid knie lip mond nek neus oog oor rug tand teen tong vinger voet
    bier cafe fles joint kroeg kurk pijp rum sigaar tabak wiet wijn
    bank beurs boete kassa kluis lot munt prijs rekening schat
    bruid gezin kind kleuter luier neef nicht oma oom opa peuter tweeling wieg zus
    bh bloot kus slip string wip zoen
    engel god graf hel hemel imam kist kruis kruk monnik non orgel paus tempel urn
    aap bok doos eikel ezel flikker geit hoer kloot kut lul muts pik poep poes poot pot pruim slet sukkel teef trol trut
    varken zak zeug
    bel code fout kan kies kom komma klik nee nummer punt start stop streep wis woord adres naam letter cijfer
    """,
)


def sound(word: str) -> str:
    """How it sounds, roughly: words that give the same here cannot be told apart on the phone."""
    folded = SOUND.sub(lambda found: SOUNDS[found[0]], word)
    return folded[:-1] + END_SOUNDS.get(folded[-1], folded[-1])


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Every way to cut it in two words, with or without a joint between them."""
    for cut in range(2, len(word) - 1):
        for joint in JOINTS:
            first = word[:cut]
            if first.endswith(joint) and len(first) - len(joint) >= 2:
                yield first.removesuffix(joint), word[cut:]


def known(word: str) -> bool:
    """Known by itself, or made of two words that are."""
    return zipf_frequency(word, "nl") >= KNOWN or any(
        all(zipf_frequency(half, "nl") >= HALF_KNOWN for half in pair) for pair in halves(word)
    )


def unkind(word: str) -> bool:
    """Whether it may hurt or frighten, or is read as something to do."""
    return word in ALONE or STEMS.search(word) is not None


def test_there_are_enough_words_to_make_four_of_them_hard_to_guess() -> None:
    assert len(WORDS) >= 1296


def test_the_file_says_in_its_head_what_it_is() -> None:
    head = [line for line in LINES if line.startswith("#")]
    assert head == LINES[: len(head)]
    assert len(head) >= 2


def test_words_are_written_in_plain_small_letters_in_order_and_once() -> None:
    assert [word for word in WORDS if not re.fullmatch("[a-z]{3,8}", word)] == []
    assert sorted(set(WORDS)) == WORDS


def test_one_slip_never_turns_a_word_into_another() -> None:
    # A slip is a letter too many, too few or wrong, or two that changed places.
    near = cdist(WORDS, WORDS, scorer=OSA.distance, score_cutoff=1) <= 1
    assert [(WORDS[a], WORDS[b]) for a, b in np.argwhere(near) if a < b] == []


def test_no_two_words_sound_the_same() -> None:
    count = Counter(map(sound, WORDS))
    assert [word for word in WORDS if count[sound(word)] > 1] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("eis", "ijs"), ("kauw", "kou"), ("wond", "wont"), ("cent", "kent"), ("licht", "ligt"), ("zij", "sei")],
)
def test_sounding_the_same_is_seen(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_no_word_is_another_one_with_an_ending() -> None:
    endings = ("s", "en", "n", "je", "tje", "er", "in")
    assert [(word, end) for word in WORDS for end in endings if word + end in set(WORDS)] == []


def test_every_word_is_known() -> None:
    assert [word for word in WORDS if not known(word)] == []


def test_a_word_that_nobody_knows_is_seen() -> None:
    assert not known("wrqzel")
    assert not known("aambei")


def test_no_word_frightens_hurts_or_reads_as_an_order() -> None:
    assert [word for word in WORDS if unkind(word)] == []


@pytest.mark.parametrize("word", ["aap", "komma", "bloedbad", "ziekbed", "gokhal", "biergeld"])
def test_an_unkind_word_is_seen(word: str) -> None:
    assert unkind(word)


@pytest.mark.parametrize("word", ["muziek", "zitbank", "voetbal", "autopark"])
def test_a_word_that_only_looks_like_one_may_stay(word: str) -> None:
    assert not unkind(word)
