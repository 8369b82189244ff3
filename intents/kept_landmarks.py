"""The landmarks as they come from their file and as they run: in bytes, and compared in whole numbers."""

from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from intents.landmarks import STEPS, WIDTH, standardised
from intents.vectors import Floats

_SEEN, _ALIKE, _PLACES, _SCALE = "seen", "alike", "places", "scale"


class KeptLandmarks:
    """`Landmarks` of which each number is a byte: a text reads a quarter of the memory, and is no less well read."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        """arrays: as `Landmarks.save` wrote them. Raises KeyError, or any exception of onnxruntime."""
        from onnx import TensorProto, helper

        from intents.onnx_session import OWN, Session, apart, model

        self._mean, self._spread = arrays["mean"], arrays["spread"]
        self._weights: Floats = arrays["weights"].astype(np.float32)
        places = np.ascontiguousarray(arrays["steps"].T)
        scale = arrays["largest"].astype(np.float32).ravel() / STEPS
        node = helper.make_node("DynamicQuantizeMatMul", [_SEEN, _PLACES, _SCALE], [_ALIKE], domain=OWN)
        asked = helper.make_tensor_value_info(_SEEN, TensorProto.FLOAT, [1, len(places)])
        given = helper.make_tensor_value_info(_ALIKE, TensorProto.FLOAT, [1, len(scale)])
        numbers = {_PLACES: places, _SCALE: scale}
        self._likeness = Session(
            model([node], asked, given, [apart(name, one) for name, one in numbers.items()]), numbers
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises an exception of any kind when the file is missing or damaged, or onnxruntime cannot use it."""
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return cls(dict(arrays))

    def outputs(self, vector: Floats) -> Floats:
        """What the examples near this text say; [outputs]."""
        seen = standardised(vector, self._mean, self._spread)[None, :]
        near = np.exp(-2 * WIDTH * (1 - self._likeness.run(seen)[0]))
        return np.asarray(near @ self._weights, np.float32)
