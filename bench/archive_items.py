# ruff: noqa: E501, SIM905
"""Invented pages for the benchmark of the archive: templates of our own, drawn with the skew of real news.

Outlets, persons, organisations, places, countries and words follow Zipf's law; days are ten years with more items on weekdays and in the
later years; four in ten items are teasers beside an article, a few are comments; an item
names a small cast of its own again and again. One in nine pages is Russian, Turkish, Azerbaijani,
Arabic, Chinese or Japanese. Every fact that reading would find is planted with its span: what is measured is the archive.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from dateline.ids import digest
from dateline.types import (
    Actor,
    Block,
    DateEstimate,
    Entity,
    Event,
    Evidence,
    Figure,
    Interval,
    Item,
    ItemKind,
    Mention,
    Page,
    Piece,
    Span,
    Statement,
)

FIRST, DAYS = date(2021, 1, 4), 3652
COUNTRIES = tuple(
    """
USA RUS CHN GBR FRA DEU UKR TUR IRN ISR IND JPN KOR SAU EGY SYR IRQ PAK POL ITA ESP BRA MEX CAN AUS KAZ AZE ARM GEO UZB KGZ TJK TKM GRC HUN SRB ROU
BGR SWE NOR FIN DNK NLD BEL AUT CHE CZE SVK LTU LVA EST MDA BLR ZAF NGA KEN ETH SDN LBY DZA MAR TUN QAT ARE KWT OMN YEM JOR LBN AFG BGD LKA NPL MMR
THA VNM PHL IDN MYS SGP ARG CHL COL PER VEN CUB BOL ECU
""".split()
)
_SYLLABLES = [
    c + v for c in "b d f g h k l m n p r s t v z br dr kr pr st tr sh ch gr pl".split() for v in "a e i o u ai ou".split()
]
_REAL = """
government minister president talks agreement border troops economy market prices bank energy gas oil pipeline court police law vote election party
parliament opposition protest strike workers union budget tax reform visit summit meeting trade export import tariff company investment project school
hospital water flood earthquake fire storm victims rescue aid refugees ceasefire attack missile drone army defence security sanctions statement report
investigation corruption prison trial judge human rights media journalist freedom health vaccine virus climate heat harvest grain wheat railway road
airport bridge port ship satellite science research university students culture museum festival football match season champion record stadium church
mosque language history memorial anniversary veterans city region village mayor governor council residents families children women pension wages
inflation currency rate debt loan fund growth forecast industry factory coal power plant nuclear reactor uranium electricity grid outage repair supply
demand shortage queue
""".split()
_ENGLISH = (
    "{P} said on {W} that {N} {V} the {N} of {L}, where {N} and {N} had {V} since the {N}.",
    '"We will not accept any {N} without {N}," {P} told reporters in {L}.',
    "At least {F} people were killed in the {N} near {L}, according to the {O}.",
    "Officials from {C} and {C} met in {L} to discuss {N}, {N} and the {N} {N}.",
    "The {O} announced a new {N} of {N}, which {N} in {C} called a {N} for {N}.",
    "Thousands protested in {L} against the {N}, and police detained {F} people.",
    "{P}, who heads the {O}, denied that {N} had been {V} by {N} from {C}.",
    "The {N} {N} in {L} has {V} for months, while the {N} of {N} keeps {N} waiting.",
    "Analysts at the {O} expect {N} to reach {F} million before the {N} is {V}.",
    "In a separate {N}, {C} sent {N} to {L} after {N} {V} {N} there.",
    "Residents of {L} described how the {N} {V} their {N} and the {N} near the {N}.",
    "{P} and {P} signed the {N} in {L}, ending a {N} over {N} between {C} and {C}.",
    "The {N} comes as {N} {V} across {C}, with {N}, {N} and {N} under pressure.",
    "It was not clear when the {N} would {V} or who had ordered the {N}.",
    "The {N} was {V} twice last year, and the {N} of the {N} has been {V} ever since, with no sign of a {N}.",
    "For many the {N} is a question of {N} rather than {N}, and few expect that any {N} will change it soon.",
    "A {N} that was {V} in the spring did little for the {N}; the {N} and the {N} went on as before.",
    "Critics call the {N} too slow, supporters point to the {N} and say that {N} takes time.",
    "Prices of {N} and {N} rose again, while the {N} of {N} fell for the third month in a row.",
    "The {N} had been {V} before the {N} began, and nobody {V} the {N} until it was too late.",
    "What follows from the {N} is open: the {N} could be {V}, or the {N} could end in another {N}.",
    "Both sides spoke of {N}, yet neither the {N} nor the {N} was {V} by the evening.",
)
_OTHER = {
    "ru": ("Правительство сообщило о ситуации в городе {L}: {N} {N}.", "{P} заявил, что переговоры с {C} продолжатся на следующей неделе.", "Погибли не менее {F} человек, сообщает {O}."),
    "tr": ("{P} İstanbul'da yaptığı açıklamada {C} ile görüşmelerin sürdüğünü söyledi.", "{L} kentinde en az {F} kişi öldü, {O} bildirdi.", "Işık ve gölge: {N} {N} tartışması büyüyor."),
    "az": ("{P} bildirib ki, {C} ilə danışıqlar davam edir.", "{L} şəhərində ən azı {F} nəfər həlak olub, {O} məlumat verib.", "Əhali {N} və {N} barədə danışır."),
    "ar": ("قال {P} إن المحادثات مع {C} مستمرة في {L}.", "قُتل ما لا يقل عن {F} شخصا بحسب {O}.", "الحكومة تعلن {N} جديدة في المدينة."),
    "zh": ("{P}在{L}表示，与{C}的谈判将继续进行，双方同意扩大贸易合作。", "据{O}报道，事故造成至少{F}人死亡。", "政府宣布新的经济改革计划，市场反应积极。"),
    "ja": ("{P}は{L}で記者会見を開き、{C}との協議を続けると述べた。", "{O}によると、少なくとも{F}人が死亡した。", "政府は新しいエネルギー政策を発表し、東京タワー周辺で抗議が行われた。"),
}  # fmt: skip
_SLOT = re.compile(r"\{(\w)\}")
_TYPES = (
    "CONSULT",
    "AGREE",
    "FIGHT",
    "PROTEST",
    "ACCUSE",
    "AID",
    "SANCTION",
    "DISASTER",
    "ACCIDENT",
    "COOPERATE",
    "ARREST",
    "ELECT",
)
_ACTS = ("say", "say", "say", "deny", "promise", "demand", "estimate", "threaten")


class Zipf:
    """Draws from values, the n-th with a weight of 1 / (n + 2) ** power."""

    def __init__(self, values: Sequence[object], power: float = 1.0) -> None:
        self.values = values
        self._sums = list(accumulate(1 / (n + 2) ** power for n in range(len(values))))

    def draw(self, random01: Callable[[], float]) -> object:
        """One value."""
        return self.values[bisect(self._sums, random01() * self._sums[-1])]


def _word(draw: random.Random, parts: int) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(parts))


@dataclass
class World:
    """Who and what the news is about."""

    outlets: Zipf
    slots: dict[str, Zipf]
    types: Zipf

    @classmethod
    def make(cls, seed: int = 11) -> World:
        """The same world for the same seed."""
        draw = random.Random(seed)
        nouns = [*_REAL, *(_word(draw, draw.choice((2, 2, 3, 3, 4))) for _ in range(40_000))]
        verbs = [_word(draw, 2) + "ed" for _ in range(4_000)]
        countries = [Entity(digest("entity", "country", c), _name(draw), "country", c) for c in COUNTRIES]
        places = [_entity("place", _name(draw), draw.choice(COUNTRIES[:60]), n) for n in range(6_000)]
        people = [_entity("person", f"{_name(draw)} {_name(draw)}", None, None) for _ in range(60_000)]
        bodies = [
            _entity(
                "organisation",
                f"{_name(draw)} {draw.choice(('Ministry', 'Agency', 'Bank', 'Group', 'Council', 'Union'))}",
                draw.choice(COUNTRIES),
                None,
            )
            for _ in range(8_000)
        ]
        slots = {
            "N": Zipf(nouns, 0.9),
            "V": Zipf(verbs, 0.9),
            "P": Zipf(people),
            "L": Zipf(places),
            "O": Zipf(bodies),
            "C": Zipf(countries, 1.1),
        }
        slots["W"] = Zipf(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], 0.0)
        outlets = Zipf(
            [f"{_name(draw)} {draw.choice(('Post', 'News', 'Herald', 'Times', 'Wire', 'Day'))}" for _ in range(400)], 1.1
        )
        return cls(outlets, slots, Zipf(list(_TYPES)))


def _name(draw: random.Random) -> str:
    return _word(draw, draw.choice((2, 3, 3))).capitalize()


def _entity(type: str, name: str, country: str | None, geonames: int | None) -> Entity:
    return Entity(digest("entity", type, name), name, type, country, geonames)


class Writer:
    """Writes items of a world, from a seed."""

    def __init__(self, world: World, seed: int = 5) -> None:
        self.world = world
        self.draw = random.Random(seed)
        self.number = 0

    def pages(self, items: int) -> Iterator[Page]:
        """Pages until they hold as many items."""
        made = 0
        while made < items:
            page = self.page()
            made += len(page.items)
            yield page

    def page(self) -> Page:
        """An article, on most pages with teasers of others beside it, now and then with comments."""
        draw, number = self.draw, self.number
        self.number += 1
        outlet = str(self.world.outlets.draw(draw.random))
        language = "en" if draw.random() < 0.89 else draw.choice(tuple(_OTHER))
        day = FIRST + timedelta(int(DAYS * draw.random() ** 0.7))
        if day.weekday() >= 5 and draw.random() < 0.5:
            day -= timedelta(day.weekday() - 4)
        host = outlet.lower().replace(" ", "") + ".example"
        kinds: list[ItemKind] = ["article"]
        kinds.extend(["teaser"] * draw.choice((0, 0, 0, 1, 1, 2)))
        kinds.extend(["comment"] * (draw.random() < 0.06))
        items = [
            self.item(kind, f"https://{host}/{day:%Y/%m/%d}/{number}-{n}", outlet, language, day) for n, kind in enumerate(kinds)
        ]
        text, blocks = "", []
        placed = []
        for item in items:
            start = len(text)
            text += item.text + "\n"
            blocks += [Block(p.span.shifted(start), p.role, item.id) for p in item.pieces]
            placed.append(_placed(item, start))
        seen = day + timedelta(draw.choice((0, 0, 0, 1, 2, 30, 300)))
        captured = DateEstimate(seen, seen, (Evidence("warc", "WARC-Date", "field", (Interval(seen, seen),)),))
        return Page(text, tuple(blocks), tuple(placed), items[0].url, outlet, language, captured, digest=digest("page", number))

    def item(self, kind: ItemKind, url: str, outlet: str, language: str, day: date) -> Item:
        """One item with its facts."""
        draw = self.draw
        templates = _ENGLISH if language == "en" else _OTHER[language]
        count = {"article": draw.choice((8, 14, 20, 26, 34, 50)), "teaser": draw.choice((1, 2, 2)), "comment": 2}[kind]
        parts: list[str] = []
        at, found = 0, _Found({slot: [self._any(slot) for _ in range(draw.choice(sizes))] for slot, sizes in _CAST.items()})
        lines = []
        for n in range(count + (kind != "comment")):
            start = at
            for piece, slot in _parts(templates[int(draw.random() * len(templates))]):
                if slot:
                    at = self._fill(slot, at, parts, found)
                else:
                    parts.append(piece)
                    at += len(piece)
            lines.append(Span(start, at))
            last = n == count - (kind == "comment")
            if not last:
                end = "\n" if n == 0 or n % 3 == 0 else " "
                parts.append(end)
                at += 1
        text = "".join(parts)
        roles = ["headline" if kind != "comment" else "comment", *["paragraph"] * (len(lines) - 1)]
        pieces = tuple(Piece(role, span, span) for role, span in zip(roles, lines, strict=True))
        published = DateEstimate(day, day, (Evidence("json-ld", "JSON-LD datePublished", "field", (Interval(day, day),)),))
        item = Item(
            digest("item", url), kind, text, tuple(text.split("\n")[1:]) or (text,), lines[0].of(text) if kind != "comment" else None,
            genre=draw.choices(("news", "opinion", "analysis", "interview"), (90, 6, 3, 1))[0], url=url, outlet=outlet, language=language,
            revision=digest("revision", url), published=published, pieces=pieces, mentions=tuple(found.mentions), authors=("A. Writer",) if kind == "article" else (),
        )  # fmt: skip
        return self._with_facts(item, found, lines)

    def _any(self, slot: str) -> object:
        return self.world.slots[slot].draw(self.draw.random)

    def _fill(self, slot: str, at: int, parts: list[str], found: _Found) -> int:
        if slot == "F":
            words = str(1 + int(100 * self.draw.random() ** 3))
            found.figures.append(Span(at, at + len(words)))
        else:
            value = (
                found.cast[slot][int(len(found.cast[slot]) * self.draw.random() ** 1.5)]
                if slot in found.cast
                else self._any(slot)
            )
            words = value.name if isinstance(value, Entity) else str(value)
            if isinstance(value, Entity):
                found.mentions.append(Mention(Span(at, at + len(words)), words, value.type, value))
        parts.append(words)
        return at + len(words)

    def _with_facts(self, item: Item, found: _Found, lines: list[Span]) -> Item:
        draw = self.draw
        named = {type: [m for m in found.mentions if m.type == type] for type in ("person", "country", "place")}
        statements, events, figures = [], [], []
        for mention in named["person"][:4]:
            line = next(span for span in lines if span.contains(mention.span))
            statements.append(
                Statement(
                    digest("s", mention.span.start),
                    "indirect",
                    _ACTS[int(draw.random() * len(_ACTS))],
                    (Span(min(mention.span.end + 1, line.end - 1), line.end),),
                    mention,
                    mention.entity,
                    cue=Span(mention.span.end, mention.span.end + 1),
                    confidence=0.8,
                )
            )
        figures = [
            Figure(
                digest("f", span.start),
                span,
                draw.choice(("killed", "injured", "arrested", "money")),
                float(span.of(item.text)),
                None,
            )
            for span in found.figures[:3]
        ]
        for n, one in enumerate(named["country"][: 6 if item.kind == "article" else 1 : 2]):
            other = named["country"][2 * n + 1] if len(named["country"]) > 2 * n + 1 else None
            place = named["place"][n] if len(named["place"]) > n else None
            actors, recipients = (_actor(one),), (_actor(other),) if other else ()
            events.append(
                Event(
                    digest("e", one.span.start),
                    str(self.world.types.draw(draw.random)),
                    one.span,
                    draw.choice(("asserted", "reported", "reported", "planned")),
                    0.7,
                    actors=actors,
                    recipients=recipients,
                    place=place,
                    when=item.published if draw.random() < 0.5 else None,
                    figures=tuple(figures[:1]) if n == 0 else (),
                )
            )
        return Item(
            **{
                **{name: getattr(item, name) for name in _NAMES},
                "statements": tuple(statements),
                "events": tuple(events),
                "figures": tuple(figures),
            }
        )


@dataclass
class _Found:
    cast: dict[str, list[object]]
    mentions: list[Mention] = field(default_factory=list)
    figures: list[Span] = field(default_factory=list)


#: An item is about a few: how many persons, places, organisations and countries it names, again and again.
_CAST = {"P": (1, 2, 3, 4), "L": (1, 2, 3), "O": (1, 1, 2), "C": (2, 2, 3)}


_NAMES = tuple(Item.__dataclass_fields__)


def _actor(mention: Mention) -> Actor:
    assert mention.entity is not None
    return Actor(mention.span, mention.text, mention.entity, mention.entity.country, "GOV")


_CUT: dict[str, list[tuple[str, str]]] = {}


def _parts(template: str) -> list[tuple[str, str]]:
    if template not in _CUT:
        pieces = _SLOT.split(template)
        _CUT[template] = [(p, "") if n % 2 == 0 else ("", p) for n, p in enumerate(pieces) if p]
    return _CUT[template]


def _placed(item: Item, start: int) -> Item:
    pieces = tuple(Piece(p.role, p.span, p.span.shifted(start)) for p in item.pieces)
    return Item(**{**{name: getattr(item, name) for name in _NAMES}, "pieces": pieces})
