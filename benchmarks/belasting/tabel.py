"""What is told of a measurement: Markdown, on the screen and between the marks of docs/belasting.md."""

import platform
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.belasting.meting import Uitkomst, part

DOC = Path(__file__).parents[2] / "docs" / "belasting.md"
BEGIN, END = "<!-- meting: {} -->", "<!-- einde: {} -->"


def n(value: float, digits: int = 0) -> str:
    """A number as it is written here."""
    return f"{value:.{digits}f}".replace(".", ",")


def seconds(milliseconds: float) -> str:
    """Milliseconds below a second, otherwise seconds."""
    return f"{n(milliseconds)} ms" if milliseconds < 1000 else f"{n(milliseconds / 1000, 1)} s"


def row(wat: str, found: Uitkomst, *soorten: str) -> str:
    """One line: how many, how soon."""
    times = found.times(*soorten)
    shown = " | ".join(seconds(part(times, share)) for share in (0.5, 0.95, 0.99, 1.0))
    return f"| {wat} | {len(times)} | {shown} | {found.zonder if not soorten else ''} |"


def table(rows: Sequence[str]) -> str:
    """With the heads of those lines."""
    head = "| wat | berichten | mediaan | p95 | p99 | langste | zonder antwoord |"
    return "\n".join([head, "|---|---|---|---|---|---|---|", *rows])


def facts(found: Uitkomst) -> str:
    """The circumstances of one run, in a few sentences."""
    checked = f" Nageteld: {found.bevinding}" if found.bevinding is not None else ""
    return (
        f"{found.naam}: {n(found.per_seconde, 1)} berichten per tel, {len(found.berichten)} in totaal, "
        f"{found.antwoorden} antwoorden. Rekenwerk {n(found.per_bericht, 1)} ms per bericht, gemiddeld "
        f"{n(found.cpu)}% van één kern (de nagebootste Telegram {n(found.server_cpu)}%). Hoogstens "
        f"{found.geheugen} MB. Bij het laatste bericht lag er nog {found.open}; {n(found.rust)} tellen later was "
        f"alles klaar. Belasting van de machine vooraf {n(found.belasting, 1)}.{checked}"
    )


def stamped() -> str:
    """When and on what."""
    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    return f"Gemeten op {now:%d-%m-%Y} met Python {platform.python_version()} op {_processor()}."


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} kernen {names[0]}" if names else "een onbekende processor"


def write(naam: str, tekst: str, doc: Path = DOC) -> None:
    """Between its marks, if the page has them."""
    page, begin, end = doc.read_text(encoding="utf-8"), BEGIN.format(naam), END.format(naam)
    if begin in page and end in page:
        before, _, rest = page.partition(begin)
        _, _, after = rest.partition(end)
        doc.write_text(f"{before}{begin}\n\n{tekst}\n\n{end}{after}", encoding="utf-8")
