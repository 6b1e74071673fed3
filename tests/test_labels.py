"""The labels of the benchmarks: what can be checked of them without the data."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bench import events
from bench.labels import agreement, events_kit, kit

LABELS = Path(agreement.__file__).parent


def test_kappa_of_full_and_of_chance_agreement() -> None:
    assert agreement.kappa([("a", "a"), ("b", "b")]) == (2, 1.0, 1.0)
    count, share, kappa = agreement.kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")])
    assert (count, share, kappa) == (4, 0.5, 0.0)


@pytest.mark.parametrize("name", ["certainty.yaml", "certainty_again.yaml"])
def test_each_invented_sentence_holds_its_event_once(name: str) -> None:
    cases = yaml.safe_load((LABELS / name).read_text(encoding="utf-8"))["cases"]
    for case in cases:
        found = re.findall(rf"(?<!\w){re.escape(case['event'])}(?!\w)", case["sentence"])
        assert len(found) == 1, case
    truths = Counter(case["truth"] for case in cases)
    assert set(truths) == {"asserted", "reported", "planned", "possible", "negated"} and min(truths.values()) >= 30


def test_a_block_of_a_page_has_one_item_and_a_known_role() -> None:
    pages = agreement.json_lines("rails.jsonl")
    assert len(pages) >= 60
    for page in pages:
        numbers = [number for number, _, _, _ in page["blocks"]]
        assert len(numbers) == len(set(numbers))
        assert {role for _, _, _, role in page["blocks"]} <= kit.ROLES


def test_labels_hold_no_text() -> None:
    for name in ("rails.jsonl", "rails_again.jsonl", "events_audit.jsonl", "events_audit_again.jsonl"):
        for record in agreement.json_lines(name):
            assert not re.search(r"[^\W_]+ [^\W_]+ [^\W_]+", json.dumps(record))


@pytest.mark.parametrize("name", events_kit.AUDITS)
def test_an_audit_can_be_drawn_again_and_has_no_text_of_those_before_it(name: str) -> None:
    audit = events_kit.AUDITS[name]
    judged = [json.loads(line) for line in (LABELS / audit.file).read_text(encoding="utf-8").splitlines()]
    assert {row["set"] for row in judged} <= {each for sets, _ in audit.parts for each in sets}
    earlier = [json.loads(line) for file in audit.before for line in (LABELS / file).read_text(encoding="utf-8").splitlines()]
    assert not {(row["set"], row["id"]) for row in judged} & {(row["set"], row["id"]) for row in earlier}


def test_every_audit_that_is_measured_can_be_drawn() -> None:
    assert set(events.UNSEEN) <= set(events_kit.AUDITS)
