"""The words with which a resident takes back what he agreed to: fixed sentences, no guessing. Pure."""

import re
from dataclasses import dataclass

from bot.core.signaal import Doel

_BETWEEN = re.compile(r"[.!?;:,\n]+|\ben\b|\bwant\b|\bomdat\b", re.IGNORECASE)

_MASKED = re.compile(r"\[[a-z-]+\]")
# Another way to reach him, asked for; "de mail" is no asking.
_ANOTHER_WAY = re.compile(
    r"(?<!\bde )(?<!mijn )(?<!het )\b(bel|bellen|mail|mailen|app|appen|sms|whatsapp|schrijf)\b"
)
_NO = re.compile(r"\b(niet|geen|nooit)\b")

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
    "wissen": "verwijdert, verwijderen, weghaalt, weghalen, wist, wissen",
    "jou": "me, mij",
    "bellen": "bel, belt, bellen, mail, mailt, mailen",
    "toestemming": "mijn toestemming, mijn toestemmingen, de toestemming, alle toestemming, alle toestemmingen",
    "hoe": "hoe het gaat, hoe het is, hoe het ging, hoe het met me gaat, hoe het met mij gaat, hoe het me gaat",
    "seintje": "seintje, seintjes",
    "weggooien": "wis, verwijder, ik wil dat u, ik wil",
    "alles": "mijn gegevens, al mijn gegevens, alles",
}

_NAMED = ("mijn vraag", "mijn verhaal", "mijn gegevens", "deze vraag", "die vraag")

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
        "ik geef [hiervoor] geen toestemming",
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
        "verwijder {vraag}",
        "wis {vraag}",
        "ik wil {niet} dat {wij} {dit} weet",
        "ik wil {niet} dat {wij} {dit} weten",
        "ik wil {niet} dat {wij} {dit} krijgt",
        "ik wil {niet} dat {wij} {dit} krijgen",
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
        "bel {niet}",
        "{niet} bellen",
        "ik wil {niet} dat {wij} {bellen}",
        "ik wil dat {wij} {nummer} {wissen}",
        "wilt u {nummer} {weg}",
        "{nummer} mag {weg}",
        "{nummer} moet {weg}",
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
        "stop met vragen [{hoe}]",
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

    besides: how many words he said besides; those are heard as well. vague: "dat", "het": it may be about one word.
    way: "bel" or "mail" when it is about one of the two. number: a number or address stood in the sentence itself.
    everything: all that is kept must go.
    """

    doel: Doel | None
    besides: int
    vague: bool = False
    way: str = ""
    number: bool = False
    everything: bool = False

    @property
    def only(self) -> bool:
        """Nothing was said besides."""
        return self.besides == 0

    def fits(self, contact: str | None) -> bool:
        """Whether this way to reach him is the one that he gave."""
        return fits(self.way, contact)


def fits(way: str, contact: str | None) -> bool:
    """ "Bel mij niet" says nothing of a mail address, nor "mail mij niet" of a number."""
    return not way or contact is None or ("@" in contact) == (way == "mail")


def wish(tekst: str) -> Wens | None:
    """The first sentence that takes something back; None when there is none."""
    raw = _BETWEEN.split(tekst)
    sentences = [_words(part) for part in raw]
    for number, said in enumerate(sentences):
        if _EVERYTHING.fullmatch(said):
            return Wens(None, sum(len(one.split()) for one in sentences) - len(said.split()), everything=True)
        for doel, pattern in _COMPILED:
            if pattern.fullmatch(said):
                others = (*sentences[:number], *sentences[number + 1 :])
                return _wens(doel, said, others, number=_MASKED.search(raw[number]) is not None)
    return None


def _wens(doel: Doel | None, said: str, others: tuple[str, ...], *, number: bool) -> Wens | None:
    if doel == "contact" and any(_ANOTHER_WAY.search(one) and not _NO.search(one) for one in others):
        return None  # "bel me niet, mail mij" is for the colleague to read
    vague = doel == "doorgeven" and not any(f"{zaak} " in said for zaak in _NAMED)
    way = _way(said) if doel == "contact" else ""
    return Wens(doel, sum(len(one.split()) for one in others), vague, way, number)


def _way(said: str) -> str:
    """Which way to reach him the sentence is about; none when it is about the number or address itself."""
    return next((way for way in ("bel", "mail") if re.search(rf"\b(ge)?{way}(d|t|len|en)?\b", said)), "")


def _words(sentence: str) -> str:
    """Small letters, no soft words, nothing that was masked, and a space after each word."""
    plain = _MASKED.sub(" ", sentence.lower()).replace("m'n", "mijn").replace("m’n", "mijn")
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


_EVERYTHING = re.compile(_pattern("{weggooien} {alles} [van mij] [wissen] [wist] [verwijderen] [verwijdert]"))
_COMPILED = [(doel, re.compile(_pattern(sentence))) for doel, all_ in _SENTENCES.items() for sentence in all_]
