"""Cuts a text into messages that Telegram takes. Nothing of it is lost but the blank where it is cut."""

LONGEST = 4096  # UTF-16 units, as Telegram counts
OUTSIDE_BMP = 0xFFFF  # a character above this takes two units


def pages(text: str) -> list[str]:
    """The text as messages of at most LONGEST units, cut at a line end or else a blank where there is one.

    Always at least one; a text without anything to read comes back as it is.
    """
    found: list[str] = []
    while (end := _fitting(text)) < len(text):
        cut = _last_blank(text, end)
        found.append(text[:cut])
        text = text[cut:].lstrip()
    found.append(text)
    return [page for page in found if page.strip()] or [text]


def _fitting(text: str) -> int:
    """How many characters fit in one message."""
    if len(text) * 2 <= LONGEST:
        return len(text)
    units = 0
    for index, char in enumerate(text):
        units += 2 if ord(char) > OUTSIDE_BMP else 1
        if units > LONGEST:
            return index
    return len(text)


def _last_blank(text: str, end: int) -> int:
    """Where to cut: not in the first half, else a page would hold little."""
    for blank in ("\n", " "):
        cut = text.rfind(blank, end // 2, end + 1)
        if cut > 0:
            return cut
    return end
