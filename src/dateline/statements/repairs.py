"""The parse corrects the tagger where it is sure: the subject that stands at a reporting verb speaks, and a clause is reported whole.

Accepts verbs of speech of the lexicon with a subject of their own beside them, outside the content. Rejects passives, and subjects and
clauses that would take in words of the cue.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from ..language.tokens import FINITE, on_one_line
from ..types import Span
from .clauses import CITING, is_auxiliary, names_occasion, np_span, subject_of
from .drafts import Draft
from .lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: A content that covers this share of the reported clause is extended to all of it.
SHARE = 0.3
#: Words that open a phrase and so end none.
_OPENERS = ("ADP", "DET", "CCONJ", "SCONJ")

_MEANING = ("VERB", "NOUN", "PROPN", "ADJ", "NUM")
#: What stands before its noun, and how many words behind a speaker the noun is looked for.
_BEFORE_NOUN, _BEHIND = ("compound", "amod", "nummod", "det", "advmod", "nmod", "quantmod", "predet"), 4
#: Words of the noun that opens a line, and how many words before its cue a line may begin.
_NAMING, _FAR = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART"), 24


def repaired(doc: Doc, draft: Draft) -> Draft:
    """The draft with its speaker and its content as the parse has them, where it is sure."""
    draft = _of_its_line(doc, draft)
    verb = reporting_verb(doc, draft)
    if verb is None:
        return draft
    return _content(doc, verb, _told_of(verb, _speaker(doc, verb, draft)))


def with_verb(doc: Doc, draft: Draft) -> Draft:
    """A cue that is a mere adverb or auxiliary goes on to its verb ("then" in "he then cited the report", "has" in "has learned"), or makes
    way for one farther on ("has over the" past months repeatedly warned)."""
    span = doc.char_span(draft.cue.start, draft.cue.end) if draft.cue is not None and draft.by == "tagger" else None
    if draft.cue is None or span is None or any(token.pos_ in _MEANING for token in span):
        return draft
    helping = next((token for token in span if is_auxiliary(token)), None)
    if helping is None and any(token.pos_ != "ADV" for token in span):
        return draft
    verb = helping.head if helping is not None else span.root.head
    beside = verb.pos_ == "VERB" and (
        0 < verb.i - span.root.i <= 3 or (helping is not None and len(span) > 1 and verb.i >= span.end)
    )
    near = verb.i - span.end < 3
    cue = Span(draft.cue.start if near else verb.idx, verb.idx + len(verb))
    others = [*draft.content, *([draft.source] if draft.source else [])]
    return replace(draft, cue=cue) if beside and not any(cue.overlaps(other) for other in others) else draft


def _of_its_line(doc: Doc, draft: Draft) -> Draft:
    """A speaker on a line above its cue ("NORLAND MOTORS" over "Norland is hoping") makes way for the noun that opens the cue's line."""
    cue, source = draft.cue, draft.source
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue is not None and draft.by == "tagger" else None
    if source is None or span is None or not len(span) or source.start > span.start_char:
        return draft
    first = span.start
    while first and "\n" not in doc[first - 1].text and span.start - first < _FAR:
        first -= 1
    above = first and "\n" in doc[first - 1].text and source.end <= doc[first].idx
    opening = list(takewhile(lambda token: token.pos_ in _NAMING, doc[first : span.start])) if above else []
    if not any(token.pos_ in ("NOUN", "PROPN", "PRON") for token in opening):
        return draft
    own = Span(opening[0].idx, opening[-1].idx + len(opening[-1]))
    return draft if any(own.overlaps(piece) for piece in draft.content) else replace(draft, source=own)


def _told_of(verb: Any, draft: Draft) -> Draft:
    """Without a speaker where that is who or what something is said about or to: "the illness is called", "the team was told"."""
    subject = next((t for t in verb.children if t.dep_ == "nsubjpass"), None)
    if subject is None or draft.source is None or verb.lemma_ in CITING:
        return draft
    return replace(draft, source=None) if draft.source.start <= subject.idx < draft.source.end else draft


def with_subject(doc: Doc, draft: Draft) -> Draft:
    """A tagger's draft without speaker gets the subject that its verb shares with the verb it is joined to or leans on."""
    if draft.cue is None or draft.by != "tagger" or not (draft.source is None or _is_article(doc, draft.source)):
        return draft
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    verb = next((t for t in span or () if t.pos_ == "VERB"), None)
    if span is not None and (verb is None or span.root.pos_ == "NOUN") and (giver := _giver(span)) is not None:
        whose = np_span(giver)
        return draft if any(whose.overlaps(c) for c in (draft.cue, *draft.content)) else replace(draft, source=whose)
    if verb is None or _is_passive(verb):
        return draft
    if span is not None and (own := _within(span, verb)) is not None:
        return replace(draft, source=Span(own.idx, own.idx + len(own)))
    subject = subject_of(verb) or _turned(verb)
    source = np_span(subject) if subject is not None else None
    if source and not any(source.overlaps(c) for c in (draft.cue, *draft.content)):
        return replace(draft, source=source)
    return draft if draft.source is None else replace(draft, source=None)


def _giver(cue: Any) -> Any:
    """Whose a noun of speech is: "warnings" from "his attorney", "criticism by the union". Of 38 such on PolNeAR's train part 35 are."""
    noun = next((token for token in cue if token.pos_ == "NOUN" and token.lemma_ in lexicon("en").nouns), None)
    ties = [child for child in noun.children if child.lower_ in ("from", "by") and child.i > noun.i] if noun is not None else []
    return next((child for tie in ties for child in tie.children if child.dep_ == "pobj"), None)


def _within(cue: Any, verb: Any) -> Any:
    """The pronoun that a cue begins with and that is the subject of its verb: "all" agreed, "it" is steering clear of."""
    first = cue[0]
    subject = first.pos_ == "PRON" or first.lower_ in ("all", "both", "some", "many", "others")
    return first if subject and first.dep_ == "nsubj" and (first.head in (verb, *verb.ancestors)) else None


def unsaid(doc: Doc, draft: Draft) -> Draft:
    """The draft without a speaker where its cue is that something seems or appears so: it does to the writer. Of 177 attributions of
    PolNeAR's train part with these verbs alone for their cue 172 name nobody."""
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand") if draft.cue and draft.by == "tagger" else None
    meaning = [token for token in span or () if token.pos_ in _MEANING]
    seems = len(meaning) == 1 and meaning[0].lemma_ in ("seem", "appear")
    return replace(draft, source=None) if seems and draft.source is not None else draft


def _turned(verb: Any) -> Any:
    """Who stands right behind a verb that follows a quotation: in "“Why?” asked the judge" the parser takes the judge for an object."""
    said = verb.i and verb.nbor(-1).text in ('"', "”", "''", "’", "'", "»")
    behind = next((child for child in verb.children if child.dep_ == "dobj" and child.left_edge.i == verb.i + 1), None)
    return behind if said and verb.tag_ in FINITE and verb.lemma_ in lexicon("en").quoting else None


def _is_article(doc: Doc, source: Span) -> bool:
    """Whether all that was found of a speaker is "the"."""
    span = doc.char_span(source.start, source.end, alignment_mode="expand") if len(source) <= 3 else None
    return span is not None and span[0].lower_ in ("the", "a", "an")


def closed(doc: Doc, draft: Draft) -> Draft:
    """The draft with a speaker that begins with whom an apposition describes ("Norland, the lake's only port," said) and ends in a noun
    ("according to the ministry over" a hundred people)."""
    span = doc.char_span(draft.source.start, draft.source.end, alignment_mode="expand") if draft.source else None
    if draft.source is None or span is None or not len(span):
        return draft
    kept = _before_occasion(span)
    first = 1 if span[0].tag_ in ("WP", "WDT") and len(span) > 1 and span[1].pos_ in ("NOUN", "PROPN", "DET", "ADJ", "PRON") else 0
    if first and kept > 1:
        # "Who prosecutors say ran the scheme": the pronoun is what is said of.
        return closed(doc, replace(draft, source=Span(span[1].idx, draft.source.end)))
    while kept > 1 and (span[kept - 1].pos_ in _OPENERS or span[kept - 1].text == "," or _breaks_off(span, kept)):
        kept -= 1
    end = draft.source.end if kept == len(span) else span[kept - 1].idx + len(span[kept - 1])
    if kept == len(span) and (noun := _noun_behind(span, draft.cue)) is not None:
        end = noun.idx + len(noun)
    # The parser may take "the lake's only port and market" for a second and a third member beside the name.
    named = span.root.head if span.root.dep_ in ("appos", "conj") else span.root
    described = named.pos_ == "PROPN" and span.root.pos_ == "NOUN" and on_one_line(named, span.root)
    apart = described and named.i == span.start - 2 and doc[span.start - 1].text == ","
    source = Span(named.left_edge.idx if apart else draft.source.start, end)
    return draft if any(source.overlaps(c) for c in draft.content) else replace(draft, source=source)


def _before_occasion(span: Any) -> int:
    """How many words of a speaker stand before the occasion on which is spoken: "Name with the agency" in a Monday analysis."""
    for number, token in enumerate(span):
        if number and token.lower_ in ("in", "during") and names_occasion(token):
            return number
    return len(span)


def _breaks_off(span: Any, kept: int) -> bool:
    """Whether a speaker breaks off behind a participle or a relative pronoun: "The report, published" on Monday, "a firm that" counts it.
    "Many of whom" does not."""
    if span[kept - 1].tag_ in ("WP", "WDT"):
        return kept > 1 and span[kept - 2].pos_ != "ADP"
    return kept > 2 and span[kept - 1].tag_ in ("VBN", "VBG") and span[kept - 2].text == ","


def _noun_behind(span: Any, cue: Span | None) -> Any:
    """The noun that a speaker breaks off before: "At least" one member said, "virtually" all members voiced support, barely mentioned in
    "this year's U.S." race."""
    noun = _noun_of(span, span.root)
    broken = not any(token.pos_ in ("NOUN", "PRON", "PART") for token in span)
    if noun is None or not broken:
        last = span[-1]
        noun = _noun_of(span, last) if last.dep_ in ("compound", "amod", "nummod", "nmod") and last.ent_type_ != "PERSON" else None
    if noun is None:
        return None
    # What stands behind its cue may go on to its noun as well.
    clear = cue is None or noun.idx + len(noun) <= cue.start or span.start_char >= cue.end
    return noun if clear and on_one_line(span[0], noun) else None


def _noun_of(span: Any, word: Any) -> Any:
    """The noun behind a speaker that a word of it stands before, with nothing else between; None if there is none."""
    noun = word
    while noun.dep_ in _BEFORE_NOUN and noun.head.i < span.end + _BEHIND and noun.head.i >= span.end:
        noun = noun.head
    between = noun.doc[span.end : noun.i + 1]
    # In "Trump demands accountability" the parser may take the verb for a noun: in front of another noun few stand in the plural.
    naming = all(token.pos_ in _NAMING for token in between) and not any(token.tag_ == "NNS" for token in between[:-1])
    whole = noun.i >= span.end and noun.pos_ in ("NOUN", "PROPN") and naming
    return noun if whole else None


def _is_passive(verb: Any) -> bool:
    if any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.children):
        return True
    return bool(verb.tag_ == "VBN") and not any(t.lemma_ == "have" and t.dep_ == "aux" for t in verb.children)


def reporting_verb(doc: Doc, draft: Draft) -> Any:
    """The verb of speech in the cue of a tagger's draft, or None."""
    if draft.cue is None or draft.by != "tagger":
        return None
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    words = lexicon("en")
    speech = words.plain | words.quoting
    return next((t for t in span or () if t.pos_ == "VERB" and t.lemma_.casefold() in speech), None)


def _speaker(doc: Doc, verb: Any, draft: Draft) -> Draft:
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "PRON") or subject.lower_ in ("who", "which", "that"):
        return draft
    held = [subject] + [t for t in verb.children if t.dep_ == "dobj" and verb.lemma_ in ("quote", "cite")]
    if draft.source is not None and any(draft.source.start <= token.idx < draft.source.end for token in held):
        return draft
    span = np_span(subject)
    beside = abs(subject.i - verb.i) <= 6 and on_one_line(subject, verb)
    if not beside or any(span.overlaps(piece) for piece in draft.content) or (draft.cue is not None and span.overlaps(draft.cue)):
        return draft
    return replace(draft, source=span)


def _content(doc: Doc, verb: Any, draft: Draft) -> Draft:
    """ "A and B, officials said": the clause before the verb is content from its first word, and so is one behind it ("said on Friday
    its head, Name, will retire")."""
    if len(draft.content) != 1 or verb.dep_ != "ROOT":
        return draft
    clause = next((t for t in verb.children if t.dep_ == "ccomp" and (t.i < verb.i or t.left_edge.i > verb.i)), None)
    if clause is None:
        return draft
    whole = Span(clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge))
    piece = draft.content[0]
    fits = whole.start < piece.start and whole.end >= piece.end - 2 and len(piece) >= SHARE * len(whole)
    clear = draft.cue is not None and not whole.overlaps(draft.cue) and not (draft.source and whole.overlaps(draft.source))
    return replace(draft, content=(Span(whole.start, piece.end),)) if fits and clear else draft
