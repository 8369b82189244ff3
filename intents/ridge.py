"""Kernel ridge regression in closed form: the weight of every example, and what some are told without their scene.

The answers without the own scene come from one factorisation instead of many trainings; for groups G of examples
they are T_G - inv(B_GG) a_G, with B the inverse of (K + ridge * I) and a the weights B T (the block form of the
leave-one-out formula, e.g. Rifkin & Lippert 2007, "Notes on regularized least squares"). Of B only these blocks are
made. For the examples at the end they ask for no more than the inverse M of the last part of the Cholesky factor,
since there B = M' M.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import blas, lapack

from intents.vectors import Floats


def solve(kernel: Floats, targets: Floats, ridge: float, last: Sequence[str]) -> tuple[Floats, Floats]:
    """(weights [examples, outputs], held out [last examples, outputs]).

    kernel: [examples, examples], of which the part above the diagonal is not read; as much memory again is needed.
    targets: [examples, outputs]. last: the scene of each of the examples at the end that are held out, each together
    with its scene: some of the examples, but not all, and no scene of theirs stands before them.
    Raises ValueError when the kernel is not positive definite.
    """
    factor = Factor.of(kernel, ridge, len(kernel) - len(last))
    weights = factor.solved(targets)
    apart = len(factor.first)
    # Inverted where it stands, in place of the factor: that is done with.
    return weights, _held_out(_inverted(factor.second), weights[apart:], targets[apart:], last)


@dataclass(frozen=True)
class Factor:
    """A lower Cholesky factor, in the three parts that are not zero.

    In parts also since OpenBLAS (0.3.30) breaks off where several threads factorise more than some 28,000 rows.
    """

    first: Floats
    cross: Floats
    second: Floats

    @classmethod
    def of(cls, matrix: Floats, ridge: float, apart: int) -> "Factor":
        """Of matrix + ridge * I. matrix: symmetric, read at and below the diagonal. apart: rows of the first part.

        Raises ValueError when that is not positive definite.
        """
        first = _factor(_columns(matrix[:apart, :apart]), ridge)
        cross = blas.strsm(
            1.0, first, _columns(matrix[apart:, :apart]), side=1, lower=1, trans_a=1, overwrite_b=1
        )
        rest = blas.ssyrk(-1.0, cross, beta=1.0, c=_columns(matrix[apart:, apart:]), lower=1, overwrite_c=1)
        return cls(first, cross, _factor(rest, ridge))

    def solved(self, columns: Floats) -> Floats:
        """The inverse of what was factorised, times columns [rows, any]."""
        apart = len(self.first)
        top = blas.strsm(1.0, self.first, columns[:apart], lower=1)
        rest = blas.strsm(1.0, self.second, columns[apart:] - self.cross @ top, lower=1)
        rest = blas.strsm(1.0, self.second, rest, lower=1, trans_a=1)
        top = blas.strsm(1.0, self.first, top - self.cross.T @ rest, lower=1, trans_a=1)
        return np.concatenate([top, rest])


def _columns(part: Floats) -> Floats:
    """A copy that lies in memory by columns, so that LAPACK can work in it."""
    return np.array(part, np.float32, order="F")


def _factor(columns: Floats, ridge: float) -> Floats:
    columns[np.diag_indices_from(columns)] += ridge
    factor, failed = lapack.spotrf(columns, lower=1, overwrite_a=1)
    if failed:
        raise ValueError("the kernel is not positive definite")
    return np.asarray(factor, np.float32)


def _inverted(factor: Floats) -> Floats:
    inverse, _ = lapack.strtri(factor, lower=1, overwrite_c=1)
    return np.asarray(inverse, np.float32)


def _held_out(inverse: Floats, weights: Floats, targets: Floats, groups: Sequence[str]) -> Floats:
    members: dict[str, list[int]] = {}
    for nr, group in enumerate(groups):
        members.setdefault(group, []).append(nr)
    held = np.empty_like(targets)
    for rows in members.values():
        mine = inverse[:, rows]
        held[rows] = targets[rows] - np.linalg.solve(mine.T @ mine, weights[rows])
    return held


def nearness(first: Floats, second: Floats, width: float) -> Floats:
    """How near rows of unit length are: 1 for the same, towards 0 for strangers. [rows of first, rows of second]."""
    return np.asarray(np.exp(-2 * width * (1 - first @ second.T)), np.float32)
