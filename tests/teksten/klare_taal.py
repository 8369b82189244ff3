"""Measures a Dutch text against the rules for klare taal (B1): what is wrong where, which rule, which remedy.

Sources, all in feiten/ beside this file:
- klare-taal-regels.csv: the rules, their limits and the writing guides that they come from;
- moeilijk-makkelijk.tsv: difficult words with easier ones (rule 10); vaktaal.tsv adds our own;
- beeldspraak.tsv (rule 6), vaste-woorden.tsv (rule 7), toegestaan.tsv (rule 12): our own lists.
How usual a word is comes from the package wordfreq (its Dutch list holds SUBTLEX-NL, film subtitles, among others).

A program sees form, not meaning. docs/klare-taal.md says what is left for a reader. Pure but for reading those files.
"""

import csv
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import snowballstemmer
from wordfreq import get_frequency_dict

FEITEN = Path(__file__).parent / "feiten"
FEIT = "Feit"  # stands for a name, number or address: one word, never wrong

LONGEST_SENTENCE = 15  # rule 1
HIGHEST_AVERAGE = 12  # rule 2 asks for 15; with rule 1 that would say nothing, so ours is stricter
MOST_SENTENCES = 4  # rule 4: in one alinea
USUAL = 3.5  # rule 12: zipf, the power of ten of its number in a billion words
USUAL_PART = 4.0  # of a part of a compound
SHORTEST_PART = 4

WORD = re.compile(r"[^\W_]+(?:['’.\-/][^\W_]+)*")
ENDS = re.compile(r"(?:(?<=[.!?:])|(?<=[.!?:][”’\"')]))\s+|\n+")
LIST_ITEM = re.compile(r"^\s*(?:[•\-*]|\d+\.|/\w+:)\s*")


@dataclass(frozen=True)
class Regel:
    """A rule of klare-taal-regels.csv."""

    nr: int
    naam: str
    grens: str
    toetsbaar: str
    bron: str


@dataclass(frozen=True)
class Bevinding:
    """One thing that is hard to read. woorden: what it is about; remedie: what to do, in Dutch."""

    regel: Regel
    zin: str
    woorden: str
    remedie: str

    def __str__(self) -> str:
        return f"regel {self.regel.nr} ({self.regel.naam}): {self.woorden!r} in {self.zin!r}. Remedie: {self.remedie}"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file in feiten/, its comments left out."""
    lines = (FEITEN / name).read_text(encoding="utf-8").splitlines()
    delimiter = "\t" if name.endswith(".tsv") else ","
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=delimiter))


@cache
def regels() -> dict[int, Regel]:
    """Every rule by its number."""
    listed = rows("klare-taal-regels.csv")
    return {
        int(r["nr"]): Regel(int(r["nr"]), r["regel"], r["grens"], r["toetsbaar"], r["bron"]) for r in listed
    }


# --- cutting ---


def alineas(text: str) -> list[str]:
    """Running text between blank lines or lists; a list is easy to take in however long."""
    parts = [""]
    for line in text.splitlines():
        if line.strip() and not LIST_ITEM.match(line):
            parts[-1] += f"{line}\n"
        else:
            parts.append("")
    return [part.strip() for part in parts if part.strip()]


def sentences(text: str) -> list[str]:
    """Cut after . ! ? and : and at every new line; an item of a list is a sentence of its own."""
    found = (LIST_ITEM.sub("", part).strip() for line in text.splitlines() for part in ENDS.split(line))
    return [sentence for sentence in found if WORD.search(sentence)]


def words(sentence: str) -> list[str]:
    """The words as they stand there."""
    return WORD.findall(sentence)


def without_facts(text: str, facts: Iterable[str]) -> str:
    """The text with every name, number and address as one neutral word; the longest first."""
    for fact in sorted({fact for fact in facts if fact.strip()}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(fact)}(?!\w)", FEIT, text)
    return text


# --- one sentence: what is found and what to do ---

Found = Iterator[tuple[str, str]]  # the words it is about, the remedy
Check = Callable[[str], Found]


def too_long(sentence: str) -> Found:
    """Rule 1."""
    if (count := len(words(sentence))) > LONGEST_SENTENCE:
        yield f"{count} woorden", f"Maak er twee zinnen van: hoogstens {LONGEST_SENTENCE} woorden per zin."


SUBORDINATE = re.compile(
    r"\b(?:omdat|doordat|zodat|opdat|terwijl|hoewel|ofschoon|voordat|nadat|totdat|zodra|zolang|tenzij|indien|mits|alsof"
    r"|want|(?<!zo )(?<!net )als(?= (?:u|ik|er|het|dat|dit|de|een|we|wij|ze|zij|hij|iemand|uw|je)\b)"
    r"|(?:dat|die|wat|waar|wie|hoe|wanneer)(?= (?:u|ik|er|het|we|wij|ze|zij|hij|iemand|uw|mijn)\b)"
    r"|(?<=[a-z] )of(?= (?:u|ik|er|het|we|wij|ze|zij|hij)\b))\b|(?<=, )maar\b",
    re.IGNORECASE,
)


def two_messages(sentence: str) -> Found:
    """Rule 3, in part: a second clause that hangs on a word that hardly does anything else."""
    joints = [match.group() for match in SUBORDINATE.finditer(sentence)]
    if len(joints) > 1:
        yield " + ".join(joints), "Zeg één ding per zin: maak van de tweede bijzin een nieuwe zin."


NEGATIVE = frozenset(
    {"niet", "geen", "géén", "nooit", "niemand", "niets", "niks", "nergens", "noch", "evenmin", "zonder"}
)
NEVER_NEGATIVE = frozenset({"onder", "ons", "onze", "ontvangen", "onlangs", "ondanks", "ongeveer", "ongeluk"})


def _negative(word: str) -> bool:
    rest = word[2:]
    un = word.startswith("on") and not word.startswith(("ont", "onder")) and len(rest) > 3
    return word in NEGATIVE or (un and word not in NEVER_NEGATIVE and zipf(rest) >= USUAL)


def double_negation(sentence: str) -> Found:
    """Rule 5, in part. "geen X en geen Y" denies two things once each, so that is left alone."""
    plain = re.sub(r"\b(geen|niet) ((?:\S+ ){1,3}?)(?:en|of) \1\b", r"\1 \2en", sentence.lower())
    found = [word for word in words(plain) if _negative(word)]
    if len(found) > 1:
        yield " + ".join(found), "Zeg wat wél zo is, of maak er twee zinnen van: één ontkenning per zin."


def figurative(sentence: str) -> Found:
    """Rule 6, in part: only what stands in beeldspraak.tsv."""
    for row in rows_once("beeldspraak.tsv"):
        if found := phrase(row["uitdrukking"]).search(sentence):
            yield found.group(), f"Zeg het zoals het is: {row['gewoon']}."


def other_word(sentence: str) -> Found:
    """Rule 7: a second name for a thing that has one in vaste-woorden.tsv."""
    for row in rows_once("vaste-woorden.tsv"):
        if found := forms(row["niet"]).search(sentence):
            yield found.group(), f"Noem het overal hetzelfde: {row['woord']}."


SPLITS = (  # what stands before a verb, and lets go of it: terugdraaien
    "aan|af|bij|binnen|dicht|door|in|langs|los|mee|na|om|open|op|over"
    "|rond|samen|tegen|terecht|terug|toe|uit|vast|voor|weg"
)
PARTICIPLE = re.compile(
    rf"(?:{SPLITS})?ge\w{{2,}}(?:d|t|en|aan)"
    rf"|(?:{SPLITS})?(?:be|ver|her|er|ont)\w{{2,}}(?:d|[kfsp]t|cht)"
    r"|besloten|besproken|betrokken|begrepen|bekeken|beschreven|bewogen|bedrogen|verboden|verbonden|vergeten|verloren"
    r"|verzonden|verstaan|ontslagen|ontvangen|ontnomen|onthouden|overgeslagen|ondernomen|onderzocht",
)
NO_PARTICIPLE = frozenset(
    {"gebied", "gebieden", "geduld", "gehandicapt", "geluid", "geluiden", "gemeenten"}
    | {"gesprekken", "gevallen", "gevoelens", "gewoonten", "gezicht", "gezinnen", "gezond"}
    | {"gezondheid", "gebouwen", "gebeden", "gegevens", "gedachten", "genoeg", "bericht"}
    | {"berichten", "bestand", "verband", "verdriet", "verstand", "verschil", "ervaren"}
    | {"gewicht", "gevecht", "gerecht", "geven", "gebeuren", "gebruiken", "geloven"}
)
WORDEN = frozenset({"word", "wordt", "worden", "werd", "werden", "geworden"})
BY_WHOM = re.compile(
    r"\bdoor (?:u|mij|ons|hem|haar|hen|jou|de|het|een|iemand|mensen|medewerkers|wie|onze|uw|mijn)\b"
)
HEBBEN = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden", "geef", "geeft", "geven"})


def passive(sentence: str) -> Found:
    """Rule 8, in part: worden with a participle between two commas, or a participle done by somebody."""
    for part in re.split(r"[,;]", sentence.lower()):
        said = words(part)
        done = [word for word in said if PARTICIPLE.fullmatch(word) and word not in NO_PARTICIPLE]
        if not done:
            continue
        helper = next((word for word in said if word in WORDEN and word not in done), "")
        by = BY_WHOM.search(part) if not HEBBEN & set(said) else None
        if helper or by:
            yield (
                f"{helper or by[0]} … {done[-1]}",
                "Zeg wie het doet: ‘ik bewaar het’, niet ‘het wordt bewaard’.",
            )


GIVING = r"(?:stuur|sturen|geef|geven|bied|bieden|verstrek|verstrekken|informeer|informeren|zend|zenden)"
FOR_THE_WRITER = re.compile(
    rf"\b(?:(?:ik|wij|we) {GIVING} u|{GIVING} (?:ik|wij|we) u)\b|\b(?:je|jij|jou|jouw|jullie)\b",
    re.IGNORECASE,
)


def from_the_writer(sentence: str) -> Found:
    """Rule 9, in part: "wij sturen u", and a reader who is not called u."""
    for found in FOR_THE_WRITER.finditer(sentence):
        yield found.group(), "Schrijf vanuit de lezer, met u: ‘u krijgt’ in plaats van ‘wij sturen u’."


ABBREVIATION = re.compile(r"\b[A-Z]{2,}s?\b|\b[a-zA-Z](?:\.[a-zA-Z])+\b\.?")


def jargon(sentence: str) -> Found:
    """Rule 10: abbreviations, difficult words and words of our trade."""
    for abbreviation in ABBREVIATION.findall(sentence):
        yield abbreviation, "Schrijf het voluit, of zeg wat het is."
    for row in (*rows_once("moeilijk-makkelijk.tsv"), *rows_once("vaktaal.tsv")):
        if found := forms(row["moeilijk"]).search(sentence):
            yield found.group(), f"Schrijf: {row['makkelijk']}."


def unusual(sentence: str) -> Found:
    """Rule 12: a word that few people read every day."""
    for word in words(sentence):
        if not is_usual(word):
            yield (
                word,
                "Kies een woord dat iedereen kent, of leg het uit. Moet het toch? Zet het in toegestaan.tsv.",
            )


PER_SENTENCE: dict[int, Check] = {
    1: too_long,
    3: two_messages,
    5: double_negation,
    6: figurative,
    7: other_word,
    8: passive,
    9: from_the_writer,
    10: jargon,
    12: unusual,
}
PER_TEXT = (2, 4)


# --- a whole text ---


def measure(text: str, only: Sequence[int] = (*PER_SENTENCE, *PER_TEXT)) -> list[Bevinding]:
    """Everything that is found. only: numbers of rules."""
    found = [one for sentence in sentences(text) for one in _of_sentence(sentence)]
    return [one for one in (*found, *_whole(text)) if one.regel.nr in only]


@cache
def _of_sentence(sentence: str) -> tuple[Bevinding, ...]:
    return tuple(
        Bevinding(regels()[nr], sentence, offending, remedy)
        for nr, check in PER_SENTENCE.items()
        for offending, remedy in check(sentence)
    )


def _whole(text: str) -> Iterator[Bevinding]:
    counts = [len(words(sentence)) for sentence in sentences(text)]
    if len(counts) > 2 and (average := sum(counts) / len(counts)) > HIGHEST_AVERAGE:
        remedy = f"Maak de zinnen korter: gemiddeld hoogstens {HIGHEST_AVERAGE} woorden."
        yield Bevinding(regels()[2], text, f"gemiddeld {average:.1f} woorden", remedy)
    for alinea in alineas(text):
        count = sum(not said.endswith(":") for said in sentences(alinea))
        if count > MOST_SENTENCES:
            remedy = f"Zet er een lege regel tussen: hoogstens {MOST_SENTENCES} zinnen in een alinea."
            yield Bevinding(regels()[4], alinea, f"{count} zinnen", remedy)


# --- words ---


@cache
def rows_once(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a file, read once."""
    return tuple(rows(name))


@cache
def phrase(text: str) -> re.Pattern[str]:
    """These words in this order; … stands for at most five words between them."""
    gap = r"\s+(?:\S+\s+){1,5}?"
    parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in text.split("…")]
    return re.compile(rf"(?<!\w){gap.join(parts)}(?!\w)", re.IGNORECASE)


@cache
def forms(text: str) -> re.Pattern[str]:
    """A word in its usual forms; more words only as they stand."""
    if " " in text or "…" in text:
        return phrase(text)
    endings = [re.escape(text) + "(?:e|en|n|s|'s|t|jes?)?"]
    if text.endswith("eren"):  # implementeren: implementeert, geïmplementeerd
        base = text[:-4]
        begun = f"{base}|geï{base[1:]}" if base.startswith("i") else f"(?:ge)?{base}"
        endings.append(f"(?:{begun})(?:eer[td]?|eerden?|erend)")
    elif text.endswith("en"):  # benutten: benut
        endings.append(re.escape(re.sub(r"(.)\1$", r"\1", text[:-2])) + "(?:t|te|ten|de|den)?")
    if doubled := re.fullmatch(r"(.*)([aeou])\2([^aeiou])", text):  # signaal: signalen
        endings.append(re.escape("".join(doubled.groups())) + "en")
    return re.compile(rf"(?<!\w)(?:{'|'.join(endings)})(?!\w)", re.IGNORECASE)


@cache
def _zipf() -> dict[str, float]:
    return {word: math.log10(share) + 9 for word, share in get_frequency_dict("nl", wordlist="best").items()}


@cache
def _stems() -> frozenset[str]:
    return frozenset(_stem(word) for word, figure in _zipf().items() if figure >= USUAL and word.isalpha())


@cache
def _stemmer() -> Callable[[str], str]:
    stem: Callable[[str], str] = snowballstemmer.stemmer("dutch").stemWord
    return stem


def _stem(word: str) -> str:
    return _stemmer()(word)


def zipf(word: str) -> float:
    """3 is once in a million words, 6 a thousand times; 0 when it is not in the list."""
    return _zipf().get(word.lower(), 0.0)


@cache
def _allowed() -> frozenset[str]:
    return frozenset(row["woord"] for row in rows("toegestaan.tsv"))


@cache
def is_usual(word: str) -> bool:
    """Often read by itself, in another form, or as a compound of usual parts."""
    plain = word.lower().replace("’", "'")
    if not plain.isalpha() and not re.search(r"[^\W\d_]{3}", plain):
        return True  # a number, a time, z'n
    if plain in _allowed() or word == FEIT:
        return True
    return all(_known(part) for part in re.split(r"[-/.']", plain) if len(part) > 1)


def _known(word: str) -> bool:
    return word.isdecimal() or zipf(word) >= USUAL or _stem(word) in _stems() or _is_compound(word)


def _is_compound(word: str) -> bool:
    """slaapplek, mailadres, terugdraaien: both parts usual, with or without a letter between."""
    prefixed = re.fullmatch(rf"({SPLITS})(\w{{3,}})", word)
    if prefixed and (zipf(prefixed[2]) >= USUAL_PART or _stem(prefixed[2]) in _stems()):
        return True
    return any(
        zipf(word[:cut].removesuffix(link)) >= USUAL_PART and zipf(word[cut:]) >= USUAL_PART
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        for link in ("", "s", "e", "en", "n")
        if len(word[:cut].removesuffix(link)) >= SHORTEST_PART
    )
