"""Which drafts an item gets: the tagger's for English, those of marks and cue verbs for other languages, and what the layout shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..expressions.located import Located
from ..language.parsing import is_parsed
from ..types import Mention, Span
from .countering import countered
from .crediting import credit_drafts
from .deeds import happens
from .doubting import believed
from .drafts import Draft, length, overlap, tidied
from .estimates import estimate_drafts
from .frames import bounded, cited, impersonal
from .german import reported_drafts
from .headlines import headed
from .insertion import inserted
from .layout import layout_drafts
from .linking import merged, tagger_drafts
from .listing import listed
from .marks import OPENING, Quotation
from .over_lines import carried, opened, run_on
from .placing import Placing, crossing
from .quotes import is_title, quote_drafts
from .repairs import closed, repaired, unsaid, with_subject, with_verb
from .shaping import shaped
from .sharing import of_cue, parted, resumed
from .tagger import tagger
from .whole_quotes import alone

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: What a cue ends in whose content may be one word.
_FOR = re.compile(r"\b(?:for|of|against|about)$")


def drafts_of(text: str, marks: Sequence[Quotation], language: str, parsed: Doc, names: Sequence[Mention] = ()) -> list[Draft]:
    """All drafts but the nested ones, in order of their content. `names`: the persons, organisations and countries that the text names."""
    if language != "en":
        drafts = list(quote_drafts(text, marks, language, parsed, names))
        if language == "de":
            said = Placing(drafts)
            drafts += [draft for draft in reported_drafts(text, marks, names) if not said.touching(draft.content)]
    else:
        # In "Qaboos bin Said" nobody said anything.
        persons = Located((name.span, name.span) for name in names if name.type == "person")
        tagged = [
            draft
            for found in tagger_drafts(text, tagger().tag(text, marks), marks)
            if (draft := _kept(text, found, marks, parsed))
            and not (draft.cue and any(person.contains(draft.cue) for person in persons.over(draft.cue)))
        ]
        drafts = combined(tagged, quote_drafts(text, marks, language, parsed))
        if is_parsed(parsed):
            drafts = [
                alone(text, parsed, bounded(text, parsed, inserted(text, parsed, cited(text, parsed, draft)))) for draft in drafts
            ]
            drafts = [of_cue(parsed, draft) for draft in drafts]
            drafts = [
                unsaid(parsed, with_subject(parsed, closed(parsed, shaped(text, repaired(parsed, draft), parsed)))) for draft in drafts
            ]
            drafts = resumed(text, parsed, [draft for draft in drafts if not happens(draft, parsed)])
            drafts = countered(text, parsed, [part for draft in drafts for part in parted(text, parsed, draft, marks)])
            drafts = listed(text, parsed, drafts)
            said = Placing(drafts)
            drafts += [draft for draft in estimate_drafts(parsed) if not said.touching(draft.content)]
    drafts = carried(text, opened(text, run_on(text, drafts, marks), marks), marks)
    drafts = headed(text, _with_layout(drafts, list(layout_drafts(text, names))), marks, names, parsed)
    tidy = (tidied(text, draft) for draft in (*drafts, *credit_drafts(text)))
    return sorted(filter(partial(_says, text), tidy), key=_place)


def _kept(text: str, found: Draft, marks: Sequence[Quotation], parsed: Doc) -> Draft | None:
    """A draft of the tagger with a whole cue; None if it is no statement."""
    whole = with_verb(parsed, found) if is_parsed(parsed) else found
    draft = impersonal(text, parsed, whole)
    if _is_title(text, draft, marks) or (draft is whole and not believed(text, draft, marks, parsed)):
        return None
    return draft


def _is_title(text: str, draft: Draft, marks: Sequence[Quotation]) -> bool:
    """Whether all that a draft holds is the title of a work."""
    first, *others = draft.content
    held = crossing(marks, first.start, first.end)
    if others or len(held) != 1 or first.start < held[0].start or held[0].end < first.end:
        return False
    return is_title(text, held[0], draft.cue, draft.source)


def combined(tagged: Iterable[Draft], marked: Iterable[Draft]) -> list[Draft]:
    """The tagger's drafts, given a speaker by the marks where they lack one, and the quotations that the tagger passed over."""
    drafts = Placing(tagged)
    for draft in marked:
        held = drafts.touching(draft.content)
        if draft.by == "dash":
            inner = (n for n in held if drafts[n].cue is not None and length(drafts[n].content) < 0.5 * length(draft.content))
            drafts.drop(set(held) - set(inner))
            drafts.add(draft)
        elif not held:
            if draft.source is not None and (draft.cue is None or draft.confidence > 0.5):
                drafts.add(draft)
        elif len(held) == 1:
            own = drafts[held[0]]
            said = any(draft.source.overlaps(piece) for piece in own.content) if draft.source is not None else True
            another = own.cue is not None and draft.cue is not None and not own.cue.overlaps(draft.cue)
            if own.source is None and not said and not another:
                drafts.put(held[0], replace(own, source=draft.source, cue=own.cue or draft.cue))
            elif another and not said and (rest := _of_others(own, draft)):
                drafts.put(held[0], replace(own, content=rest))
                drafts.add(draft)
        elif draft.cue is not None:
            _join(drafts, held)
    return list(drafts)


def _of_others(own: Draft, draft: Draft) -> tuple[Span, ...]:
    """The pieces of a draft that another with a cue of its own leaves: "“A,” Lind wrote, and “B,” he told the Harbour Post" is two. None if
    that cue does not stand between the quotation and what is left, or the draft's own cue does."""
    assert own.cue is not None and draft.cue is not None
    rest = tuple(piece for piece in own.content if overlap((piece,), draft.content) == 0)
    apart = draft.source is not None and rest and draft.content[0].end <= draft.cue.start < rest[0].start
    return rest if apart and own.cue.start > draft.cue.end and own.cue.start >= rest[0].end else ()


def _join(drafts: Placing, held: Sequence[int]) -> None:
    """ "A," she said. "B." is one statement: pieces without a cue join the one that has it."""
    speaking = [n for n in held if drafts[n].cue is not None]
    silent = {n for n in held if drafts[n].cue is None and drafts[n].source is None}
    if len(speaking) != 1 or not silent:
        return
    pieces = merged([span for n in (*speaking, *silent) for span in drafts[n].content])
    drafts.put(speaking[0], replace(drafts[speaking[0]], content=tuple(pieces)))
    drafts.drop(silent)


def _with_layout(drafts: Sequence[Draft], layout: Sequence[Draft]) -> list[Draft]:
    """What the layout shows stands; of the others, those that lie inside it without a cue of their own go."""
    kept = []
    shown, cues = Placing(layout), {own.cue for own in layout}
    for draft in drafts:
        if draft.cue in cues and draft.cue is not None:
            continue
        around = [shown[n] for n in shown.touching(draft.content)]
        within = sum(overlap(draft.content, own.content) for own in around)
        if not around or (draft.cue is not None and within < 0.6 * length(around[0].content)):
            kept.append(draft)
    return [*kept, *layout]


def _says(text: str, draft: Draft) -> bool:
    """Whether a draft says something: two words, or a quotation, with a cue or a speaker; one word of what is called for ("for calm")."""
    if draft.cue is None and draft.source is None:
        return False
    said = [span.of(text) for span in draft.content]
    if not any(sign.isalnum() for piece in said for sign in piece):
        return False
    words = sum(len(piece.split()) for piece in said)
    called_for = draft.cue is not None and draft.source is not None and _FOR.search(text, draft.cue.start, draft.cue.end)
    one = said[0].isalpha() and said[0].islower() and len(said[0]) > 3 and called_for is not None
    return words > 1 or one or text[draft.content[0].start] in OPENING or draft.by in ("dash", "layout", "transcript")


def _place(draft: Draft) -> tuple[int, int]:
    return draft.content[0].start, draft.cue.start if draft.cue else -1
