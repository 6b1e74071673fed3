"""Reported speech read off the English parse: reporting verb, its subject, and the clause or thing reported.

Accepts finite reporting clauses before, inside and after their content, participles that lean on a main verb ("noting ..."),
relative clauses ("officials, who said ..."), and objects of verbs such as "mention". Rejects verbs without a subject or content, passives,
whose subject does not speak ("the team was denied visas"), and denying somebody something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..language.tokens import on_one_line
from ..types import Span
from .drafts import Draft, trimmed
from .lexicon import OCCASIONS, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: "She was quoted as saying": here the subject of a passive speaks.
CITING = frozenset(["quote", "cite", "hear", "overhear", "report"])
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
#: Verbs of a clause that have no object beside it.
_WITHOUT_OBJECT = frozenset(["say", "claim", "believe", "think", "hope", "fear", "argue", "insist", "suspect", "feel", "guess"])


def clause_drafts(doc: Doc, text: str, within: Iterable[Span], verbs: frozenset[str]) -> Iterator[Draft]:
    """The statements that the parse shows at some verbs, in their base form, inside some spans of its text, in order of their cues."""
    stretches = (doc.char_span(span.start, span.end, alignment_mode="contract") for span in within)
    for number in sorted(
        {number for stretch in stretches if stretch is not None for number in range(stretch.start, stretch.end)}
    ):
        token = doc[number]
        if token.pos_ in ("VERB", "AUX") and (lemma := token.lemma_.casefold()) in verbs:
            draft = _reporting(text, token, lemma)
            if draft is not None:
                yield draft


def _reporting(text: str, verb: Token, lemma: str) -> Draft | None:
    subject = subject_of(verb)
    clause = next((t for t in verb.children if t.dep_ in ("ccomp", "parataxis") and t.i != verb.i), None)
    thing = lemma in lexicon("en").thing
    if clause is None and thing:
        clause = next((t for t in verb.children if t.dep_ in ("dobj", "obj")), None)
    if clause is None or subject is None or _withholds(verb, lemma):
        return None
    taken = {t.i for t in verb.children if t.dep_ in _SUBJECTS for t in t.subtree} | {verb.i}
    tokens = [t for t in clause.subtree if t.i not in taken and not t.is_space]
    if (subject_of_clause := _taken_for_object(verb, clause)) is not None:
        tokens = [t for t in verb.doc[subject_of_clause.left_edge.i : clause.right_edge.i + 1] if not t.is_space]
    pieces = _pieces(text, tokens)
    source = np_span(subject)
    cue = Span(verb.idx, verb.idx + len(verb))
    return Draft(pieces, cue, source, "clause", 0.7) if pieces else None


def _taken_for_object(verb: Token, clause: Token) -> Token | None:
    """What the parser takes for an object of a verb of claiming or thinking that has a clause too: "she believed the work helped improve"
    the harbour. Who is told, promised or warned is none."""
    thing = next((t for t in verb.children if t.dep_ == "dobj" and verb.i < t.i < clause.left_edge.i), None)
    if thing is None or verb.lemma_ not in _WITHOUT_OBJECT or thing.left_edge.i != verb.i + 1:
        return None
    apart = any(t.text == "," or t.dep_ == "mark" for t in verb.doc[thing.i : clause.i])
    return None if apart else thing


def _withholds(verb: Token, lemma: str) -> bool:
    """Whether a verb's subject is told or refused something rather than says it."""
    objects = [t for t in verb.children if t.dep_ in ("dobj", "dative")]
    return any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children) or (lemma == "deny" and len(objects) > 1)


def is_auxiliary(token: Token) -> bool:
    """Whether a word only helps another verb: "has" in "has learned"."""
    return token.pos_ == "AUX" and token.dep_ in ("aux", "auxpass")


def names_occasion(preposition: Token) -> bool:
    """Whether an occasion of speaking hangs from a preposition: "in a phone call", "during an interview"; not "in the letter"."""
    held = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    return held is not None and held.lemma_ in OCCASIONS and any(child.lower_ in ("a", "an") for child in held.children)


def subject_of(verb: Token) -> Any:
    """The subject of a verb on its line, looked for also at the verb it is joined to, leans on or hangs from; None if there is none."""
    subject = _subject(verb)
    return subject if subject is not None and on_one_line(subject, verb) else None


def _subject(verb: Token) -> Any:
    token: Any = verb
    for _ in range(4):
        own = next((t for t in token.children if t.dep_ in _SUBJECTS), None)
        if own is not None:
            if own.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
                return token.head
            return own
        if token.dep_ == "acl" or token.dep_ == "relcl":
            return token.head
        if token.dep_ not in ("conj", "advcl", "xcomp", "acomp", "pcomp", "prep", "aux", "ccomp") or token.head is token:
            return None
        if token.dep_ == "ccomp" and token.head.i > token.i:
            return None
        token = token.head
    return None


def np_span(head: Token) -> Span:
    """The noun phrase of a head with its apposition, without relative clauses and what else follows a comma."""
    right = head.left_edge if head.left_edge.i > head.i else head
    for child in head.rights:
        if child.dep_ in ("relcl", "acl", "advcl"):
            break
        if child.dep_ == "punct":
            continue
        apposed = child.dep_ == "appos" and not any(t.dep_ == "relcl" for t in child.rights)
        if not apposed and child.i != right.i + 1 and child.dep_ not in ("cc", "conj"):
            break
        right = child.right_edge
    return Span(head.left_edge.idx, right.idx + len(right))


def _pieces(text: str, tokens: list[Token]) -> tuple[Span, ...]:
    """The tokens as runs, cut where the reporting clause stands between them."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and token.i - runs[-1][-1].i == 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = [trimmed(text, run[0].idx, run[-1].idx + len(run[-1])) for run in runs]
    return tuple(s for s in spans if s is not None and (len(s) > 2 or len(spans) == 1))
