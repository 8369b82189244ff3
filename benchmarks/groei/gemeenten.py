"""Sizes of municipalities, without names: as many as there are, and together as many residents. Pure."""

import math
from statistics import NormalDist

GEMEENTEN, INWONERS = 342, 18_000_000
# How far they lie apart: the logarithm of a size is taken to be normal. Assumed; the real sizes are not in our sources.
SPREAD = 1.0


def sizes(count: int = GEMEENTEN, inwoners: int = INWONERS, spread: float = SPREAD) -> tuple[int, ...]:
    """The smallest first. The largest takes what rounding left over."""
    quantile = NormalDist().inv_cdf
    raw = [math.exp(spread * quantile((nr + 0.5) / count)) for nr in range(count)]
    scale = inwoners / sum(raw)
    made = [round(one * scale) for one in raw]
    made[-1] += inwoners - sum(made)
    return tuple(made)
