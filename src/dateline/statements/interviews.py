"""Interviews that name no speaker at the answers: "Q: ... A: ...", and questions that stand alone above what is answered.

Accepts "Q:" and "A:" lines (also "Q.", "Frage:", "Вопрос:"), at least two of each; and unlabelled lines that are questions to "you", at
least three, half of them with an answer of "I" or "we" below. Rejects lists of questions that an article or a company asks itself ("What is
known?"). Who answers is the person named most above the first question; questions are nobody's statements. On 590 dev pages three fit, all
interviews, and three of 838 in PolNeAR's train part, all interviews.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..types import Mention, Span
from .drafts import Draft, trimmed

_LABEL = re.compile(
    r"^[ \t\xa0]*(?:(?:(?P<asks>Q|Question|Frage|Вопрос)|(?P<answers>A|Answer|Antwort|Ответ))[ \xa0]?[:.][ \t\xa0]+|"
    r"(?P<glued>Q)(?=[A-Z][a-z]))(?=\S)",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\n]+")
#: German "sie" and "ihr" are she, they and her.
_YOU = re.compile(r"\b(?:(?i:you|your|yours|du|dich|dir|dein\w*|вы|вас|вам|ваш\w*)|Sie|Ihr\w*|Ihnen)\b")
#: "US" is a country.
_ME = re.compile(r"\b(?:(?i:I|me|my|we|our|ich|mich|mir|mein\w*|wir|uns|unser\w*|я|меня|мне|мы|нас|нам|наш\w*)|[Uu]s)\b")
#: A line that is quoted, behind a name or none.
_QUOTED = re.compile(r"(?:[^\n:“„«»\"]{1,40}:)?\s{0,3}[“„«»\"]")
#: Questions from which unlabelled ones are an interview, and the longest of them, in characters.
_QUESTIONS, _LONGEST = 3, 400
#: The share of questions to "you", and of answers of "I".
_SHARE = 0.5


def interview_drafts(text: str, names: Sequence[Mention]) -> Iterator[Draft]:
    """The answers of an interview without names at its lines, in order; nothing where the text is none."""
    labels = list(_LABEL.finditer(text))
    answers = [match for match in labels if match["answers"]]
    of_me = sum(_ME.search(text, match.end(), _line_end(text, match.end())) is not None for match in answers)
    who = _answering(names, labels[0].start()) if labels else None
    # What a company answers its customers ("Q: What is ...?") is no interview: few answers are of "I" or "we".
    if min(len(answers), len(labels) - len(answers)) >= 2 and of_me >= _SHARE * len(answers) * (1 if who is None else 0.5):
        for match, following in zip(labels, (*labels[1:], None), strict=True):
            if match["answers"]:
                end = following.start() if following else _line_end(text, match.end())
                cue = Span(match.end("answers"), match.end("answers") + 1)
                for number, line in enumerate(_LINE.finditer(text, match.end(), end)):
                    yield from _answer(text, line, cue if not number else None, who)
        return
    yield from _unlabelled(text, names)


def _unlabelled(text: str, names: Sequence[Mention]) -> Iterator[Draft]:
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    asks = [line.group().rstrip(" ”\"").endswith("?") and len(line.group()) < _LONGEST for line in lines]
    pairs = [n for n in range(len(lines) - 1) if asks[n] and not asks[n + 1]]
    to_you = sum(_YOU.search(lines[n].group()) is not None for n in pairs)
    of_me = sum(_ME.search(lines[n + 1].group()) is not None for n in pairs)
    least = max(_QUESTIONS, _SHARE * len(pairs))
    who = _answering(names, lines[pairs[0]].start()) if pairs else None
    if who is None or to_you < least or of_me < least:
        return
    # Where answers stand in quotation marks, other lines are the writer's.
    quoted = sum(_QUOTED.match(lines[n + 1].group()) is not None for n in pairs) >= _SHARE * len(pairs)
    for n, following in zip(pairs, (*pairs[1:], None), strict=True):
        # Below the last answer the article may go on in its own words.
        for line in lines[n + 1 : following if following is not None else n + 2]:
            if not line.group().rstrip().endswith("?") and (not quoted or _QUOTED.match(line.group())):
                yield from _answer(text, line, None, who)


def _answering(names: Sequence[Mention], end: int) -> Span | None:
    """The first place of the person named most before the first question."""
    above = [name for name in names if name.type == "person" and name.entity is not None and name.span.end <= end]
    often = Counter(name.entity.id for name in above if name.entity is not None)
    return next((name.span for name in above if name.entity is not None and often[name.entity.id] == max(often.values())), None)


def _answer(text: str, line: re.Match[str], cue: Span | None, who: Span | None) -> Iterator[Draft]:
    content = trimmed(text, line.start(), line.end())
    if content is not None and len(content) > 2 and (cue or who):
        yield Draft((content,), cue, who, "transcript", 0.8)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
