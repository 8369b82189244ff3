"""Pictures of a table as SVG: bars, and the way of a question. The table itself stands below it. Pure.

No style attributes: the pages forbid them. What colour says, the figure beside it says too.
"""

from markupsafe import Markup, escape

from bot.frontoffice.inzicht.tabellen import HIDDEN, Rij, Tabel

WIDTH = 420
_LINE, _BAR, _LONGEST = 44, 16, 340
_BOX, _GAP = 44, 26
_INK, _BAR_COLOUR, _GROUND, _EDGE = "#1d2726", "#0b5c57", "#f3f6f5", "#4b5a58"


def picture(tabel: Tabel) -> Markup:
    """The picture that belongs to a table; nothing when there is no figure to draw."""
    if tabel.leeg:
        return Markup("")
    body, height = _way(tabel) if tabel.vorm == "weg" else _bars(tabel)
    told = "; ".join(f"{rij.naam}: {_figure(rij)}" for rij in _drawn(tabel))
    return Markup(
        '<svg class="beeld {vorm}" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}"'
        ' aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title><desc id="{id}-d">{told}</desc>'
        '<g font-size="15" font-family="sans-serif" fill="{ink}" aria-hidden="true">{body}</g></svg>'
    ).format(
        w=WIDTH,
        h=height,
        vorm=tabel.vorm,
        id=f"beeld-{tabel.id}",
        title=f"{tabel.titel}: {tabel.kolommen[0].lower()}",
        told=told,
        ink=_INK,
        body=body,
    )


def _figure(rij: Rij) -> str:
    return HIDDEN if rij.getallen[0] is None else f"ongeveer {rij.getallen[0]}"


def _drawn(tabel: Tabel) -> tuple[Rij, ...]:
    """Bars without a figure are left out of a long list; steps of a way and months never are."""
    if tabel.vorm == "weg" or tabel.id == "verloop":
        return tabel.rijen
    return tuple(rij for rij in tabel.rijen if rij.getallen[0] is not None)


def _bars(tabel: Tabel) -> tuple[Markup, int]:
    rijen = _drawn(tabel)
    most = max((rij.getallen[0] or 0 for rij in rijen), default=0) or 1
    parts = []
    for place, rij in enumerate(rijen):
        y, value = place * _LINE, rij.getallen[0]
        long = 0 if value is None else max(2, value * _LONGEST // most)
        parts.append(
            Markup(
                '<text x="0" y="{text}">{naam}</text><rect x="0" y="{y}" width="{long}" height="{high}" fill="{c}"/>'
                '<text x="{after}" y="{number}">{value}</text>'
            ).format(
                text=y + 15,
                naam=rij.naam,
                y=y + 21,
                long=long,
                high=_BAR,
                c=_BAR_COLOUR,
                after=long + 6,
                number=y + 34,
                value=HIDDEN if value is None else value,
            )
        )
    return Markup("").join(parts), max(len(rijen) * _LINE, _LINE)


def _way(tabel: Tabel) -> tuple[Markup, int]:
    """Boxes below each other, with arrows between; the bar in a box is as long as its figure is large."""
    most = max((rij.getallen[0] or 0 for rij in tabel.rijen), default=0) or 1
    parts = []
    for place, rij in enumerate(tabel.rijen):
        y = place * (_BOX + _GAP)
        if place:
            parts.append(_arrow(y))
        parts.append(_box(rij, y, most))
    return Markup("").join(parts), len(tabel.rijen) * (_BOX + _GAP) - _GAP + 2


def _arrow(y: int) -> Markup:
    x = WIDTH // 2
    return Markup(
        '<path d="M{x} {a}V{b}M{l} {c}L{x} {b}L{r} {c}" fill="none" stroke="{e}" stroke-width="2"/>'
    ).format(x=x, a=y - _GAP + 3, b=y - 2, c=y - 9, l=x - 6, r=x + 6, e=_EDGE)


def _box(rij: Rij, y: int, most: int) -> Markup:
    value = rij.getallen[0]
    return Markup(
        '<rect x="1" y="{y}" width="{w}" height="{h}" rx="4" fill="{g}" stroke="{e}"/>'
        '<rect x="1" y="{bar}" width="{long}" height="6" fill="{c}"/>'
        '<text x="10" y="{t}">{naam}</text><text x="{end}" y="{t}" text-anchor="end" font-weight="bold">{n}</text>'
    ).format(
        y=y + 1,
        w=WIDTH - 2,
        h=_BOX,
        g=_GROUND,
        e=_EDGE,
        bar=y + _BOX - 5,
        long=0 if value is None else value * (WIDTH - 2) // most,
        c=_BAR_COLOUR,
        t=y + 25,
        naam=escape(rij.naam),
        end=WIDTH - 10,
        n=HIDDEN if value is None else value,
    )
