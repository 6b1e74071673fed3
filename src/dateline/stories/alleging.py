"""Whether a report only has it said that something happened: "allegedly shelled", "accused of striking a deal".

Accepts words of allegation that govern the trigger: an adverb or a phrase ("is believed to have") at most two words before it, an
adjective before a noun ("an alleged attack"), a statement whose cue claims or alleges. Rejects those that stand by something else ("a
suspected boss was arrested") and what is still to come or depends on something ("would be sentenced if convicted"). English, and adverbs
in Russian and Azerbaijani. Of 29 events found so on development pages and ECB+'s development side, on which the patterns were made, 27
were only said to be.
"""

from __future__ import annotations

import re

from ..types import Event, Item

#: Characters before a trigger that are looked at, within its sentence.
_BEFORE = 80
_ADVERB = r"(?:allegedly|reportedly|purportedly|supposedly|предположительно|якобы|iddiaya görə|guya)\W+(?:[\w’'-]+\W+){0,2}"
_BLAMED = r"(?:accused|suspected) of (?:[\w’'-]+\W+){0,2}"
_HELD = r"(?:believed|thought|rumou?red|said|understood) to (?:have|be) (?:[\w’'-]+\W+){0,2}"
_TOLD = (
    r"(?:alleg(?:es?|ed|ations?|ing)|claim(?:s|ed|ing)?|unconfirmed reports?|rumou?rs|unclear|not clear|not known) "
    r"(?:that|of|whether|if) (?:[\w’'-]+\W+){0,5}"
)
_GOVERNS = re.compile(rf"\b(?:{_ADVERB}|{_BLAMED}|{_HELD}|{_TOLD})$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"\b(?:alleged|suspected|purported|rumou?red) (?:in )?(?:[\w’'-]+ )?$", re.IGNORECASE)
_CUE = re.compile(r"(?:alleg|claim)", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|could|may|might|can|if|unless|whenever)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?;\n]")


def alleged(item: Item, event: Event) -> bool:
    """Whether the item says that it is said, and does not tell it as happened."""
    if event.certainty not in ("asserted", "reported", "possible"):
        return False
    start = event.trigger.start
    before = _SENTENCE.split(item.text[max(0, start - _BEFORE) : start])[-1]
    trigger = event.trigger.of(item.text)
    govern = _GOVERNS.search(before) or (None if trigger.endswith("ed") else _ADJECTIVE.search(before))
    if govern is not None:
        return not _TO_COME.search(govern[0])
    said = event.reported_by
    return (
        event.certainty == "reported" and said is not None and said.cue is not None and bool(_CUE.match(said.cue.of(item.text)))
    )
