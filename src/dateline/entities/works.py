"""Works, laws and projects by their shape: titles in quotation marks after a word that announces one, names that end with Act, Treaty,
Plan, Pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..knowledge import countries, places
from ..knowledge.given_names import given_names
from ..knowledge.offices import fold
from ..types import Span
from .shapes import CAPITALISED, ORGANISATION, SMALL, Name
from .tabled import regions

_MINOR = r"(?:of|for|and|the|a|an|in|on|to|with|from|at|by|is|it|or|&)"
#: Words after which a quoted run of capitals is a title; an outlet's possessive is one too: CNN's "State of the Union".
_ANNOUNCES = re.compile(
    r"(?:\b(?:show|program|programme|series|sitcom|drama|documentary|film|movie|thriller|comedy|book|memoir|novel|biography|play|musical|"
    r"opera|album|song|single|ballad|anthem|track|podcast|magazine|essay|article|column|editorial|report|study|painting|exhibition|game|"
    r"poem|sings?|sang|performing|hosts?|hosted|wrote|starring|author of|star of|episode of|cast of|entitled|titled|on|of)"
    r"|\b[A-Z]{2,5}[’']s|\b(?:News|Netflix|Fox|Amazon|Post|Times|Guardian|Springsteen|Television|TV)[’']s?)(?: the)?,? $"
)
_QUOTED = re.compile(
    rf"[“\"‘]{{1,2}}(?P<title>(?:{CAPITALISED}|\d+)(?: (?:{CAPITALISED}|{_MINOR}|\d+))*?(?: (?:{CAPITALISED}|\d+))?)[,.!?]?[”\"’]"
)
_LAW_WORD = (
    r"(?:Act|Agreement|Treaty|Amendment|Green Deal|Bill|Convention|Accords?|Protocol|Constitution|Code|Charter|Declaration|Pact|Ordinance)"
)
LAW = re.compile(rf" {_LAW_WORD}$")
_LAW = re.compile(rf"(?<= ){_LAW_WORD}\b(?! [A-Z])(?: of (?:1[5-9]|20)\d\d)?")
#: The words before "Act" that may belong to its name, counted back from it: at most ten.
_BEFORE_LAW = re.compile(rf"(?:(?:{CAPITALISED}|{SMALL}|to) ){{1,10}}$")
#: A law before "and": "the Online Safety Act and the Data Act" are two.
_OTHER_LAW = re.compile(rf"^.* (?:{_LAW_WORD}|Deal)s?,?(?: and| or)(?: the)?(?= )", re.DOTALL)
_PROJECT_WORD = r"(?:Plan|Project|Initiative|Pipeline|Dam|Strategy|Roadmap|Programme|Campaign|Fund Drive|Corridor|Railway|Canal)"
_PROJECT = re.compile(rf"(?:{CAPITALISED} (?:of |for )?){{1,5}}{_PROJECT_WORD}\b(?! [A-Z])")
#: "War on Drugs", and what stands in quotation marks after a plan: the policy, "Vision Zero".
_WAR = re.compile(r"\bWar [Oo]n (?:[A-Z][a-z]+ )?[A-Z][a-z]+\b")
_PLANNED = re.compile(
    r"\b(?:policy|plan|campaign|initiative|project|strategy|scheme|operation|crackdown)(?: on)?,?(?: called| dubbed| named| known as)?,? $"
)
#: A run after "titled" without quotation marks, and what a broadcaster has: CNBC's Squawk Box.
_TITLED = re.compile(rf"\b(?:entitled|titled) (?P<title>{CAPITALISED}(?::? (?:{CAPITALISED}|{_MINOR}(?= [A-Z])))+)")
_BROADCAST = re.compile(
    rf"\b(?:CNN|CNBC|NBC|ABC|CBS|MSNBC|Fox News|Fox|BBC|ITV|HBO|PBS|NPR|ESPN|Netflix|Showtime|Hulu|Comedy Central)[’']s "
    rf"(?P<title>{CAPITALISED}"
    rf"(?: {_MINOR}(?= [A-Z])| {CAPITALISED}){{1,5}})"
)
#: A line of a list of films or books: the title, and its year.
_DATED = re.compile(r"^(?P<title>[A-Z][^\n()]{1,60}) \((?:19|20)\d\d\)$", re.MULTILINE)
#: Words that only a title has with a capital inside a sentence.
_TELLING = re.compile(r" (?:What|You|Me|My|Your|Is|It|That|This|We|They|Do|Don['’]t|How|Why|Are|Was|Be|Not|Our|Her|His|I['’]m)\b")
_RUN = re.compile(rf"(?<=[a-z,] ){CAPITALISED}(?: {CAPITALISED}| (?:of|the|a|and|in|to|with)(?= [A-Z])){{2,8}}")
_DROP = re.compile(
    r"^(?:(?:The|A|An|This|That|In|Under|For|But|And|By|If|When|While|Of|Since|On|At|With|[A-Z]\w+[’']s|[A-Z][\w.]+-[a-z]+) )+"
)


#: "A book, The Road to Shusha, by": a title between commas behind the word that says what it is.
_APPOSED = re.compile(
    r"\b(?:book|novel|memoir|biography|film|documentary|play|album|podcast|series),? "
    rf"(?P<title>(?:The|A|An|{CAPITALISED}) (?:{_MINOR} |{CAPITALISED} ){{0,5}}{CAPITALISED})"
    r"(?=, (?:by|about|in which|which|was|is|tells|published|released|out)\b)"
)
#: "Her novel The Island of Missing Trees at": a title right behind the word that says what it is, by its article or a small word in it.
_CALLED = re.compile(
    r"\b(?:novel|memoir|documentary|album|musical|opera|film|play|sitcom|poem|biography|thriller) "
    rf"(?P<title>(?:(?:The|A|An) {CAPITALISED}|{CAPITALISED} (?:of|and|in|to|for) (?:the |a )?{CAPITALISED})"
    rf"(?: (?:(?:of|and|in|to|for|with|on) (?:the |a )?)?{CAPITALISED}){{0,5}})"
)
#: What is built or run under a name that no table knows: "the Rogun hydropower plant", "the Nord Stream pipeline".
_BUILT = re.compile(
    rf"(?<![\w-])(?P<the>[Tt]he )?"
    rf"(?P<name>{CAPITALISED}(?: {CAPITALISED}){{0,2}}(?: \d)?) (?:(?:gas|oil|natural gas|crude) pipeline|pipeline|"
    r"(?:hydro|nuclear|thermal|solar|coal|wind)[\w-]*(?: power)? (?:plant|station|dam|farm)|power (?:plant|station)|dam|"
    r"(?:gas|oil|transport|trade|rail|railway|land)? ?corridor|railway|"
    r"(?:(?:space|lunar|moon|nuclear|weapons|missile) )?(?:programme|program))\b(?![-’'])"
)


_LINE = re.compile(r"(?<![\w’'-])[A-Z][\w’']{1,30}(?:[-–][A-Z][\w’']{1,30}){1,5}")
_NO_NAME = re.compile(r"^(?:The|A|An|This|That|These|Those|His|Her|Its|Our|Their|Such|Any|Each|Every|New|No)$|['’]s?$")


def _built(text: str) -> Iterator[Name]:
    """Infrastructure and programmes by the word behind their name, which is none of it behind a number ("the Nord Stream 2 pipeline").
    Rejects names of places, countries and bodies, which own what follows, but for what has a number and "the" corridor through a region or
    past a town, which is none of it."""
    for match in _BUILT.finditer(text):
        words = match["name"].removeprefix("The ")
        parts = re.split(r"[ -]", words)
        first = parts[0]
        numbered = words[-1].isdigit()
        if (
            ORGANISATION.search(words)
            or (words.isupper() and not numbered)
            or fold(first) in given_names()
            or _NO_NAME.search(words)
        ):
            continue
        if _LINE.fullmatch(words) and match[0].endswith(("pipeline", "railway", "corridor")):
            yield Name(Span(match.end("name") - len(words), match.end()), "project", 0.9)  # "the Baku-Tbilisi-Kars railway"
            continue
        if any(part in countries.by_demonym() or part in countries.by_name() for part in (words, *parts)):
            continue
        if match["the"] and match[0].endswith(" corridor") and (places.named(words) or words in regions()):
            yield Name(Span(match.start("name"), match.end()), "project", 0.9)  # "the Zangezur corridor", not the land
            continue
        if places.named(words) or (places.named(first) and not numbered):
            continue
        yield Name(Span(match.end("name") - len(words), match.end("name") if numbered else match.end()), "project", 0.79)


def works(text: str) -> Iterator[Name]:
    """Titles, laws and projects with the spans they should have: without quotation marks and the article before. Titles right behind the
    word for them are rare: one hit in 16 MB of news, right."""
    for match in _QUOTED.finditer(text):
        if _ANNOUNCES.search(text[max(0, match.start() - 30) : match.start()]):
            yield Name(Span(*match.span("title")), "work", 0.92)
        elif _PLANNED.search(text[max(0, match.start() - 30) : match.start()]):
            yield Name(Span(*match.span("title")), "project", 0.93)
    yield from _unquoted(text)
    yield from _built(text)
    yield from (Name(Span(*match.span("title")), "work", 0.9) for match in _APPOSED.finditer(text))
    yield from (Name(Span(*match.span("title")), "work", 0.79) for match in _CALLED.finditer(text))
    for match in _LAW.finditer(text):
        before = _BEFORE_LAW.search(_OTHER_LAW.sub("", text[max(0, match.start() - 90) : match.start()]))
        if before:
            yield from _without_lead(text, match.start() - len(before[0]), match.end(), "work")
    for match in _PROJECT.finditer(text):
        if not ORGANISATION.search(match[0]):
            yield from _without_lead(text, match.start(), match.end(), "project")


def _unquoted(text: str) -> Iterator[Name]:
    """Titles without quotation marks, and wars on something."""
    found = [Name(Span(*match.span("title")), "work", 0.9) for match in _TITLED.finditer(text)]
    for match in _BROADCAST.finditer(text):
        # The people of a broadcaster have given names.
        if fold(match["title"].split()[0]) not in given_names() and not ORGANISATION.search(match["title"]):
            found.append(Name(Span(*match.span("title")), "work", 0.78))
    dated = list(_DATED.finditer(text))
    found += [Name(Span(*match.span("title")), "work", 0.8) for match in dated if len(dated) > 2]
    for match in _RUN.finditer(text):
        if len(_TELLING.findall(" " + match[0])) > 1 and not match[0].isupper():
            found.append(Name(Span(*match.span()), "work", 0.8))
    return iter([*found, *(Name(Span(*match.span()), "project", 0.88) for match in _WAR.finditer(text))])


def _without_lead(text: str, at: int, end: int, kind: str) -> Iterator[Name]:
    words = text[at:end]
    lead = _DROP.match(words)
    start = lead.end() if lead else 0
    while words[start : start + 1].islower():
        start = words.index(" ", start) + 1
    if re.match(
        r"(?:President|Mayor|Sen\.|Senator|Gov\.|Governor|Rep\.|Mr\.|Dr\.|Judge|Sir|Sheriff|Coach|Actor) Bill$", words[start:]
    ):
        return
    # "The Act", "his Bill": a word that points back is no name.
    if " " in words[start:].strip():
        yield Name(Span(at + start, end), kind, 0.86)
