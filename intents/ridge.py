"""Kernel ridge regression in closed form: the weight of every example, and what it is told without its own scene.

The answers without the own scene come from one matrix inverse instead of many trainings; for groups G of examples
they are T_G - inv(B_GG) a_G, with B the inverse of (K + ridge * I) and a the weights B T (the block form of the
leave-one-out formula, e.g. Rifkin & Lippert 2007, "Notes on regularized least squares").
"""

from collections.abc import Sequence

import numpy as np
from scipy.linalg import lapack

from intents.vectors import Floats

_ROWS = 2_000  # rows of a kernel that are made at once


def solve(kernel: Floats, targets: Floats, ridge: float, groups: Sequence[str]) -> tuple[Floats, Floats]:
    """(weights, held out), both [examples, outputs].

    kernel: [examples, examples], changed in place to save memory. targets: [examples, outputs].
    groups: the scene of each example; an example is held out together with its scene.
    Raises ValueError when the kernel is not positive definite.
    """
    kernel[np.diag_indices_from(kernel)] += ridge
    # Of a symmetric matrix Fortran's upper half is C's lower half, so no copy is made.
    factor, failed = lapack.spotrf(kernel.T, lower=0, overwrite_a=1)
    if failed:
        raise ValueError("the kernel is not positive definite")
    weights, _ = lapack.spotrs(factor, targets, lower=0)
    inverse, _ = lapack.spotri(factor, lower=0, overwrite_c=1)
    return weights, _held_out(inverse, weights, targets, groups)


def _held_out(upper: Floats, weights: Floats, targets: Floats, groups: Sequence[str]) -> Floats:
    members: dict[str, list[int]] = {}
    for nr, group in enumerate(groups):
        members.setdefault(group, []).append(nr)
    held = np.empty_like(targets)
    for rows in members.values():
        block = np.triu(upper[np.ix_(rows, rows)])
        whole = block + np.triu(block, 1).T
        held[rows] = targets[rows] - np.linalg.solve(whole, weights[rows])
    return held


def nearness(first: Floats, second: Floats, width: float) -> Floats:
    """How near rows of unit length are: 1 for the same, towards 0 for strangers. [rows of first, rows of second]."""
    near = np.empty((len(first), len(second)), np.float32)
    for at in range(0, len(first), _ROWS):
        near[at : at + _ROWS] = np.exp(-2 * width * (1 - first[at : at + _ROWS] @ second.T))
    return near
