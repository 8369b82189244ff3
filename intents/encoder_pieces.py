"""Cuts a text into the pieces of words that the encoder knows: the cut whose pieces score best together (Viterbi).

The method is that of SentencePiece's unigram model (Kudo 2018, "Subword regularization").
"""

from itertools import accumulate

from intents.encoder_file import EncoderFile

_SPACE = "▁"  # how a space is written in the pieces
_PREFIX = "query: "  # with which the encoder was trained for questions
_UNKNOWN_COSTS = 10.0  # below the worst piece
_MOST = 160  # pieces; ordinary words need no more, and the encoder's time grows with them


class Pieces:
    """The pieces of one encoder file."""

    def __init__(self, file: EncoderFile) -> None:
        self._numbers = file.pieces
        self._scores = file.scores.tolist()
        self._longest = max(map(len, file.pieces))
        self._rewritten = file.rewritten
        self._edges = file.first, file.last
        self._unknown = file.unknown
        self._unknown_score = min(self._scores) - _UNKNOWN_COSTS
        self._most = min(_MOST, file.longest) - 2

    def numbers(self, tekst: str) -> list[int]:
        """The numbers of the pieces, between those of the beginning and the end."""
        first, last = self._edges
        words = (_PREFIX + tekst).translate(self._rewritten).split()
        # Pieces never cross a space, so each word is cut by itself.
        cut = [number for word in words for number in self._cut(_SPACE + word)]
        return [first, *cut[: self._most], last]

    def _cut(self, word: str) -> list[int]:
        chars = [char.encode("utf-8", "surrogatepass") for char in word]
        raw, at = b"".join(chars), [0, *accumulate(map(len, chars))]
        best = [0.0] + [-1e30] * len(word)
        back = [(0, self._unknown)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self._longest) + 1):
                number = self._numbers.get(raw[at[start] : at[end]])
                score = best[start] + (self._unknown_score if number is None else self._scores[number])
                if (number is not None or end == start + 1) and score > best[end]:
                    best[end], back[end] = score, (start, self._unknown if number is None else number)
        return _followed(back)


def _followed(back: list[tuple[int, int]]) -> list[int]:
    numbers: list[int] = []
    at = len(back) - 1
    while at:
        at, number = back[at]
        numbers.append(number)
    return numbers[::-1]
