"""The speaker beside a cue, without a parse: the noun phrase that follows the cue ("sagte der Minister X"), else the one that opens the
clause before it ("Der Minister X sagte").

Accepts a run of capitalised words with up to four small words before it, and pronouns. Rejects phrases after a preposition when they
open a clause ("In Berlin sagte ..."), and anything with a mark of punctuation inside, a title's full stop aside.
"""

from __future__ import annotations

import re

from ..types import Span

_UPPER = "".join(chr(n) for n in range(0x41, 0x530) if chr(n).isupper())
_CAPITAL = rf"(?<!\w)(?:(?:[{_UPPER}]\.){{2,3}}|[{_UPPER}][\w’'\-]{{0,40}}\.?|\d{{1,3}}-[Jj]ährige[nr]?)"
_LINK = r"(?:von der|van der|van|von|de|der|des|al|bin|ben|den|la|el|zu|dem|du|le|und|and|и|aus|für|ve|və)"
_RUN = (
    rf"{_CAPITAL}(?:\s+(?:{_LINK}\s+)?{_CAPITAL}){{0,7}}(?:\s*(?:\([\w .\-]{{1,20}}\))?,\s*{_CAPITAL}\s+{_CAPITAL}(?=\s*,|\s*$))?"
)
_SMALL = r"(?:\d{1,3} Jahre alte[nrs]?|[a-zäöüßéà-öø-ÿāа-яёəışçğ][\w’'\-]{0,40})"
_PHRASE = re.compile(rf"(?:{_SMALL}\s+){{0,4}}?{_RUN}")
#: Turkish and Azerbaijani: a name behind the rest of the verb ("diye konuştu Ahmet Kurt").
_BEHIND_VERBS = re.compile(rf"(?:\s{{1,3}}{_SMALL}){{0,4}}?\s{{1,3}}(?P<who>{_RUN})")
_OPENING = re.compile(rf"\s{{0,9}}((?:[A-ZÄÖÜ][a-zäöü]{{1,6}}\s+(?:{_SMALL}\s+){{0,3}}?)?{_RUN})")
#: Pronouns of the third person that speak, by language.
PRONOUNS = {
    "de": frozenset(["er", "sie"]),
    "ru": frozenset(["он", "она", "они"]),
    "az": frozenset(["o", "onlar"]),
    "tr": frozenset(["o", "onlar"]),
}
_NOT_OPENING_WORDS = """
im in am an auf bei beim nach vor zu zum zur mit für gegen über unter während laut wie dass daß als wenn weil doch aber und auch
daraufhin dazu dabei damit deshalb indes gestern heute gleichzeitig außerdem zudem dennoch hierzu weiter gegenüber seit aus nun so
nachdem bevor obwohl sobald trotz wegen gemäß angesichts bis ob umgekehrt später zuletzt zuvor danach dann dort hier jetzt
ähnlich ebenso inzwischen mittlerweile anschließend schließlich allerdings da ferner
в на по о об для при с со после до как что из это также однако между тем когда если хотя
bu bunu bundan isə ancaq lakin amma ayrıca bunun deyə diye
"""
_NOT_OPENING = frozenset(_NOT_OPENING_WORDS.split())
#: What a clause may begin with before its subject.
_JOINING = re.compile(r"(?:(?:Und|Aber|Doch|Denn|Auch|Wie|А|И|Но|Ve|Ama|Amma|hat|haben|hatte|hatten)\s+){1,2}")
#: A name between commas behind what somebody is: "Der Vorsitzende des Verbands in Norland, Max Lind, sagte".
_APPOSED = re.compile(rf"[^,;:.!?\n„“”\"»«]{{0,60}},\s{_CAPITAL}(?:\s{_CAPITAL}){{1,3}}(?=,)")
#: Words between a Turkish or Azerbaijani subject and its verb.
_ADVERBS = re.compile(r"(?:(?<!\s)\s{1,3}(?:şöyle|böyle|ise|isə|belə|da|də|de|ayrıca|sonra|bunu|onu|qeyd|ifade))+$")
#: A clause that is one phrase of up to eight words with a capital at its start, and nothing else before the verb.
_WHOLE = re.compile(r"[^\W\d_a-zäöüßа-яёəışçğ][\w’'\-]{0,40}(?:\s+[\w’'\-]{1,40}\.?){0,7}")
#: Turkish and Azerbaijani: who makes a statement ("Liman Bakanlığından yapılan açıklamada", "... açıklamasında").
_TOLD_BY = re.compile(
    rf"(?P<who>{_CAPITAL}(?:\s(?:ve|və)?\s?{_CAPITAL}){{0,7}})\s[^,.:\n]{{0,80}}\b(?:açıklama|açıqlama|paylaşım|məlumat)\w*"
)
_ACCOUNT = re.compile(r"(?<=\w)[,\s]+(?:Telegram|Twitter|Facebook|Instagram|X|YouTube)(?:['’]\w+)?(?:\s.*)?$", re.DOTALL)
_SKIP = re.compile(
    r"\s+(?:(?:sich|dazu|daraufhin|weiter|außerdem|zudem|auch|ferner|gestern|heute|am \w+|dabei|hierzu|darüber hinaus|также|ранее|в \w+|"
    r"журналистам|ему|ей|нам|им|дальше|agenturen)\s+)?",
    re.IGNORECASE,
)
_CYRILLIC = r"[А-ЯЁA-Z][\w\-]{1,30}"
#: Russian: whom somebody tells something, between the verb and who does: "сообщил ТАСС губернатор X", "рассказала агентству «X» Y". A body
#: in the dative or without one, with a speaker behind it.
_TOLD_FIRST = re.compile(
    r"(?:(?:агентству|изданию|газете|журналу|телеканалу|каналу|радиостанции|порталу|сайту|корреспонденту|журналисту|корреспондентам)"
    rf"(?:\s(?:[«\"][^»\"\n]{{2,40}}[»\"]|{_CYRILLIC}))?|РИА (?:Новости|«Новости»)|[А-ЯЁ]{{3,6}}|[A-Z][\w.]{{2,20}}|"
    rf"«?[А-ЯЁ][а-яё\-]{{3,20}}(?:у|ю|ям|ам)»?)\s(?=(?:[а-яё][\w\-]{{1,30}}\s){{0,6}}{_CYRILLIC}(?:\s{_CYRILLIC}|\.?(?:[,.]|\s*$)))"
)
_CLAUSE = re.compile(r"(?<!\b[A-ZА-ЯÄÖÜ])(?<!\bDr)[.!?;:](?=\s)|\n|(?<=\w),\s+(?=(?:dass|daß|что|ki|und|weil|wenn)\b)")


def speaker_beside(text: str, area: Span, cue: Span, language: str, *, opens: bool = False) -> Span | None:
    """The phrase in `area` that names who speaks, or None. `opens`: the quotation follows, so what opens the clause comes first."""
    return _without_account(text, _speaker_beside(text, area, cue, language, opens=opens), language)


def _without_account(text: str, found: Span | None, language: str) -> Span | None:
    """A Turkish or Azerbaijani speaker without where he wrote: "Vali Pavel Rudenko Telegram hesabından"."""
    account = _ACCOUNT.search(text, found.start, found.end) if found is not None and language in ("az", "tr") else None
    return Span(found.start, account.start()) if found is not None and account is not None else found


def _speaker_beside(text: str, area: Span, cue: Span, language: str, *, opens: bool) -> Span | None:
    if opens and not (language == "de" and _inverted(text, area, cue)):
        return _before(text, area, cue, language) or _after(text, area, cue, language)
    return _after(text, area, cue, language) or _before(text, area, cue, language)


def _inverted(text: str, area: Span, cue: Span) -> bool:
    """Whether a German verb stands behind a comma and right before a name or pronoun ("..., erklärte er"), or quotes somebody else."""
    if cue.of(text).casefold().startswith("zitiert"):
        return True
    behind = re.compile(r"\s(?:er|sie|es)\b|\s(?:eine?\s)?" + _CAPITAL).match(text, cue.end, area.end)
    return behind is not None and text[area.start : cue.start].rstrip().endswith(",")


def _after(text: str, area: Span, cue: Span, language: str) -> Span | None:
    skip = _SKIP.match(text, cue.end, area.end)
    start = skip.end() if skip else cue.end
    if language == "ru" and (told := _TOLD_FIRST.match(text, start, area.end)) is not None:
        start = told.end()
    pronoun = _pronoun(text, start, area.end, language)
    if pronoun:
        return pronoun
    if language in ("az", "tr"):
        behind = _BEHIND_VERBS.match(text, cue.end, area.end)
        return Span(behind.start("who"), _trimmed_end(text, *behind.span("who"))) if behind else None
    phrase = _PHRASE.match(text, start, area.end)
    if phrase is None and language == "ru":
        # "сказал следователь.": a role in small letters closes the clause.
        role = re.compile(rf"(?:{_SMALL}\s+){{0,2}}{_SMALL}(?=[.,]|\s*$)").match(text, start, area.end)
        return Span(role.start(), role.end()) if role else None
    if phrase is None or phrase.group().split()[0].casefold() in _NOT_OPENING:
        return None
    return Span(phrase.start(), _trimmed_end(text, phrase.start(), phrase.end()))


def _before(text: str, area: Span, cue: Span, language: str) -> Span | None:
    start = area.start
    for match in _CLAUSE.finditer(text, area.start, cue.start):
        start = match.end()
    while start < cue.start and (text[start].isspace() or text[start] in ",–—-"):
        start += 1
    joining = _JOINING.match(text, start, cue.start)
    start = joining.end() if joining else start
    pronoun = _pronoun(text, start, cue.start, language)
    if pronoun:
        return pronoun
    first = re.compile(r"\w+").match(text, start, cue.start)
    if first is None or first.group().casefold() in _NOT_OPENING:
        return _last_phrase(text, start, cue.start, language)
    if language in ("ru", "az", "tr") and (whole := _whole(text, start, cue.start)):
        return whole
    if language in ("az", "tr"):
        return _opening_phrase(text, start, cue.start) or _last_phrase(text, start, cue.start, language)
    opening = _OPENING.match(text, start, cue.start) or _PHRASE.match(text, start, cue.start)
    if opening is None:
        return None
    named = _APPOSED.match(text, opening.end(), cue.start)
    return Span(opening.start(opening.lastindex or 0), named.end() if named else opening.end(opening.lastindex or 0))


def _whole(text: str, start: int, end: int) -> Span | None:
    """All words of the clause before its verb, if they are one phrase: "Лидер оппозиции Пётр Волков сказал"."""
    clause = _ADVERBS.sub("", text[start:end].rstrip())
    if told := _TOLD_BY.match(clause):
        return Span(start, start + told.end("who"))
    match = _WHOLE.fullmatch(clause)
    return Span(start, start + len(clause)) if match else None


def _opening_phrase(text: str, start: int, end: int) -> Span | None:
    """Turkish and Azerbaijani open with the subject and a comma: "İzmir Valisi Süleyman Elban, gazetecilere ... belirterek"."""
    comma = text.find(",", start, end)
    found = _whole(text, start, comma) if comma > start else None
    return found if found is not None and found.of(text).split()[-1][0].isupper() else None


def subject_before(text: str, area: Span) -> Span | None:
    """The same for the phrase before a quotation that its verb follows."""
    return _without_account(text, _subject_before(text, area), "tr")


def _subject_before(text: str, area: Span) -> Span | None:
    """Turkish and Azerbaijani name the speaker, then a comma, the quotation and the verb: the phrase that the comma ends."""
    clause = text[area.start : area.end].rstrip()
    start = area.start + len(clause) - len(clause.lstrip())
    if not clause.endswith(","):
        # "Vali Pavel Rudenko “...” dedi": the clause is all name.
        bare = re.compile(_RUN).fullmatch(text, start, area.start + len(clause))
        return Span(*bare.span()) if bare is not None and " " in bare.group() else None
    end = area.start + len(clause) - 1
    return _whole(text, start, end) or _opening_phrase(text, start, end) or _last_phrase(text, start, end, "tr")


def _last_phrase(text: str, start: int, end: int, language: str) -> Span | None:
    """Where the verb stands last, its subject stands nearest: Turkish and Azerbaijani."""
    if language not in ("az", "tr"):
        return None
    found = list(re.compile(_RUN).finditer(text, start, end))
    return Span(found[-1].start(), found[-1].end()) if found else None


def _pronoun(text: str, start: int, end: int, language: str) -> Span | None:
    word = re.compile(r"\w+").match(text, start, end)
    if word and word.group().casefold() in PRONOUNS.get(language, frozenset()):
        return Span(word.start(), word.end())
    return None


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ".,":
        end -= 1
    return end
