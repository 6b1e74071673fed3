"""Boosted trees as all programs here train them: the same on every run, and kept as plain arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

#: Two classes, one thread, a fixed seed: equal input gives equal trees.
STEADY: dict[str, Any] = {
    "objective": "binary",
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "num_threads": 1,
    "verbose": -1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
}


def trees(booster: Any) -> dict[str, Any]:
    """Trees as flat arrays."""
    feature: list[int] = []
    threshold: list[float] = []
    children: list[int] = []
    value: list[float] = []
    roots, deepest = [], 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        here = len(feature)
        deepest = max(deepest, depth)
        feature.append(node.get("split_feature", 0))
        threshold.append(node.get("threshold", 0.0))
        value.append(node.get("leaf_value", 0.0))
        children.extend((here, here))
        if "split_feature" in node:
            children[2 * here + 1] = add(node["left_child"], depth + 1)
            children[2 * here] = add(node["right_child"], depth + 1)
        return here

    for tree in booster.dump_model()["tree_info"]:
        roots.append(add(tree["tree_structure"], 0))
    return {
        "roots": np.array(roots, np.int32),
        "feature": np.array(feature, np.int32),
        "threshold": np.array(threshold, np.float32),
        "children": np.array(children, np.int32),
        "value": np.array(value, np.float32),
        "depth": np.array(deepest),
    }
