"""Russian names and the case of words: slovnet's taggers, whose weights ship inside the package natasha, and pymorphy3's dictionary.

All of it is the extra `dateline[ru]`, is loaded when the first Russian text asks for it, runs on the CPU with numpy alone, and fetches
nothing: the weights are found by the path of the installed package, whose own code is never imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..types import Span

#: What a page in Russian is told where the extra is missing.
MISSING = "names in Russian are read by tables alone; for the others: pip install 'dateline[ru]'"
_NEEDED = ("natasha", "slovnet", "navec", "razdel", "pymorphy3", "pymorphy3_dicts_ru")
_EMBEDDING, _NER, _MORPH = (
    "emb/navec_news_v1_1B_250K_300d_100q.tar",
    "model/slovnet_ner_news_v1.tar",
    "model/slovnet_morph_news_v1.tar",
)
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


@dataclass(frozen=True, slots=True)
class Word:
    """A token: its span in the text, part of speech (UD), and case, gender and number in pymorphy's terms, each "" where unknown."""

    span: Span
    text: str
    pos: str
    case: str
    gender: str
    number: str


@dataclass(frozen=True, slots=True)
class Form:
    """A reading of a word: its nominative, the case, gender and number in which the word stands, whether it is a personal name,
    and whether the dictionary has the word or guesses at it."""

    nominative: str
    lemma: str
    part: str
    case: str
    gender: str
    number: str
    personal: bool
    known: bool


@lru_cache(maxsize=1)
def available() -> bool:
    """Whether the extra is installed; nothing is imported to find out."""
    return all(find_spec(name) is not None for name in _NEEDED)


@lru_cache(maxsize=1)
def _taggers() -> tuple[Any, Any]:
    """The taggers of names and of parts of speech over one embedding: loaded once a process, in about a second."""
    from navec import Navec
    from slovnet import NER, Morph

    spec = find_spec("natasha")
    assert spec is not None and spec.submodule_search_locations
    data = Path(spec.submodule_search_locations[0]) / "data"
    embedding = Navec.load(data / _EMBEDDING)
    return NER.load(data / _NER).navec(embedding), Morph.load(data / _MORPH).navec(embedding)


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=4)
def tagged(text: str) -> tuple[list[tuple[Span, str]], list[Word]]:
    """Names with their tags (PER, LOC, ORG) and the words of a text, line by line, in order. Needs the extra."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if re.search(r"[А-Яа-яЁё]", match[0])]
    ner, _ = _taggers()
    names = [
        (Span(line.start() + found.start, line.start() + found.stop), found.type)
        for line, markup in zip(lines, ner.map([line[0] for line in lines]), strict=True)
        for found in markup.spans
    ]
    return names, list(_words(lines))


def sentences(text: str) -> list[int]:
    """Where the sentences of a text begin, line by line. Needs the extra."""
    from razdel import sentenize

    lines = re.finditer(r"[^\n]+", text)
    return [line.start() + sentence.start for line in lines for sentence in sentenize(line[0])]


def _words(lines: list[re.Match[str]]) -> Iterator[Word]:
    from razdel import tokenize

    _, morph = _taggers()
    tokens = [list(tokenize(line[0])) for line in lines]
    for line, own, markup in zip(lines, tokens, morph.map([[t.text for t in own] for own in tokens]), strict=True):
        for token, tag in zip(own, markup.tokens, strict=True):
            feats = tag.feats
            yield Word(
                Span(line.start() + token.start, line.start() + token.stop),
                token.text,
                tag.pos,
                _CASES.get(feats.get("Case", ""), ""),
                _GENDERS.get(feats.get("Gender", ""), ""),
                feats.get("Number", "").casefold(),
            )


@lru_cache(maxsize=8192)
def forms(word: str) -> tuple[Form, ...]:
    """The readings of a word as noun or adjective, the likeliest first, with the capitals of the word kept. Needs the extra."""
    found = []
    for reading in _dictionary().parse(word):
        tag = reading.tag
        part = str(tag.POS or "")
        if part not in ("NOUN", "ADJF", "PRTF") or not tag.case:
            continue
        personal = any(mark in tag for mark in ("Surn", "Name", "Patr"))
        found.append(
            Form(
                _as_written(word, _nominative(reading)),
                reading.normal_form,
                part,
                {"gen2": "gent", "loc2": "loct", "acc2": "accs", "gen1": "gent"}.get(tag.case, str(tag.case)),
                str(tag.gender or ""),
                str(tag.number or ""),
                personal,
                bool(reading.is_known),
            )
        )
    return tuple(found)


def _nominative(reading: Any) -> str:
    """The nominative of a reading in its number and gender; of several ("высший", "высочайший") the one that the word is like."""
    same = [
        form.word
        for form in reading.lexeme
        if form.tag.case == "nomn" and form.tag.number == reading.tag.number and form.tag.gender == reading.tag.gender
    ]
    return max(same, key=lambda form: _shared(form, reading.word), default=str(reading.word))


def _shared(one: str, other: str) -> int:
    """The letters that two words open with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _as_written(word: str, form: str) -> str:
    """A form with the capitals of the word: part by part where hyphens join it."""
    form = form if "ё" in word.casefold() else form.replace("ё", "е")
    if word.isupper():
        return form.upper()
    parts, ours = form.split("-"), word.split("-")
    if len(parts) != len(ours):
        return form[:1].upper() + form[1:] if word[:1].isupper() else form
    return "-".join(p[:1].upper() + p[1:] if own[:1].isupper() else p for p, own in zip(parts, ours, strict=True))
