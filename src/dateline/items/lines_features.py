"""What one line of bare text shows by itself: its words and names, how it opens and ends, whether it reads like prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..remembering import remembered

Value = TypeVar("Value")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
#: Scripts written without spaces, as a class of characters.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af"
_WIDE = re.compile(f"[{_UNSPACED}]")
_STOP = frozenset(
    "about above after again against also although among amid another around because been before being below between both called came can come could "  # noqa: E501, SIM905
    "days does doing done down during each even every first from further gave give given goes going have having here his how however including into its "  # noqa: E501
    "just last later like made make many may might more most much must near never next not now only other others our out over own part people per "  # noqa: E501
    "said same says second see seen several shall she should since some still such take than that the their them then there these they this those "  # noqa: E501
    "though three through time told too toward two under until upon used very want was way well were what when where which while who whom whose why "  # noqa: E501
    "will with within without would year years yet you your he her him for and are but had has one all any new her".split()
)
_PRONOUN = re.compile(
    r"^[\"“„«'‘(]?(?:he|she|they|it|his|her|their|its|this|that|these|those|both|such|him|them|er|sie|dies\w*|il|elle|ils|elles|cette?|él|ella|ellos|este|esta|"
    r"он|она|они|его|её|ее|их|этот|эта|это|эти|о[лн]|onun|onlar|bu|олар|ол|оның|bunun|onların)\b",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"^[\"“„«'‘(]?(?:but|and|however|meanwhile|also|still|yet|so|then|in addition|moreover|furthermore|additionally|according to|asked|for (?:his|her|its|their)|instead|"  # noqa: E501
    r"nevertheless|nonetheless|despite (?:this|that|the)|as a result|for example|for instance|on the other|at the same time|regarding|earlier|later|separately|previously|speaking|"  # noqa: E501
    r"кроме того|однако|при этом|между тем|по (?:его|её|ее|их) словам|также|ранее|bundan (?:əlavə|başqa)|eyni zamanda|lakin|həmçinin|сонымен қатар|бұдан бөлек|"  # noqa: E501
    r"zudem|jedoch|aber|außerdem|par ailleurs|en outre|mais|cependant|además|pero|sin embargo|ayrıca|ancak|öte yandan)\b",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:he|she|they) (?:also )?(?:said|says|told|added|noted|stated|wrote|explained|stressed|continued|argued)\b|\b(?:он|она) (?:\w+ )?(?:сказал|отметил|добавил|заявил|подчеркнул)",  # noqa: E501
    re.IGNORECASE,
)
_OPENERS, _CLOSERS = "\"“„«‘'", "\"”“»’'"
_END = ".!?…。！？։؟।۔"
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORT_FORM = re.compile(r"(?:[A-Z]\.)+|Mr\.|Mrs\.|Dr\.|St\.")
_WIDE_COUPLE = re.compile(f"[{_UNSPACED}]{{2}}")
_BREAK = re.compile(r"[.!?…][\"”»’)]? +[\"“„«‘(]?[A-ZÀ-ÞА-ЯƏİĞÜŞÇÖҚҒҢӘІҰӨҺ]|[。！？] ?\S|[।۔؟] +\S")
# Vowel signs of Indic scripts are no letters to `\w`.
_STEM = re.compile(r"(?:[^\W_]|[\u0900-\u0963\u0970-\u0dff]){4,}")
_WIDE_PAIR = re.compile(f"(?=([{_UNSPACED}]{{2}}))")
# A lead closes on its source: "..., officials said on Monday."
_SOURCED_END = re.compile(
    r"\b(?:said|says|reported|reports|announced|confirmed)(?: (?:on|late|early) )?(?: ?(?:mon|tues|wednes|thurs|fri|satur|sun)day)?(?: \([^)]{3,20}\))?\W*$"  # noqa: E501
    r"|\baccording to (?:an? |the )?[\w’' -]{3,40}\W*$",
    re.IGNORECASE,
)


#: Words up to which a line can be one of a list, and the marks by which such lines are alike.
LISTED = 25
_MARKS = re.compile(r"\d|[–—@:|()/%$€£#•*→×-]")


def stems(text: str) -> set[str]:
    """Words of four letters and more, cut to six; overlapping pairs of characters in scripts without spaces."""
    found = {word[:6] for word in _STEM.findall(text.casefold())}
    return found if text.isascii() else found | set(_WIDE_PAIR.findall(text))


class once(Generic[Value]):
    """A property that is worked out when it is first asked for and then kept. That of functools takes a lock each time in Python 3.11:
    8 % of the time of reading a page."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self.work, self.__doc__ = work, work.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> Value:
        value = instance.__dict__[self.work.__name__] = self.work(instance)
        return value


@dataclass(frozen=True)
class Line:
    """One line of bare text; `line_of` gives it."""

    text: str

    @once
    def words(self) -> list[str]:
        """What stands between spaces."""
        return self.text.split()

    @once
    def tokens(self) -> list[str]:
        return _WORD.findall(self.text)

    @once
    def folded(self) -> list[str]:
        """The tokens in one case."""
        return _WORD.findall(self.text.casefold())

    @once
    def stems(self) -> frozenset[str]:
        """Words of four letters and more, cut to six; overlapping pairs of characters in scripts without spaces."""
        return frozenset(stems(self.text))

    @once
    def size(self) -> int:
        """Words; in scripts written without spaces two characters count as one."""
        wide = 0 if self.text.isascii() else len(_WIDE.findall(self.text))
        return max(len(self.words), wide // 2)

    @once
    def _capitals(self) -> tuple[frozenset[str], frozenset[str]]:
        """Capitalised words, without possessive, cut to seven letters: inside a sentence, at the start of one."""
        inside: set[str] = set()
        first: set[str] = set()
        opens = True
        for word in self.words:
            if not word[0].islower():
                bare = word.strip("\"'“”‘’„«»()[].,:;!?…-–—")
                if len(bare) > 2 and bare[0].isupper():
                    (first if opens else inside).add(_POSSESSIVE.sub("", bare).casefold()[:7])
            opens = word.endswith((".", "!", "?", "…")) and not _SHORT_FORM.fullmatch(word)
        return frozenset(inside), frozenset(first - inside)

    @once
    def form(self) -> tuple[bool, bool, bool, frozenset[str]] | None:
        """What a line of a list has in common with the next: capital or not, digit first or not, a sentence's end, its marks; None for what
        is too long."""
        if self.size > LISTED or not self.text:
            return None
        marks = frozenset("0" if mark.isdigit() else mark for mark in _MARKS.findall(self.text))
        return self.text[0].isupper(), self.text[0].isdigit(), self.ends, marks

    @once
    def small(self) -> frozenset[str]:
        """Words in small letters, cut alike."""
        return frozenset({word[:7] for word in self.words if word[:1].islower()})

    @property
    def names(self) -> frozenset[str]:
        """Capitalised words that do not open a sentence, without possessive, cut to seven letters."""
        return self._capitals[0]

    @property
    def openers(self) -> frozenset[str]:
        """Capitalised words that open a sentence, cut alike."""
        return self._capitals[1]

    @once
    def content(self) -> frozenset[str]:
        """Words that carry topic, cut to six letters; pairs of characters in scripts without spaces."""
        found = {
            _POSSESSIVE.sub("", word).casefold()[:6] for word in self.tokens if len(word) > 3 and word.casefold() not in _STOP
        }
        return frozenset(found) if self.text.isascii() else frozenset(found | set(_WIDE_COUPLE.findall(self.text)))

    @once
    def cut(self) -> bool:
        """Whether the line breaks off with an ellipsis."""
        return self.text.endswith(("...", "…"))

    @once
    def ends(self) -> bool:
        """Whether the line ends as a sentence does."""
        return self.text.rstrip(_CLOSERS + ")] ")[-1:] in _END and bool(self.text)

    @once
    def is_prose(self) -> bool:
        """Sentences, as against a headline or a label."""
        return (self.ends and self.size >= 8) or self.size >= 20

    @once
    def quoted(self) -> bool:
        """Whether the line opens with a quotation mark."""
        return self.text[:1] in _OPENERS

    @once
    def continues(self) -> bool:
        """Whether the line can only go on from another: it opens with a pronoun or a connective."""
        return bool(_PRONOUN.match(self.text) or _CONNECTIVE.match(self.text))

    @once
    def refers_back(self) -> bool:
        """Whether a personal pronoun stands in the line's reporting clause: "..., he said"."""
        return bool(_REFERS.search(self.text))

    @once
    def sentences(self) -> int:
        """How many sentences, roughly."""
        return 1 + len(_BREAK.findall(self.text))

    @once
    def is_lead(self) -> bool:
        """Whether the line reads like a report in one sentence, closed by its source or with the place and day of an event."""
        return (
            self.sentences == 1
            and self.size >= 10
            and not self.quoted
            and not self.continues
            and bool(_SOURCED_END.search(self.text[-120:]))
        )


#: Lines that are remembered from page to page: a site says much on every page of it, and many sites say the same. About 30 MB.
REMEMBERED = 4_096
line_of: Callable[[str], Line] = remembered(REMEMBERED)(Line)


def told_once(work: Callable[[Line], Value]) -> Callable[[Line], Value]:
    """A function of a line alone, whose result is kept with the line."""
    name = f"{work.__module__}.{work.__qualname__}"

    def found(line: Line) -> Value:
        held = line.__dict__
        if name not in held:
            held[name] = work(line)
        return held[name]  # type: ignore[no-any-return]

    found.__doc__, found.__name__ = work.__doc__, work.__name__
    return found
