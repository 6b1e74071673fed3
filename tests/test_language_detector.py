"""The copy of the detector's model is the model that py3langid brings."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

from dateline.language.detector import identifier


def test_the_copy_is_the_model_of_the_library() -> None:
    ours, theirs = identifier(), LanguageIdentifier.from_modelpath(MODEL_DIR / MODEL_FILE, norm_probs=True)
    for name in ("nb_ptc", "nb_pc"):
        mine, its = getattr(ours, name), getattr(theirs, name)
        assert mine.dtype == its.dtype and np.array_equal(mine, its)
    for name in ("nb_classes", "tk_nextmove", "tk_row", "tk_output"):
        assert getattr(ours, name) == getattr(theirs, name), name
    for text in ("The harbour of Sumqayit will be dredged.", "Паром опоздал на час", "Feriboltas vėluoja", ""):
        assert ours.rank(text) == theirs.rank(text)


def test_a_copy_of_another_version_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    head, _, body = files("dateline.language").joinpath("detector.zst").read_bytes().partition(b"\n")
    told = json.loads(head)
    other = json.dumps({**told, "of": told["of"] ^ 1}).encode() + b"\n" + body
    asked: list[object] = []
    monkeypatch.setattr(LanguageIdentifier, "from_modelpath", lambda path, **_: asked.append(path))
    assert identifier(other) is None and len(asked) == 1
    assert identifier() is not None and len(asked) == 1
