"""A graph for onnxruntime of which the large numbers are handed over apart: quicker to load, and held once."""

import os
from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper

OWN = "com.microsoft"  # onnxruntime's own operators, for sums in whole numbers
LARGEST = 63  # in 7 bits: with 8 the sums overflow on processors without instructions for them
_OPSET, _IR = 20, 9  # the oldest that has Gelu; read by every onnxruntime since 1.17


def apart(name: str, numbers: NDArray[Any]) -> TensorProto:
    """The place of numbers that `Session` gets under this name."""
    kind = helper.np_dtype_to_tensor_dtype(numbers.dtype)
    held = TensorProto(name=name, data_type=kind, dims=numbers.shape, data_location=TensorProto.EXTERNAL)
    held.external_data.add(key="location", value=name)  # asked for, and not used
    return held


def model(
    nodes: list[NodeProto], asked: ValueInfoProto, given: ValueInfoProto, numbers: list[TensorProto]
) -> ModelProto:
    """One graph, from one input to one output."""
    made = helper.make_graph(nodes, "elkedeur", [asked], [given], numbers)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(OWN, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=_IR)


class Session:
    """A graph that runs on one processor: several messages are read at once sooner than one on several."""

    def __init__(self, made: ModelProto, numbers: Mapping[str, NDArray[Any]]) -> None:
        """Raises an exception of any kind when onnxruntime is not there or cannot use the graph."""
        # Read when it loads: without this it tells its maker of this machine, over the internet.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime  # here, since this room must load without it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = 1, 1
        self._held = {name: onnxruntime.OrtValue.ortvalue_from_numpy(one) for name, one in numbers.items()}
        options.add_external_initializers(list(self._held), list(self._held.values()))
        self._runs = onnxruntime.InferenceSession(made.SerializeToString(), options, ["CPUExecutionProvider"])
        self._input = self._runs.get_inputs()[0].name

    def run(self, numbers: NDArray[Any]) -> NDArray[Any]:
        """The output for this input."""
        found: NDArray[Any] = self._runs.run(None, {self._input: numbers})[0]
        return found
