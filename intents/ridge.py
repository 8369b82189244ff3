"""Kernel ridge regression in closed form: the weight of every example, and what it is told without its own scene.

The answers without the own scene come from one factorisation instead of many trainings; for groups G of examples
they are T_G - inv(B_GG) a_G, with B the inverse of (K + ridge * I) and a the weights B T (the block form of the
leave-one-out formula, e.g. Rifkin & Lippert 2007, "Notes on regularized least squares"). Of B only these blocks are
made, from the inverse M of the Cholesky factor: B = M' M.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import blas, lapack

from intents.vectors import Floats


def solve(kernel: Floats, targets: Floats, ridge: float, groups: Sequence[str]) -> tuple[Floats, Floats]:
    """(weights, held out), both [examples, outputs].

    kernel: [examples, examples], two or more of them; as much memory again is needed. targets: [examples, outputs].
    groups: the scene of each example; an example is held out together with its scene.
    Raises ValueError when the kernel is not positive definite.
    """
    inverse = InverseFactor.of(kernel, ridge)
    weights = inverse.turned_times(inverse.times(targets))
    return weights, _held_out(inverse, weights, targets, groups)


@dataclass(frozen=True)
class InverseFactor:
    """The inverse of a lower Cholesky factor: zero above the diagonal, and kept as the three parts that are not.

    In two halves, since OpenBLAS (0.3.30) breaks off where several threads factorise more than some 28,000 rows.
    """

    first: Floats
    cross: Floats
    second: Floats

    @classmethod
    def of(cls, matrix: Floats, ridge: float) -> "InverseFactor":
        """Of matrix + ridge * I. matrix: symmetric. Raises ValueError when that is not positive definite."""
        half = (len(matrix) + 1) // 2
        first = _factor(_columns(matrix[:half, :half]), ridge)
        cross = blas.strsm(
            1.0, first, _columns(matrix[half:, :half]), side=1, lower=1, trans_a=1, overwrite_b=1
        )
        rest = blas.ssyrk(-1.0, cross, beta=1.0, c=_columns(matrix[half:, half:]), lower=1, overwrite_c=1)
        second = _inverted(_factor(rest, ridge))
        first = _inverted(first)
        cross = blas.strmm(1.0, first, cross, side=1, lower=1, overwrite_b=1)
        return cls(first, blas.strmm(-1.0, second, cross, lower=1, overwrite_b=1), second)

    def times(self, columns: Floats) -> Floats:
        """M times columns."""
        half = len(self.first)
        top, rest = columns[:half], columns[half:]
        return np.concatenate([self.first @ top, self.cross @ top + self.second @ rest])

    def turned_times(self, columns: Floats) -> Floats:
        """M' times columns."""
        half = len(self.first)
        top, rest = columns[:half], columns[half:]
        return np.concatenate([self.first.T @ top + self.cross.T @ rest, self.second.T @ rest])

    def block(self, rows: Sequence[int]) -> Floats:
        """The part of M' M with these rows and columns."""
        half = len(self.first)
        mine = np.zeros((half + len(self.second), len(rows)), np.float32)
        for at, row in enumerate(rows):
            if row < half:
                mine[:half, at], mine[half:, at] = self.first[:, row], self.cross[:, row]
            else:
                mine[half:, at] = self.second[:, row - half]
        return mine.T @ mine


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


def _held_out(inverse: InverseFactor, weights: Floats, targets: Floats, groups: Sequence[str]) -> Floats:
    members: dict[str, list[int]] = {}
    for nr, group in enumerate(groups):
        members.setdefault(group, []).append(nr)
    held = np.empty_like(targets)
    for rows in members.values():
        held[rows] = targets[rows] - np.linalg.solve(inverse.block(rows), weights[rows])
    return held


def nearness(first: Floats, second: Floats, width: float) -> Floats:
    """How near rows of unit length are: 1 for the same, towards 0 for strangers. [rows of first, rows of second]."""
    return np.asarray(np.exp(-2 * width * (1 - first @ second.T)), np.float32)
