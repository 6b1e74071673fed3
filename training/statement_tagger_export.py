"""Writes the trained tagger as one ONNX file with weights in whole numbers of eight bits, and its vocabulary.

Only the storage is rounded: each column of a weight (each row of the piece embeddings) keeps its own scale, and the graph turns the
weights back into 32-bit floats when it is loaded, so all arithmetic on the text is 32-bit float.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from dateline.statements.tags import LABELS

OPSET, HEADS, EPSILON = 17, 12, 1e-12
Array = NDArray[np.float32]


class Graph:
    """A graph under construction: nodes and stored weights."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def store(self, name: str, value: NDArray[np.generic]) -> str:
        """A weight as it is."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def rounded(self, name: str, value: Array) -> str:
        """A weight [in, out] stored in eight bits with one scale a column, turned back when the graph is loaded."""
        scale = np.abs(value).max(axis=0) / 127
        scale[scale == 0] = 1
        self.store(f"{name}.q", np.round(value / scale).astype(np.int8))
        self.store(f"{name}.s", scale.astype(np.float32))
        whole = self.node("Cast", [f"{name}.q"], to=TensorProto.FLOAT)
        return self.node("Mul", [whole, f"{name}.s"])

    def node(self, kind: str, inputs: list[str], domain: str = "", output: str | None = None, **attributes: object) -> str:
        """A node with one output; returns the output's name."""
        name = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **attributes))
        return name


def export(start: Path, weights: Path, out: Path) -> None:
    """Writes tagger.onnx and vocab.txt into a folder."""
    state = {key: value.float().numpy() for key, value in torch.load(weights, map_location="cpu").items()}
    graph = Graph()
    hidden = _embeddings(graph, state)
    layers = 1 + max(int(key.split(".")[3]) for key in state if key.startswith("encoder.encoder.layer."))
    for number in range(layers):
        hidden = _layer(graph, state, f"encoder.encoder.layer.{number}", hidden)
    for output, size in (("labels", len(LABELS)), ("pointing", state["pointing.bias"].shape[0])):
        product = graph.node("MatMul", [hidden, graph.store(f"{output}.w", state[f"{output}.weight"].T)])
        graph.node("Add", [product, graph.store(f"{output}.b", state[f"{output}.bias"])], output=output)
        assert state[f"{output}.bias"].shape == (size,)
    model = helper.make_model(
        _proto(graph), opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    )
    model.ir_version = 8
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, out / "tagger.onnx")
    shutil.copy(start / "vocab.txt", out / "vocab.txt")


def _embeddings(graph: Graph, state: dict[str, Array]) -> str:
    words = state["encoder.embeddings.word_embeddings.weight"]
    scale = np.abs(words).max(axis=1, keepdims=True) / 127
    scale[scale == 0] = 1
    graph.store("words.q", np.round(words / scale).astype(np.int8))
    graph.store("words.s", scale.astype(np.float32))
    rows = graph.node("Cast", [graph.node("Gather", ["words.q", "ids"])], to=TensorProto.FLOAT)
    inner = graph.node("Mul", [rows, graph.node("Gather", ["words.s", "ids"])])
    features = state["features.weight"] + state["encoder.embeddings.token_type_embeddings.weight"][0]
    inner = graph.node("Add", [inner, graph.node("Gather", [graph.store("features.w", features), "features"])])
    table = graph.store("places.w", state["encoder.embeddings.position_embeddings.weight"][:256])
    inner = graph.node("Add", [inner, graph.node("Gather", [table, "places"])])
    norm = [graph.store(f"norm.{part}", state[f"encoder.embeddings.LayerNorm.{part}"]) for part in ("weight", "bias")]
    return graph.node("LayerNormalization", [inner, *norm], epsilon=EPSILON)


def _layer(graph: Graph, state: dict[str, Array], name: str, hidden: str) -> str:
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    weight = graph.rounded(f"{name}.qkv", np.concatenate([state[f"{part}.weight"].T for part in parts], axis=1))
    bias = graph.store(f"{name}.qkv.b", np.concatenate([state[f"{part}.bias"] for part in parts]))
    seen = graph.node("Attention", [hidden, weight, bias, "lengths"], "com.microsoft", num_heads=HEADS)
    middle = _joined(graph, state, f"{name}.attention.output", seen, hidden)
    wide = graph.node("MatMul", [middle, graph.rounded(f"{name}.up", state[f"{name}.intermediate.dense.weight"].T)])
    wide = graph.node("BiasGelu", [wide, graph.store(f"{name}.up.b", state[f"{name}.intermediate.dense.bias"])], "com.microsoft")
    return _joined(graph, state, f"{name}.output", wide, middle)


def _joined(graph: Graph, state: dict[str, Array], name: str, inner: str, hidden: str) -> str:
    product = graph.node("MatMul", [inner, graph.rounded(f"{name}.w", state[f"{name}.dense.weight"].T)])
    norm = [graph.store(f"{name}.norm.{part}", state[f"{name}.LayerNorm.{part}"]) for part in ("weight", "bias")]
    bias = graph.store(f"{name}.b", state[f"{name}.dense.bias"])
    return graph.node("SkipLayerNormalization", [product, hidden, *norm, bias], "com.microsoft", epsilon=EPSILON)


def _proto(graph: Graph) -> onnx.GraphProto:
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    inputs = [
        helper.make_tensor_value_info("ids", whole, ["batch", "length"]),
        helper.make_tensor_value_info("features", whole, ["batch", "length"]),
        helper.make_tensor_value_info("places", whole, ["length"]),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
    ]
    outputs = [helper.make_tensor_value_info(name, real, ["batch", "length", None]) for name in ("labels", "pointing")]
    return helper.make_graph(graph.nodes, "statement_tagger", inputs, outputs, graph.weights)
