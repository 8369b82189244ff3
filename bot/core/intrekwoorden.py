"""The words with which a resident takes back what he agreed to: fixed sentences, no guessing. Pure."""

import re
from dataclasses import dataclass

from bot.core.signaal import Doel

# Besides the wish; more than this is a story or an answer, and is heard as well.
FEW_WORDS = 4

_BETWEEN = re.compile(r"[.!?;:,\n]+|\ben\b|\bwant\b|\bomdat\b", re.IGNORECASE)

# Words that change nothing, wherever they stand.
_SOFT = frozenset(
    {
        "maar",
        "toch",
        "liever",
        "alsjeblieft",
        "alstublieft",
        "svp",
        "aub",
        "dus",
        "gewoon",
        "even",
        "eigenlijk",
    }
    | {"nu", "weer", "ook", "graag", "hierbij", "meteen", "direct", "hoor", "nee", "nou", "sorry", "en", "of"}
    | {"want", "hallo", "hoi", "dag", "bedankt", "dan", "verder", "nog", "later", "hele"}
)

# What may stand in a place of a sentence below.
_SLOTS = {
    "wij": "jullie, u, je, jij, de medewerker, een medewerker, de gemeente, het team",
    "dit": "dit, dat, het, mijn verhaal, mijn vraag, mijn gegevens, mijn tekst, mijn woorden, deze vraag, die vraag",
    "vraag": "mijn vraag, mijn verhaal, mijn gegevens, mijn tekst, mijn woorden, deze vraag, die vraag, dit",
    "doorgeven": "doorgeef, doorgeeft, doorgeven, deel, deelt, delen, doorstuurt, doorsturen, lezen, leest, zien, ziet",
    "niet": "niet, niet meer, nooit, nooit meer",
    "nummer": "mijn nummer, mijn telefoonnummer, mijn telefoon nummer, mijn mobiele nummer, mijn mail, mijn email,"
    " mijn mailadres, mijn emailadres, mijn e mailadres, mijn contactgegevens, dat nummer, het nummer",
    "weg": "weg, eruit, er uit, verwijderen, wissen, weghalen",
    "jou": "me, mij",
    "bellen": "bel, belt, bellen, mail, mailt, mailen",
    "toestemming": "mijn toestemming, mijn toestemmingen, de toestemming, alle toestemming, alle toestemmingen",
    "hoe": "hoe het gaat, hoe het is, hoe het ging, hoe het met me gaat, hoe het met mij gaat, hoe het me gaat",
    "seintje": "seintje, seintjes",
}

# [words] may be left out. A sentence must be said whole, but for soft words.
_SENTENCES: dict[Doel | None, tuple[str, ...]] = {
    None: (
        "[ik] trek {toestemming} in",
        "[ik] trek {toestemming} terug",
        "[ik] neem {toestemming} terug",
        "[ik wil] [ik kan] [kan ik] {toestemming} intrekken",
        "[ik wil] {toestemming} terugtrekken",
        "hoe trek ik {toestemming} in",
        "hoe kan ik {toestemming} intrekken",
        "toestemming intrekken",
        "ik geef [jullie] [u] [hier] geen toestemming meer [voor]",
        "ik geef [hiervoor] [daarvoor] geen toestemming meer [hiervoor] [daarvoor]",
    ),
    "doorgeven": (
        "ik wil {niet} dat {wij} {dit} {doorgeven}",
        "{wij} mag {dit} {niet} {doorgeven}",
        "{wij} mogen {dit} {niet} {doorgeven}",
        "geef {dit} {niet} door [aan de gemeente] [aan de medewerker] [aan een medewerker]",
        "stuur {dit} {niet} door [aan de gemeente] [aan de medewerker] [aan een medewerker]",
        "[ik] trek {dit} in",
        "[ik] trek {dit} terug",
        "[ik] haal {vraag} terug [bij de medewerker] [bij het team]",
        "[ik wil] {vraag} intrekken",
        "[ik wil] {vraag} terugtrekken",
        "[ik wil] {vraag} terughalen",
    ),
    "contact": (
        "[ik wil dat {wij}] haal {nummer} {weg}",
        "wis {nummer}",
        "verwijder {nummer}",
        "gooi {nummer} weg",
        "doe {nummer} weg",
        "[ik wil] [u] [jullie] {nummer} {weg}",
        "kunt u {nummer} {weg}",
        "kan je {nummer} {weg}",
        "kun je {nummer} {weg}",
        "gebruik {nummer} {niet}",
        "bewaar {nummer} {niet}",
        "bel {jou} {niet}",
        "mail {jou} {niet}",
        "{wij} mag {jou} {niet} {bellen}",
        "{wij} mogen {jou} {niet} {bellen}",
        "{wij} hoeft {jou} {niet} te {bellen}",
        "{wij} hoeven {jou} {niet} te {bellen}",
        "ik wil {niet} dat {wij} {jou} {bellen}",
        "ik wil {niet} gebeld worden [door u] [door jullie] [door de gemeente]",
        "ik wil {niet} gemaild worden [door u] [door jullie] [door de gemeente]",
    ),
    "opvolging": (
        "vraag [{jou}] {niet} {hoe}",
        "vraagt u [{jou}] {niet} {hoe}",
        "{wij} hoeft [{jou}] {niet} te vragen {hoe}",
        "{wij} hoeven [{jou}] {niet} te vragen {hoe}",
        "{wij} hoef [{jou}] {niet} te vragen {hoe}",
        "{wij} mag [{jou}] {niet} vragen {hoe}",
        "{wij} mogen [{jou}] {niet} vragen {hoe}",
        "ik wil {niet} dat {wij} [{jou}] vraagt {hoe}",
        "ik wil {niet} dat {wij} [{jou}] vragen {hoe}",
        "{niet} vragen {hoe}",
        "{niet} te vragen {hoe}",
    ),
    "seintje": (
        "[ik wil] [stuur] [{jou}] geen {seintje} [meer] [krijgen]",
        "stop met {seintje}",
        "stop met de {seintje}",
        "stop de {seintje}",
        "{seintje} uit",
    ),
}


@dataclass(frozen=True)
class Wens:
    """What a resident wants to take back. doel None: he does not say what, so he is shown what there is.

    besides: how many words he said besides.
    """

    doel: Doel | None
    besides: int

    @property
    def only(self) -> bool:
        """Nothing that must be heard was said besides."""
        return self.besides <= FEW_WORDS


def wish(tekst: str) -> Wens | None:
    """The first sentence that takes something back; None when there is none."""
    sentences = [_words(part) for part in _BETWEEN.split(tekst)]
    for number, said in enumerate(sentences):
        for doel, pattern in _COMPILED:
            if pattern.fullmatch(said):
                besides = sum(len(s.split()) for s in (*sentences[:number], *sentences[number + 1 :]))
                return Wens(doel, besides)
    return None


def _words(sentence: str) -> str:
    """Small letters, no soft words, nothing that was masked, and a space after each word."""
    plain = re.sub(r"\[[a-z-]+\]", " ", sentence.lower()).replace("m'n", "mijn").replace("m’n", "mijn")
    return "".join(f"{word} " for word in re.findall(r"[^\W_]+", plain) if word not in _SOFT)


def _pattern(sentence: str) -> str:
    parts = re.findall(r"\[[^\]]+\]|\S+", sentence)
    return "".join(_part(part) for part in parts)


def _part(part: str) -> str:
    if part.startswith("["):
        return f"(?:{_pattern(part[1:-1])})?"
    if part.startswith("{"):
        return f"(?:{'|'.join(f'{word.strip()} ' for word in _SLOTS[part[1:-1]].split(','))})"
    return f"{part} "


_COMPILED = [(doel, re.compile(_pattern(sentence))) for doel, all_ in _SENTENCES.items() for sentence in all_]
