"""Names that their shape or the words beside them give away: works, projects, acronyms, organisations by their head, datelines, states
after a town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..expressions.filing import FILED_TOWN
from ..knowledge import places
from ..knowledge.given_names import given_names
from ..knowledge.leaders import DAYS, surnames
from ..knowledge.offices import fold
from ..knowledge.titles import ANY_SHORTENED
from ..tables import words as words_of
from ..types import Span
from .contests import contests
from .peers import peers
from .place_words import STREETS
from .shapes import CAPITALISED, COMPOUND, ORGANISATION, SMALL, Name, has_buttons, is_given, is_word, no_towns, occupations
from .tabled import regions
from .works import LAW, works

_PROJECTS = re.compile(
    rf"\b(?:{CAPITALISED} ){{1,5}}(?:Route|Pipeline|Corridor|Canal|Railway|Initiative)(?: for (?:{CAPITALISED}|and|of"
    rf"|the)(?: (?:{CAPITALISED}|and|of|the)){{0,8}}| {CAPITALISED})?(?: \([A-Z]{{2,8}}\))?"
)
_ACRONYM = re.compile(
    rf"\b(?P<long>{CAPITALISED}(?: (?:{CAPITALISED}|{SMALL}|in|on|to)){{1,8}}) \((?P<short>[A-Z][A-Za-z]{{1,9}})\)"
)
#: What parts a body from the words before it: "R4bn to the South African Revenue Service (SARS)".
_SMALL_INSIDE = re.compile(r" (?:in|on|to) ")
_WORK = re.compile(
    rf"^(?P<name>{CAPITALISED}(?: (?:{CAPITALISED}|{SMALL})){{0,6}}) is (?:an?|the) (?:[\w-]+ ){{0,4}}(?:documentary"
    rf"|film|movie|novel|book|album|series|play|podcast|exhibition)\b",
    re.MULTILINE,
)
_NAMED = re.compile(
    rf"\b(?:newspaper|magazine|daily|weekly|broadcaster|news agency|agency|channel|outlet|website|company|firm|carrier"
    rf"|airline|operator|utility|charity|think tank|bank|network|portal|producer"
    rf"|giant) (?P<name>{CAPITALISED}(?: {CAPITALISED}){{0,3}})"
)
#: "the company, Transportes Illari, and": who it is between commas.
_APPOSED = re.compile(
    rf"\b(?:the|a) (?:[a-z-]{{2,20}} )?(?:company|firm|airline|bank|operator|newspaper|charity|carrier|retailer|broadcaster), "
    rf"(?P<name>{CAPITALISED}(?: {CAPITALISED}){{0,3}}),"
)
_STORM = re.compile(
    r"\b(?:(?:Tropical |Post-Tropical )?Storm|Hurricane|Typhoon|Cyclone) "
    r"(?!Blog|Harbor|Watch|Warning|Center|Centre)[A-Z][a-z]{2,20}\b(?! [A-Z])"
)
#: What stands before an organisation in a run of capitals and is none of it: "Willie Mays and the", "Bill O'Reilly of".
_LEADS = re.compile(r"(?P<given>[A-ZÀ-ÞĀ-ŽƏȘȚ][\w-]{1,30}) [A-ZÀ-ÞĀ-ŽƏȘȚ][\w’'-]{1,30} (?:and (?P<the>the )|of )")
_COMPOUND = re.compile(COMPOUND + r"(?![\w-])")
_SEQUENCE = re.compile(rf"\b{CAPITALISED}(?: (?:{CAPITALISED}|of|for|and|the)){{1,11}}")
#: Two bodies side by side: "the Wildlife Society and the U.S. Agency for Development", "the Rotary Club and Kiwanis Club".
_AND = re.compile(r" and (?P<the>the )?")
#: A body by its acronym alone: "RBC and National Bank of Canada".
_SHORT = re.compile(r"[A-Z]{2,6}")
#: What a body deals with, as part of its name: "House Select Committee on Intelligence".
_DEALS_WITH = re.compile(
    rf"(?:(?<=Committee)|(?<=Commission)|(?<=Council)) on (?:the )?(?!\w+day\b){CAPITALISED}(?: (?:and )?{CAPITALISED}){{0,3}}"
)
_LEGAL_FORM = re.compile(r",? (?:Limited|Ltd\.?|LLC|plc|PLC|GmbH)(?![\w-])")
#: "CEO of the Refugee Council": the office is no part of the organisation's name.
_OFFICE_OF = re.compile(
    r"(?:(?:Chief|Vice|Deputy|Executive|General|Managing|Assistant|Prime) )*(?:CEO|President|Director|Chairman|Chairwoman|Chair|Head|"
    r"Secretary|Secretary-General|Minister|Governor|Commissioner|Executive|Editor|Professor|Partner|Superintendent|Member|Fellow|Manager|Dean|Mayor|Leader|Chief|Spokesman|"
    r"Spokeswoman|(?:Judge|Member|Official|Student|Leader|Employee|Supporter|Representative|Minister|Officer|Critic|Fan)s) "
    r"(?:of|for) (?:the )?"
)
#: Brands by their capitals: "YouTube", "CNNgo"; not "McKee", "LeBron", "DeVos".
_CAMEL = re.compile(
    r"(?<![\w@#/.])(?!(?:Mc|Mac|De|Des|Di|Du|La|Le|Van|Von|Fitz|O)[A-Z])(?:[A-Z][a-z]+[A-Z][A-Za-z]*|[A-Z]{3,}[a-z]{2,})\b"
)
#: Products of the kind of "iPhone".
_PRODUCT = re.compile(r"\bi(?:[A-Z][a-z]+|OS)\b(?: \d+\b)?")
#: "LE Central Holdings, LLC ("LE Central")": what a firm is called from here on.
_CALLED_SHORT = re.compile(
    r"\b(?:Inc|LLC|Ltd|Limited|Corp|Corporation|Company|plc|LP|LLP|S\.A|AG|GmbH)\.?,? "
    r"\((?:the )?[“\"](?P<name>[A-Z][^”\"\n]{1,40})[”\"]\)"
)
#: "― Beck Pimentel": who said what stands before.
_SIGNED = re.compile(rf"[.!?…”\"] ?[―—–] ?(?P<name>{CAPITALISED} (?:[A-Z]\. )?{CAPITALISED})(?= ?(?:[“\"\n(,]|$))", re.MULTILINE)

_TOWN = r"\b[A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,3}"
#: "D-Charleston", "R-Texas": the seat of a member of a legislature.
_SEAT = re.compile(rf"\b(?:D|R|I|DFL|Dem|Rep)-(?P<seat>{_TOWN}|[A-Z][a-z]{{1,4}}\.|[A-Z]\.[A-Z]\.)")
_COUNTIES = re.compile(
    rf"(?P<list>{_TOWN}(?:, {_TOWN}){{0,30}},? (?:and|or|&) {_TOWN}) (?P<kind>[Cc]ounties|[Pp]arishes|[Tt]ownships)\b"
)


#: People of a town that is known by its name in capitals and a stop alone: "POLICE." and "HAMAS:" are towns too, of fewer.
_GREAT_TOWN = 100_000


def _is_filed(match: re.Match[str]) -> bool:
    """Whether a town in capitals opens a report: a dash or a day follows, or it is a great town and opens the line."""
    if match["end"] not in (".", ":") or match["day"]:
        return True
    return match["line"] is not None and any(p.population > _GREAT_TOWN and not p.alias for p in places.named(match["town"]))


#: A word with a capital where only a place or a time stands.
_LOCATED = re.compile(r"\b(?:in|near|outside|around) (?P<town>[A-ZÀ-Þ][a-zà-þ]{3,20})(?![\w-]|[’']| [A-Z])")
#: The same in a heading, and what belongs to a town: "Museums Reopen in Bodø After Storm", "Bodø residents".
_TOWN_OF_HEADING = re.compile(
    r"\b[Ii]n (?P<town>[A-ZÀ-Þ][a-zà-þ]{3,20})(?= (?:After|Amid|As|With|Over|Following|Before|During|Since|On|For|From)\b)"
    r"|(?<![\w-])(?P<home>[A-ZÀ-Þ][a-zà-þ]{3,20})(?= (?:residents|airport|police|city council|mayor)\b)"
)
_CAPITAL_BEFORE = re.compile(r"\b[A-ZÀ-Þ][\w’'-]* $")
#: People of a town that is known by its name behind such a word alone, and of one in a heading or with what belongs to it.
_TOWN_OF_NOTE, _TOWN_OF_SOME = 100_000, 20_000


def _located(text: str) -> Iterator[Name]:
    """Great towns that the tagger passes over: "a motorway near Toulouse". Rejects given names, words that the text has in small letters
    and what begins a longer name. One hit in 450 news texts that had no say, right: the tagger passes over few."""
    for match in _LOCATED.finditer(text):
        town = match["town"]
        if fold(town) in given_names() or town in no_towns() or is_word(town, text):
            continue
        if any(place.population > _TOWN_OF_NOTE for place in places.named(town)):
            yield Name(Span(*match.span("town")), "place", 0.48)


def _at_home(text: str) -> Iterator[Name]:
    """Towns that the tagger passes over in a heading, and by what belongs to them. Rejects what `_located` rejects, and what stands behind
    another capital."""
    for match in _TOWN_OF_HEADING.finditer(text):
        group = "town" if match["town"] else "home"
        town = match[group]
        if (group == "town" and fold(town) in given_names()) or town in no_towns() or is_word(town, text) or town in surnames():
            continue
        if group == "home" and _CAPITAL_BEFORE.search(text, max(0, match.start() - 24), match.start()):
            continue
        if any(p.population > _TOWN_OF_SOME and not p.alias and p.kind == "city" for p in places.named(town)):
            yield Name(Span(*match.span(group)), "place", 0.48)


def _places(text: str) -> Iterator[Name]:
    yield from _located(text)
    yield from _at_home(text)
    for match in FILED_TOWN.finditer(text):
        if _is_filed(match) and places.named(match["town"]):
            yield Name(Span(*match.span("town")), "place", 0.9)
    for match in _SEAT.finditer(text):
        if match["seat"] in places.abbreviations() or places.named(match["seat"]):
            yield Name(Span(*match.span("seat")), "place", 0.9)
    for match in _COUNTIES.finditer(text):
        suffix = {"counties": "County", "parishes": "Parish", "townships": "Township"}[match["kind"].casefold()]
        for part in re.finditer(_TOWN, match["list"]):
            start, end = match.start("list") + part.start(), match.start("list") + part.end()
            if end == match.end("list") and match["kind"][0].isupper():
                end = match.end()  # "San Mateo Counties": the last bears the word for all
            yield Name(Span(start, end), "place", 0.9, None, f"{part[0]} {suffix}")
    for match in _abbreviated().finditer(text):
        yield Name(Span(*match.span("state")), "place", 0.9)


#: "Mr. Trump", "Sen. Mike Lee", "President Obama": a title that only persons have.
_TITLED = re.compile(
    rf"\b(?P<title>{ANY_SHORTENED}|Miss|Sir|Dame|Lord|Lady|Baroness|Det|Cpl|Adm|President|Senator|"
    rf"Governor|Congressman|Congresswoman|Chancellor|Sheikh|Ayatollah|Archbishop|Bishop|Imam|Justice|Judge|Minister|Mayor|PM|CM)\.? "
    rf"(?:(?:Col|Gen|Cmdr|Sgt|Dr)\. )?(?P<name>{CAPITALISED}(?: (?:bin |al-|de |van |von |el-)?{CAPITALISED}){{0,2}})"
)
#: A surname alone that may be a leader's; no part of a longer name, nor of what is named after him ("Trump Tower").
_ALONE = re.compile(r"(?<![\w.@#-])[A-ZÀ-Þ][a-zà-þ]{3,20}(?![\w-]| [A-Z])")
_AFTER_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*\.? $")
_LINE = re.compile(r"[^\n]+")
_ROAD = re.compile(rf"{STREETS}|Park|Hotel|General|Secretary")
_INITIALS = re.compile(r"(?<![\w.@#$€£“\"'-])(?:[A-Z][A-Z&]*\d*[A-Z]+|[A-Z]\d[A-Z])(?![\w-]|\.[A-Z])(?!s?[’”\"])")
#: A given name and a surname.
_CALLED_INITIALS = re.compile(r"\b(?P<given>[A-Z][a-z]{2,}) (?:[A-Z]\.){1,3}[A-Z]?\.?(?![\w-]| [A-Z])")
_UPPER, _LOWER = "A-ZÀ-ÞĀĂĄĆČĎĐĒĘĚĞĢİĪĶĹĽŁŃŅŇŐŒŘŚŠŞȘŤȚŪŮŰŹŻŽƏ", "a-zß-ÿāăąćčďđēęěğģıīķĺľłńņňőœřśšşșťțūůűźżžə"
_CALLED = re.compile(
    rf"\b(?P<given>[{_UPPER}][{_LOWER}]{{2,}}) (?P<last>[{_UPPER}][{_LOWER}’'-]*[A-Z]?[{_LOWER}]+)\b(?! [{_UPPER}])"
)

#: A given name before another: "Ana" of "Ana Sofia Cardenal".
_GIVEN_BEFORE = re.compile(r"\b(?P<given>[A-ZÀ-Þ][a-zà-þ]{2,15}) $")

#: "Valeska Paris, an Australian woman": two capitalised words that a comma and a person's age or description follow.
_DESCRIBED = re.compile(
    rf"(?<![\w.’'-])(?P<name>{CAPITALISED} (?:[A-Z]\. )?[A-Z][\w’'-]{{1,40}}), "
    r"(?:\d\d,|(?:an?|the) (?P<words>[\w’'-]+(?: [\w’'-]+){0,4}))"
)
#: Where a description's own words end.
_BEYOND = re.compile(r"\b(?:of|for|who|whom|whose|that|which|in|at|from|with|by|on|and)\b")
_WHERE = re.compile(r"\b(?:in|at|from|near|of|to|around|outside|for|and) (?:the )?$")


def _described(text: str) -> Iterator[Name]:
    for match in _DESCRIBED.finditer(text):
        name, words = match["name"], match["words"]
        if words is not None and not occupations().intersection(_BEYOND.split(words.casefold())[0].split()):
            continue
        if not (
            name.split()[-1] in DAYS
            or ORGANISATION.search(name)
            or places.named(name)
            or _WHERE.search(text[max(0, match.start() - 14) : match.start()])
        ):
            yield Name(Span(*match.span("name")), "person", 0.62)


def _leaders(text: str) -> Iterator[Name]:
    """Heads of state and government by surname alone, which headlines call so: "Macron visits a school"."""
    for match in _ALONE.finditer(text):
        if match[0] in surnames() and not _AFTER_CAPITAL.search(text, max(0, match.start() - 24), match.start()):
            yield Name(Span(*match.span()), "person", 0.52)


def _people(text: str) -> Iterator[Name]:
    yield from _described(text)
    yield from _leaders(text)
    for match in _TITLED.finditer(text):
        end = match.end() - (2 if match[0].endswith(("'s", "’s")) else 0)
        if ORGANISATION.search(match["name"]) or _ROAD.fullmatch(match["name"]):
            continue
        yield Name(
            Span(match.start("name"), end), "person", 0.62, None, None, match["title"] if len(match["title"]) > 4 else None
        )
    for match in _CALLED_INITIALS.finditer(text):
        if is_given(match["given"]) and not places.named(match["given"]):
            yield Name(Span(*match.span()), "person", 0.55)
    for match in _CALLED.finditer(text):
        if is_given(match["given"]) and not ORGANISATION.search(match[0]) and not places.named(match[0]):
            # A town's name is no sign of a person: "Victoria Place", "Paris Match".
            town = any(place.population > 15_000 and not place.alias for place in places.named(match["given"]))
            end = match.end() - (2 if match[0].endswith(("'s", "’s")) else 0)
            end = compound.start() if (compound := _COMPOUND.search(text, match.start(), end)) else end
            more = _GIVEN_BEFORE.search(text[max(0, match.start() - 20) : match.start()])
            start = match.start() - len(more[0]) if more and is_given(more["given"]) else match.start()
            yield Name(Span(start, end), "person", 0.44 if town else 0.55)


@lru_cache(maxsize=4)
def _listed(file: str) -> frozenset[str]:
    """The words of a list: capitals that name nobody, what persons alone are."""
    return words_of(__package__, file)


def _initials(text: str) -> Iterator[Name]:
    """Acronyms, as organisations of little trust, except in lines of capitals."""
    for line in _LINE.finditer(text):
        if line[0].isupper():
            continue
        for match in _INITIALS.finditer(text, *line.span()):
            near = text[max(0, match.start() - 14) : match.start()] + text[match.end() : match.end() + 14]
            if (
                2 < len(match[0]) < 7
                and not is_word(match[0], text)
                and match[0] not in _listed("no_organisations.txt")
                and not re.search(r"\b[A-Z]{4,}\b", near)
            ):
                yield Name(Span(*match.span()), "organisation", 0.4)


def _abbreviated() -> re.Pattern[str]:
    """A state's abbreviation after a town: ", Ont.", ", TX"."""
    shorts = "|".join(re.escape(s) for s in sorted(places.abbreviations(), key=len, reverse=True))
    return re.compile(rf"(?<=[a-zA-Z], )(?P<state>{shorts})(?![\w.?!])(?!\s+[a-z]+ed\b| [A-Z]{{2,}}\b)")


def from_patterns(text: str) -> list[Name]:
    found = [Name(Span(*m.span("name")), "work", 0.95) for m in _WORK.finditer(text)]
    for match in _PROJECTS.finditer(text):
        words = match[0].split()
        drop = len(words[0]) + 1 if words[0] in ("The", "A", "This") else 0
        if not ORGANISATION.search(match[0]):
            found.append(Name(Span(match.start() + drop, match.end()), "project", 0.9))
    for match in _ACRONYM.finditer(text):
        initials = [word for word in re.finditer(r"\S+", match["long"]) if word[0][0].isupper()]
        letters = "".join(word[0][0] for word in initials)
        short = match["short"].upper()
        kind = "work" if LAW.search(match["long"]) else "organisation" if ORGANISATION.search(match["long"]) else None
        end = match.end("long") - (2 if match["long"].endswith(("'s", "’s")) else 0)
        exact = match.start("long") + initials[-len(short)].start() if len(short) <= len(initials) else match.start("long")
        if kind and letters.endswith(short[:6]):
            start = match.start("long") + (4 if match["long"].startswith("The ") else 0)
            start = exact if _SMALL_INSIDE.search(text, start, exact) else start
            found.append(Name(Span(start, end), kind, 0.9))
            found.append(Name(Span(*match.span("short")), kind, 0.9, None, text[start:end]))
        elif len(short) > 2 and letters.endswith(short) and match["short"] not in _listed("no_organisations.txt"):
            found.append(Name(Span(exact, end), "organisation", 0.78))
            found.append(Name(Span(*match.span("short")), "organisation", 0.9, None, text[exact:end]))
    for match in _NAMED.finditer(text):
        found.append(Name(Span(*match.span("name")), "organisation", 0.85))
    found += [Name(Span(*match.span()), "event", 0.85) for match in _STORM.finditer(text)]
    found += [*contests(text), *peers(text)]
    found += [
        Name(Span(*m.span("name")), "organisation", 0.85) for m in _APPOSED.finditer(text) if not is_given(m["name"].split()[0])
    ]
    found += [Name(Span(*match.span()), "organisation", 0.5) for match in _CAMEL.finditer(text)]
    found += [Name(Span(*match.span()), "work", 0.5) for match in _PRODUCT.finditer(text)]
    found += [Name(Span(*match.span("name")), "organisation", 0.85) for match in _CALLED_SHORT.finditer(text)]
    found += [Name(Span(*match.span("name")), "person", 0.62) for match in _SIGNED.finditer(text)]
    return [*found, *_organisations(text), *_places(text), *works(text), *_people(text), *_initials(text)]


def _organisations(text: str) -> Iterator[Name]:
    """Organisations by a word that makes one of the capitals around it, without the person before "of" or "and the"."""
    for match in _SEQUENCE.finditer(text):
        compounds = [compound.end() + 1 for compound in _COMPOUND.finditer(match[0])]
        start = match.start() + (compounds[-1] if compounds else 0)
        for lead in _LEADS.finditer(match[0]):
            if not ORGANISATION.search(lead[0]) and (lead["the"] or fold(lead["given"]) in given_names()):
                start = match.start() + lead.end()
        for part in _bodies(text, start, match.end()):
            yield from _organisation(text, *part)


def _bodies(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a run of capitals that are bodies of their own: those that "and the" joins, where each has a word of one, and those
    that "and" joins right behind such a word."""
    for joint in _AND.finditer(text, start, end):
        heads = [head.end() for head in ORGANISATION.finditer(text, start, joint.start())]
        if _SHORT.fullmatch(text, start, joint.start()):
            heads.append(joint.start())
        if heads and (joint["the"] or heads[-1] == joint.start()) and ORGANISATION.search(text, joint.end(), end):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _organisation(text: str, start: int, stop: int) -> Iterator[Name]:
    words = text[start:stop].removesuffix(" Post" if has_buttons(text) and text.startswith(" to ", stop) else "")
    stop = start + len(words)
    if held := _OFFICE_OF.match(words):
        start, words = start + held.end(), words[held.end() :]
    last = list(ORGANISATION.finditer(words))
    if not last or last[-1].end() <= len(words.split()[0]) or words.removeprefix("The ") in regions():
        return  # the West Bank
    start += next((len(lead) for lead in ("The ", "the ", "A ", "An ", "Both The ", "Both the ", "Both ") if words.startswith(lead)), 0)
    end = stop - len(words) + last[-1].end()
    end = stop if text[end:stop].startswith((" of ", " for ")) else end
    while text[start:end].endswith((" of", " for", " and", " the")):
        end = text.rindex(" ", start, end)
    if further := (_DEALS_WITH.match(text, end) or _LEGAL_FORM.match(text, end)):
        end = further.end()
    yield Name(Span(start, end), "organisation", 0.82)
