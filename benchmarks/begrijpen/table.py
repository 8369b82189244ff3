"""The outcome as Markdown for docs/begrijpen.md. Numbers as a Dutch reader writes them."""

from collections.abc import Mapping, Sequence
from typing import Any

from intents.evaluate import Figure

_COSTS = (
    ("tijd per bericht", "bericht_ms", "{:.1f} ms"),
    ("klaar om te lezen", "laden_s", "{:.1f} s"),
    ("geheugen", "geheugen_mb", "{:.0f} MB"),
    ("leren", "leren_s", "{:.0f} s"),
)


def markdown(outcome: Mapping[str, Any]) -> str:
    """Two tables, quality and costs, with a line on what was measured and one for what was not."""
    rows = list(outcome["kandidaten"].values())
    measured = [row for row in rows if "maten" in row]
    lines = [
        f"Geleerd van {outcome['geleerd']} berichten, gemeten op {outcome['gemeten']} berichten van situaties die "
        f"daar niet in voorkomen. {_margin(measured)}",
        "",
        *(_quality(measured) if measured else ()),
        "",
        *(_costs(measured) if measured else ()),
        "",
        *(f"- {row['naam']}: niet gemeten: {row['niet_gemeten']}" for row in rows if "niet_gemeten" in row),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _quality(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    names = [one["maat"] for one in rows[0]["maten"]]
    return [
        _line(["manier", *names, "verschil bij eerste leefgebied"]),
        _line(["---"] * (len(names) + 2)),
        *(_line([row["naam"], *(_share(one) for one in row["maten"]), _gain(row)]) for row in rows),
    ]


def _gain(row: Mapping[str, Any]) -> str:
    """Against our own features, with the 95% interval, in percentage points."""
    low, middle, high = (100 * one for one in row.get("verschil", (0.0, 0.0, 0.0)))
    return _dutch(f"{middle:+.1f} ({low:+.1f} tot {high:+.1f})") if "verschil" in row else "-"


def _costs(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        _line(["manier", *(name for name, _, _ in _COSTS), "gekozen instelling"]),
        _line(["---"] * (len(_COSTS) + 2)),
        *(_line([row["naam"], *_amounts(row["kosten"]), row["instelling"] or "vast"]) for row in rows),
    ]


def _amounts(costs: Mapping[str, float]) -> list[str]:
    return [_dutch(form.format(costs[key])) for _, key, form in _COSTS]


def _margin(rows: Sequence[Mapping[str, Any]]) -> str:
    """Half the 95% interval of the first measure and of nood, for the last candidate; much alike for all."""
    if not rows:
        return ""
    halves = {one["maat"]: _half(one) for one in rows[-1]["maten"]}
    first, nood = (_dutch(f"{halves[name]:.1f}") for name in ("eerste leefgebied goed", "nood gezien"))
    return (
        f"De marge (95%) is ongeveer {first} procentpunt, en bij nood {nood}. Het verschil is met onze eigen kenmerken "
        "en hetzelfde leerdeel, in procentpunten; tussen haakjes het 95%-interval over situaties."
    )


def _half(one: Mapping[str, Any]) -> float:
    low, high = Figure(one["maat"], one["goed"], one["van"]).interval
    return (high - low) * 50


def _share(one: Mapping[str, Any]) -> str:
    return _dutch(f"{100 * one['goed'] / one['van']:.1f}%") if one["van"] else "-"


def _dutch(number: str) -> str:
    return number.replace(".", ",")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
