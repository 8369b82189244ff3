"""The words with which a resident takes back what he agreed to: fixed sentences, no guessing. Pure.

The sentences themselves are data: intrekwoorden.toml.
"""

import re
from dataclasses import dataclass

from bot.core.intrekzinnen import zinnen
from bot.core.signaal import Doel

_MASKED = re.compile(r"\[[a-z-]+\]")


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
    known = zinnen()
    raw = known.tussen.split(tekst)
    sentences = [_words(part) for part in raw]
    for number, said in enumerate(sentences):
        if any(pattern.fullmatch(said) for pattern in known.alles):
            return Wens(None, sum(len(one.split()) for one in sentences) - len(said.split()), everything=True)
        for doel, pattern in known.zinnen:
            if pattern.fullmatch(said):
                others = (*sentences[:number], *sentences[number + 1 :])
                return _wens(doel, said, others, number=_MASKED.search(raw[number]) is not None)
    return None


def _wens(doel: Doel | None, said: str, others: tuple[str, ...], *, number: bool) -> Wens | None:
    known = zinnen()
    if doel == "contact" and any(
        known.andere_weg.search(one) and not known.ontkenning.search(one) for one in others
    ):
        return None  # "bel me niet, mail mij" is for the colleague to read
    vague = doel == "doorgeven" and not any(f"{zaak} " in said for zaak in known.benoemd)
    way = _way(said) if doel == "contact" else ""
    return Wens(doel, sum(len(one.split()) for one in others), vague, way, number)


def _way(said: str) -> str:
    """Which way to reach him the sentence is about; none when it is about the number or address itself."""
    return next((way for way in ("bel", "mail") if re.search(rf"\b(ge)?{way}(d|t|len|en)?\b", said)), "")


def _words(sentence: str) -> str:
    """Small letters, no soft words, nothing that was masked, and a space after each word."""
    soft = zinnen().zacht
    plain = _MASKED.sub(" ", sentence.lower()).replace("m'n", "mijn").replace("m’n", "mijn")
    return "".join(f"{word} " for word in re.findall(r"[^\W_]+", plain) if word not in soft)
