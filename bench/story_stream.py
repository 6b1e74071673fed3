# ruff: noqa: E501
"""An invented stream of news over sixty days, with the truth that was planted: stories, figure histories, disagreements.

Every story has a kind, a town, people and things of its own; its reports drift from the first alarm over updates to the inquiry. Look-alikes
are planted: the same kind in another town in the same days, and in the same town weeks later. A third of the stories with a toll have a
day on which two givers contradict each other, a third a claim and its denial; places and doers that differ: `story_clashes`. English,
Russian and Azerbaijani. Facts (entities, events,
figures, statements) are planted with their spans, as reading would find them: what is measured is stories, not reading.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dateline.ids import digest
from dateline.types import Actor, DateEstimate, Entity, Event, Figure, Item, Mention, Page, Span, Statement

from .story_clashes import ATTACK, LANGUAGES, MARKET, Town, far_from, plan, told_doer, told_place, town_of

FIRST = date(2031, 3, 1)
DAYS = 60
TOWNS = (
    ("Tetouan", "Тетуан", "Tetuan", "MAR"), ("Larache", "Лараш", "Laraş", "MAR"), ("Osh", "Ош", "Oş", "KGZ"), ("Naryn", "Нарын", "Narın", "KGZ"),
    ("Khujand", "Худжанд", "Xucand", "TJK"), ("Bukhara", "Бухара", "Buxara", "UZB"), ("Ganja", "Гянджа", "Gəncə", "AZE"), ("Shaki", "Шеки", "Şəki", "AZE"),
    ("Kutaisi", "Кутаиси", "Kutaisi", "GEO"), ("Gyumri", "Гюмри", "Gümrü", "ARM"), ("Aktau", "Актау", "Aktau", "KAZ"), ("Kostanay", "Костанай", "Kostanay", "KAZ"),
    ("Varna", "Варна", "Varna", "BGR"), ("Split", "Сплит", "Split", "HRV"), ("Tacna", "Такна", "Takna", "PER"), ("Cusco", "Куско", "Kusko", "PER"),
)  # fmt: skip
KINDS = {
    "flood": ("DISASTER", ("flood", "наводнение", "daşqın"), "river bridge mud rain homes villages water dykes rescuers boats"),
    "fire": (
        "ACCIDENT",
        ("fire", "пожар", "yanğın"),
        "market smoke flames warehouse firefighters wiring stalls roof hydrants traders",
    ),
    "bus crash": (
        "ACCIDENT",
        ("bus crash", "авария автобуса", "avtobus qəzası"),
        "highway passengers ravine driver brakes bend lorry guardrail hospital tyres",
    ),
    "attack": (
        "ASSAULT",
        ("attack on the market", "обстрел рынка", "bazara hücum"),
        "shells market smoke sirens ambulances shelter windows checkpoint drone debris",
    ),
    "quake": (
        "DISASTER",
        ("earthquake", "землетрясение", "zəlzələ"),
        "tremor magnitude rubble aftershock tents walls epicentre school cracks seismologists",
    ),
    "protest": (
        "PROTEST",
        ("protest", "протест", "etiraz"),
        "square students banners fares police march union chants barricades demands",
    ),
    "vote": (
        "ELECT",
        ("mayoral election", "выборы мэра", "mer seçkisi"),
        "ballots turnout candidate count polling recount observers campaign precincts coalition",
    ),
}
_ONSETS, _NUCLEI, _ENDS = (
    ["B", "D", "G", "K", "L", "M", "N", "P", "R", "S", "T", "V", "Z", "Sh", "Ch"],
    ["a", "e", "i", "o", "u"],
    ["n", "r", "l", "m", "s", "k", "t", "v"],
)
OUTLETS = tuple(
    f"{name}.example"
    for name in [
        "northpost",
        "valleynews",
        "harbourwire",
        "steppeday",
        "capeherald",
        "rivertimes",
        "hilltribune",
        "eastledger",
        "bayreport",
        "oldgazette",
    ]
)
_SAYS = ("said", "told reporters", "announced", "reported", "wrote in a statement")


@dataclass
class Planted:
    """A story as it was planted: the ministry's figures in order, the disagreements by kind, the ids of its items."""

    key: str
    kind: str
    figures: list[tuple[float | None, float | None]] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


class _Text:
    """A text that grows, with the spans of what was planted in it."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def _name(draw: random.Random, parts: int = 2) -> str:
    return "".join(draw.choice(_ONSETS).lower() + draw.choice(_NUCLEI) for _ in range(parts)).capitalize() + draw.choice(_ENDS)


def stream(stories: int = 165, seed: int = 7) -> tuple[list[tuple[date, Item]], list[Planted]]:
    """Items with the day they appear, in order of days, and the truth."""
    draw = random.Random(seed)
    planted: list[Planted] = []
    items: list[tuple[date, Item]] = []
    while len(planted) < stories:
        kind, town, start = draw.choice(list(KINDS)), draw.randrange(len(TOWNS)), draw.randrange(DAYS - 8)
        twins = [(kind, town, start)]
        if draw.random() < 0.3:
            twins.append((kind, (town + draw.randrange(1, len(TOWNS))) % len(TOWNS), min(DAYS - 8, start + draw.randrange(3))))
        if draw.random() < 0.3 and start + 25 < DAYS - 8:
            twins.append((kind, town, start + 25))
        for twin in twins:
            # Two stories of one kind in one town in the same days would be one story to any reader.
            if all(
                p.key.rsplit("/", 1)[0] != f"{twin[0]}/{twin[1]}" or abs(int(p.key.rsplit("/", 1)[1]) - twin[2]) >= 20
                for p in planted
            ):
                truth = Planted(f"{twin[0]}/{twin[1]}/{twin[2]}", twin[0])
                planted.append(truth)
                items += list(_story(truth, *twin, random.Random(f"{seed}/{truth.key}")))
    return sorted(items, key=lambda pair: (pair[0], pair[1].id)), planted


@dataclass(frozen=True)
class _Report:
    """What one report of a story says."""

    number: int
    day: date
    language: str
    outlet: str
    town: Town
    place: Entity | None
    doer: Actor | None
    figure: tuple[float | None, float | None] | None
    rival: float | None
    denied: bool


def _story(truth: Planted, kind: str, town: int, start: int, draw: random.Random) -> Iterator[tuple[date, Item]]:
    count = draw.randrange(8, 18)
    long = draw.random() < 0.25
    days = sorted(start + (0 if n < 3 else draw.randrange(22 if long else 6)) for n in range(count))
    own = {
        "man": f"{_name(draw)} {_name(draw)}",
        "thing": f"{_name(draw)} {_name(draw)}",
        "road": f"{_name(draw, 3)} street",
        "river": _name(draw, 3),
    }
    tolled = kind not in ("protest", "vote")
    toll, updates = draw.randrange(3, 20), 0
    clash = draw.randrange(2, count) if tolled and draw.random() < 0.33 else None
    denial = draw.randrange(1, count) if draw.random() < 0.33 else None
    planned = plan(kind, count, OUTLETS, draw)
    for number, offset in enumerate(days):
        day = FIRST + timedelta(min(offset, DAYS - 1))
        other_place, other_doer = number == planned.place, number == planned.doer
        language = draw.choices(("en", "ru", "az"), (8, 2, 1))[0] if number != denial and number != clash else "en"
        if other_place or other_doer:
            language = planned.languages[other_doer] if number not in (denial, clash) else "en"
        figure = None
        if tolled and language == "en" and (number == 0 or number == clash or draw.random() < 0.5):
            if number and draw.random() < 0.6 and number != clash and updates < 5:
                toll, updates = toll + draw.randrange(1, 9), updates + 1
            figure = (float(toll), None if number == 0 else float(toll))
            if not truth.figures or truth.figures[-1] != figure:
                truth.figures.append(figure)
        rival = float(toll + draw.randrange(2, 9)) if number == clash else None
        told = {"figure": rival is not None, "denial": number == denial, "place": other_place, "actor": other_doer}
        truth.disagreements += [name for name, here in told.items() if here]
        here = far_from(TOWNS[town]) if other_place else TOWNS[town]
        report = _Report(
            number,
            day,
            language,
            planned.outlets[other_doer]
            if other_place or other_doer
            else draw.choice([o for o in OUTLETS if o not in planned.outlets]),
            here,
            told_place(here, not other_place and number > 1, draw),
            told_doer(planned, other_doer, here[3], language, draw) if kind == ATTACK else None,
            figure,
            rival,
            number == denial,
        )
        item = _written(truth, kind, report, FIRST + timedelta(start), own, draw)
        truth.items.append(item.id)
        yield day, item


def _written(truth: Planted, kind: str, report: _Report, happened: date, own: dict[str, str], draw: random.Random) -> Item:
    type, names, words = KINDS[kind]
    town, number, language, figure, rival = report.town, report.number, report.language, report.figure, report.rival
    at = LANGUAGES.index(language)
    text, place = _Text(), town_of(town)
    country = Entity(f"country-{town[3]}", town[3], "country", town[3])
    man = Entity(digest("man", own["man"]), own["man"], "person")
    mentions, figures, statements = [], [], []
    lexicon = words.split()
    phase = ("first reports", "search", "aftermath", "inquiry")[min(3, number // 3)]
    trigger = text.put(names[at].capitalize())
    text.put({"en": " in ", "ru": ": ", "az": ": "}[language])
    spot = text.put(town[at])
    mentions.append(Mention(spot, town[at], "place", place))
    text.put(f", {own['river']}: {draw.choice(lexicon)} {phase}\n" if language == "en" else f", {own['river']}\n")
    headline = text.text.strip()
    mentions.append(Mention(spot, town[3], "country", country))
    given = Mention(text.put(own["man"]), own["man"], "person", man)
    mentions.append(given)
    filler = {
        "ru": "сообщил о последствиях, власти работают на месте",
        "az": "nəticələr barədə məlumat verdi, yerli qurumlar işləyir",
    }
    text.put(
        f" {draw.choice(_SAYS)} that the {draw.choice(lexicon)} near {own['road']} and the {own['thing']} "
        if language == "en"
        else f" {filler[language]}, {own['thing']} "
    )
    text.put(f"{draw.choice(lexicon)} {draw.choice(lexicon)} {own['river']}. ")
    actors, recipients = _parties(kind, report.doer, text, at)
    for value, giver in ((figure, "interior ministry"), ((rival, rival) if rival is not None else None, "red crescent")):
        if value is None:
            continue
        if value[1] is None:
            text.put("At least ")
        span = text.put(f"{value[0]:.0f}")
        text.put(f" people were killed, the {giver} said. ")
        speech = Statement(
            digest(giver, report.day, number),
            "indirect",
            "say",
            (Span(span.start, len(text.text)),),
            Mention(span, giver, "organisation"),
        )
        statements.append(speech)
        figures.append(Figure(digest("figure", truth.key, number, giver), span, "killed", value[0], value[1], reported_by=speech))
    for _ in range(draw.randrange(3, 7)) if language == "en" else ():
        text.put(
            f"The {draw.choice(lexicon)} of {town[0]} {draw.choice(('reached', 'left', 'closed', 'reopened'))} the {draw.choice(lexicon)} by {own['river']}, {phase}. "
        )
    if report.denied:
        charge = text.put(f"the {own['thing']} had ignored warnings about the {lexicon[0]} for years")
        claimant = Mention(charge, f"{own['road']} residents", "group")
        statements.append(Statement(digest("claim", truth.key), "indirect", "say", (charge,), claimant))
        text.put(f", residents of {own['road']} said. {own['man']} denied that ")
        reply = text.put(f"the {own['thing']} ignored warnings about the {lexicon[0]}")
        statements.append(Statement(digest("denial", truth.key), "indirect", "deny", (reply,), given, man))
        text.put(". ")
    when = DateEstimate(happened, happened)
    event = Event(
        digest("event", truth.key, number),
        type,
        trigger,
        "reported",
        0.9,
        actors=actors,
        recipients=recipients,
        place=Mention(spot, town[at], "place", report.place),
        when=when,
        figures=tuple(figures),
    )
    url = f"https://{report.outlet}/{digest(truth.key, number)}"
    return Item(
        digest("item", url), "article", text.text.strip(), headline=headline, url=url, language=language, outlet=report.outlet,
        revision=digest("revision", url), published=DateEstimate(report.day, report.day), mentions=tuple(mentions), statements=tuple(statements),
        events=(event,), figures=tuple(figures),
    )  # fmt: skip


def _parties(kind: str, doer: Actor | None, text: _Text, at: int) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who did an attack to what, in the words of the report."""
    if kind != ATTACK:
        return (), ()
    by = (replace(doer, span=text.put(doer.text)),) if doer else ()
    text.put((" shelled ", ": обстрел, ", ": atəş, ")[at])
    market = Actor(text.put(MARKET[at]), MARKET[at])
    text.put(". ")
    return by, (market,)


def page(item: Item) -> Page:
    """A page of one item."""
    return Page(item.text, (), (item,), url=item.url, outlet=item.outlet, language=item.language, digest=item.revision)
