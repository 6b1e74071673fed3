"""Lines that attribute nothing to anybody, from guides, blogs and news of dev pages: what the statement tagger must leave alone.

PolNeAR is political reporting, where nearly every sentence attributes something. A line is taken if it has no quotation mark, no phrase
such as "according to" and no noun of speech, and each of its verbs of speech, belief or intention (cues.yaml) either has the writer or
the reader for a subject, or none, or is a verb of many senses ("show", "find", "call") with a mere thing for an object. Labelled by these
rules, not by people. Sites of scrapinghub and fundus_fixtures are left out: the sentences that measure false statements are theirs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

import dateline
from bench.harness import records
from dateline.language.parsing import english
from dateline.statements.clauses import subject_of
from dateline.statements.lexicon import lexicon
from dateline.types import INNER_ACTS

#: The part of the truth that holds the text; the pages of trafilatura_eval are read by the product itself.
SETS = {"wcxb_articles": "body", "fundus_eval": "paragraphs", "trafilatura_eval": ""}
MEASURED = ("scrapinghub", "fundus_fixtures")
#: Lines of a page, the first in order of a hash, and how many of those without any word of speech: one in so many.
MOST, PLAIN = 20, 3
_MARKS = frozenset("\"“”„«»‘'’`")
_OWN = frozenset(["i", "we", "you"])
_CLAUSES = ("ccomp", "xcomp", "parataxis")
_ENGLISH = frozenset(["the", "of", "and", "to", "in", "is", "for", "with", "that"])
#: Verbs of the lexicon that are seldom speech when a thing is their object.
_MANY_WORDS = """
show find call see go read point put mean try offer appear seem consider view run feature express register release publish know
understand remember learn feel raise continue follow highlight reflect accept decide need answer echo charge compare order press
project speak talk post
"""
_MANY_SENSES = frozenset(_MANY_WORDS.split())


def plain_documents(data: Path) -> Iterator[dict[str, Any]]:
    """One document a page, as a record of PolNeAR without attributions; pages with fewer than three such lines are left out."""
    measured = {record["site"] for name in MEASURED for record in records(data / "pages" / name, "truth")}
    for name, part in SETS.items():
        for record in records(data / "pages" / name, "truth" if part else "pages"):
            if record["site"] in measured:
                continue
            lines = _lines(record, part)
            docs = english().pipe(filter(_is_prose, map(str.strip, lines)))
            kept = [doc.text for doc in docs if attributes_nothing(doc) and (_tempts(doc) or _hash(doc.text) % PLAIN == 0)]
            kept = [line for line in kept if line in sorted(kept, key=_hash)[:MOST]]
            if len(kept) >= 3:
                yield {"id": f"{name}/{record['id']}", "text": "\n".join(kept), "attributions": []}


def _lines(record: Mapping[str, Any], part: str) -> list[str]:
    if part:
        found = record.get(part) or ""
        return found if isinstance(found, list) else str(found).split("\n")
    page = dateline.read(record["html"], facts=False)
    return [line for item in page.items if item.kind == "article" and page.language == "en" for line in item.paragraphs]


def _hash(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def _tempts(doc: Doc) -> bool:
    """Whether a line holds a word of speech in another sense."""
    return any(token.lemma_.casefold() in lexicon("en").acts for token in doc if token.pos_ == "VERB")


def _is_prose(line: str) -> bool:
    words = line.split()
    return 6 <= len(words) <= 150 and len(_ENGLISH & {word.casefold() for word in words}) >= 2


def attributes_nothing(doc: Doc) -> bool:
    """Whether a line passes the rules above."""
    words = lexicon("en")
    lower = doc.text.casefold()
    if any(phrase in lower for phrase in words.phrases) or any(mark in doc.text for mark in _MARKS - {"'", "’"}):
        return False
    return not any(_speaks(token, token.lemma_.casefold()) for token in doc)


def _speaks(token: Token, lemma: str) -> bool:
    words = lexicon("en")
    if token.pos_ == "NOUN":
        return lemma in words.nouns and words.nouns[lemma] not in INNER_ACTS
    if token.pos_ not in ("VERB", "AUX") or lemma not in words.acts:
        return False
    subject: Any = subject_of(token)
    if subject is None:
        return lemma in words.plain and token.tag_ in ("VBD", "VBZ", "VBP")
    if subject.lower_ in _OWN:
        return False
    return lemma not in _MANY_SENSES or any(child.dep_ in _CLAUSES for child in token.children)
