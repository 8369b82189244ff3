"""One spelling of a text for everything that reads it. Pure: no data, no model; never raises, linear time."""

import re
import unicodedata

# Invisible to a reader, so they may not hide a word: format and bidi marks, fillers, variation selectors,
# lone surrogates, and control characters other than line breaks and the tab.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]+"
)
_MARK = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Before NFKC, since sorting a long pile of marks takes quadratic time.
_ZALGO = re.compile(f"[{_MARK}]{{4,}}")
# All but the ligatures that NFKC would blow up to as many as eighteen letters each.
_SHORT = re.compile("[^\u3300-\u3357\ufdf0-\ufdfd]+")
_MARKS = re.compile(f"[{_MARK}]+")
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_EDGES = re.compile(r" ?\n ?")
_MANY_LINES = re.compile(r"\n{3,}")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_QUOTES = str.maketrans({**dict.fromkeys("’‘‚‛′‵`´ʹʻʼʽˈ＇", "'"), **dict.fromkeys("“”„‟″«»＂", '"')})
# Letters that no decomposition turns into a plain one, and look-alikes from other alphabets.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)
_LOOKALIKE = str.maketrans("аеіјкорсухԁһѕԛԝνοαιρτυ", "aeijkopcyxdhsqwvoaiptu")
_LATIN = re.compile("[a-z]")
_GREEK_CYRILLIC = re.compile("[Ͱ-ԯ]")


def clean(tekst: str) -> str:
    """The text as a reader sees it, in one form of Unicode; case and normal diacritics stay.

    Invisible and control characters and piled-up marks go, quotes become straight, blanks become one
    space, and at most one empty line stays between lines.
    """
    if tekst.isascii():
        if tekst.isalnum():  # a plain word, as tens of thousands are cleaned at the start
            return tekst
    else:
        tekst = _INVISIBLE.sub("", tekst.translate(_QUOTES))
        tekst = _SHORT.sub(lambda part: unicodedata.normalize("NFKC", part[0]), _ZALGO.sub("", tekst))
        tekst = _MARKS.sub("", tekst).translate(_QUOTES)  # NFKC composed what belongs to a letter
    tekst = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", tekst).replace("`", "'"))
    tekst = _LINE_EDGES.sub("\n", _BLANKS.sub(" ", tekst))
    return _MANY_LINES.sub("\n\n", tekst).strip()


def fold(tekst: str) -> str:
    """`clean`, and then without case or diacritics; a letter typed three times or more is kept twice.

    No Dutch word has three of one letter in a row, and two keep "dood" and "nee" whole. The squeeze comes
    before the diacritics go, so that "zeeën" stays "zeeen".
    """
    return folded(clean(tekst))


def folded(cleaned: str) -> str:
    """`fold` of a text that is clean already."""
    tekst = _REPEATED.sub(r"\1\1", cleaned.casefold())
    if tekst.isascii():
        return tekst
    bare = _MARKS.sub("", unicodedata.normalize("NFD", tekst)).translate(_PLAIN)
    # Compose again: marks outside the general blocks (Hebrew, Thai, Hangul) were not touched.
    return unicodedata.normalize("NFC", bare)


def words(tekst: str) -> list[str]:
    """The words of a text, folded, in order. An apostrophe inside a word stays ("m'n"), hyphens split."""
    if tekst.isascii() and tekst.replace(" ", "").isalnum():  # as are nearly all phrases of the lists
        return _REPEATED.sub(r"\1\1", tekst.lower()).split()
    return [plain_letters(word) for word in WORD.findall(fold(tekst))]


def plain_letters(word: str) -> str:
    """A Latin word in which letters of another alphabet were slipped, with Latin letters only."""
    if word.isascii() or not (_LATIN.search(word) and _GREEK_CYRILLIC.search(word)):
        return word
    return word.translate(_LOOKALIKE)
