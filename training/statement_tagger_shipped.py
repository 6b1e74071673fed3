"""The shipped tagger's weights, read back from its ONNX file, so that training can go on from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from dateline.statements.tags import LABELS, POINTER, POINTERS


def shipped_state(file: Path, state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The state of a fresh model with all weights of the file in it; the embeddings of pieces, which never change, stay as they are."""
    stored = {one.name: numpy_helper.to_array(one) for one in onnx.load(str(file)).graph.initializer}

    def whole(name: str) -> torch.Tensor:
        rounded = f"{name}.q" in stored
        value = stored[f"{name}.q"].astype("float32") * stored[f"{name}.s"] if rounded else stored[name]
        return torch.from_numpy(value.copy())

    state = dict(state)
    kind = state["encoder.embeddings.token_type_embeddings.weight"][0]
    state["features.weight"] = whole("features.w") - kind
    places = state["encoder.embeddings.position_embeddings.weight"].clone()
    places[:256] = whole("places.w")
    state["encoder.embeddings.position_embeddings.weight"] = places
    for part in ("weight", "bias"):
        state[f"encoder.embeddings.LayerNorm.{part}"] = whole(f"norm.{part}")
    for output, size in (("labels", len(LABELS)), ("pointing", 2 * POINTERS * POINTER)):
        state[f"{output}.weight"], state[f"{output}.bias"] = whole(f"{output}.w").T.contiguous(), whole(f"{output}.b")
        assert state[f"{output}.bias"].shape == (size,)
    layers = {key.split(".")[3] for key in state if key.startswith("encoder.encoder.layer.")}
    for number in layers:
        state.update(_layer(f"encoder.encoder.layer.{number}", whole))
    return state


def blended(weights: dict[str, torch.Tensor], file: Path, share: float) -> dict[str, torch.Tensor]:
    """The mean of a later run's weights, which count for `share`, and those of a file, from which that run went on."""
    former = shipped_state(file, weights)
    return {
        name: share * value + (1 - share) * former[name] if value.is_floating_point() else value
        for name, value in weights.items()
    }


def _layer(name: str, whole: Callable[[str], torch.Tensor]) -> dict[str, torch.Tensor]:
    found = {}
    weights, biases = whole(f"{name}.qkv").chunk(3, dim=1), whole(f"{name}.qkv.b").chunk(3)
    for part, weight, bias in zip(("query", "key", "value"), weights, biases, strict=True):
        found[f"{name}.attention.self.{part}.weight"], found[f"{name}.attention.self.{part}.bias"] = weight.T.contiguous(), bias
    found[f"{name}.intermediate.dense.weight"] = whole(f"{name}.up").T.contiguous()
    found[f"{name}.intermediate.dense.bias"] = whole(f"{name}.up.b")
    for part in (f"{name}.attention.output", f"{name}.output"):
        found[f"{part}.dense.weight"], found[f"{part}.dense.bias"] = whole(f"{part}.w").T.contiguous(), whole(f"{part}.b")
        for which in ("weight", "bias"):
            found[f"{part}.LayerNorm.{which}"] = whole(f"{part}.norm.{which}")
    return found
