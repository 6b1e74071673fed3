"""Words that a pattern without case found, looked up in a table of small letters."""

from __future__ import annotations

import re

import pytest

from dateline.tables import cell, plain_case


@pytest.mark.parametrize("word", ["Fınance", "FİNANCE"])
def test_a_word_with_an_odd_letter_stands_in_no_table(word: str) -> None:
    table = {"finance": 1}
    assert re.search("finance", word, re.IGNORECASE) is not None
    assert cell(table, word) is None and cell(table, "FINANCE") == 1


@pytest.mark.parametrize("letter", "İıſ\u212a")
def test_a_text_with_an_odd_letter_is_no_plain_one(letter: str) -> None:
    assert not plain_case(f"ça va {letter}")
    assert plain_case("ça va I S K i s k")
