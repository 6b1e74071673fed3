"""Templates, and what they ask for: days as text, bounds, safe links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus, urlsplit

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from .. import __version__
from ..archive.alerts import FILTERS
from ..store.fact_words import line_of
from ..stories.citing import cite
from ..stories.figures import vague
from ..types import Citation, DateEstimate, Event, Figure, Item, Mention, Side, Span, Statement
from . import languages
from .contexts import Noted, emptied
from .cursors import seal
from .evidence import allows, bare, noted, proof_of, quoted, reason_of
from .languages import between, days, gettext, number, on_day
from .wording import ROLES, event_name, evidence_name, value_name, word

#: The cookie that keeps the look, and the looks there are.
THEME, THEMES = "dateline_theme", ("auto", "light", "dark")

#: Words that stand for a speaker but name none.
NAMELESS = frozenset({"i", "you", "he", "she", "it", "we", "they", "who", "that", "this", "he or she", "one"})
#: A toll as a side of a disagreement tells it.
_TOLL = re.compile(
    r"(?P<open>at least |up to )?(?P<low>[0-9][0-9,.]{0,20})(?: to (?P<high>[0-9][0-9,.]{0,20}))? (?P<what>[a-z]+)"
)
_TIES = "in|on|via|at|during|through|by|to|im|auf|bei|über|в|на|по|через"
#: What a medium hangs from: "on" Telegram, "in a recent" interview.
_TIED = re.compile(rf"\b(?:{_TIES})\s(?:(?!(?:{_TIES}|told|tells|telling)\b)[\w’'\-]+\s){{0,3}}$", re.IGNORECASE)
#: What begins a cue that stands before a name ("according to"): after the name it says nothing.
_BEFORE_NAMES = frozenset(("according", "per", "in", "by", "as", "citing", "quoting", "по", "согласно", "как"))


def day(estimate: DateEstimate | None) -> str:
    """ "3 January 2025", "1–19 January 2025", "date not known"."""
    return days(estimate.earliest, estimate.latest) if estimate is not None else gettext("date not known")


def words(item: Item, spans: tuple[Span, ...]) -> str:
    """What a statement says, without its quotation marks; a gap between its parts is shown."""
    return " … ".join(bare(span.of(item.text)) for span in spans)


def cue_of(item: Item, statement: Statement, longest: int = 30) -> str:
    """The words by which something is said ("said", "accused"), where they are short enough to stand for the act."""
    told = " ".join(statement.cue.of(item.text).split()) if statement.cue is not None else ""
    says = any(sign.isalpha() for sign in told) and told.casefold().partition(" ")[0] not in _BEFORE_NAMES
    return told if len(told) <= longest and says else ""


def placed(item: Item, medium: Mention) -> str:
    """Where something was said, in the words of the item: "on Telegram", "in a recent interview"; "in" where the item has none."""
    start = max(0, medium.span.start - 40)
    tie = _TIED.search(item.text, start, medium.span.start)
    # "In a statement" opened a sentence.
    words = item.text[tie.start() : medium.span.end] if tie else ""
    return words[0].lower() + words[1:] if words else gettext("in %(place)s") % {"place": medium.text}


def speaker_of(statement: Statement) -> str | None:
    """The name under which a statement is counted; None where no more than a pronoun names who speaks."""
    if statement.entity is not None:
        return statement.entity.name
    speaker = statement.speaker
    return speaker.text if speaker is not None and not speaker.pronoun and speaker.text.casefold() not in NAMELESS else None


def tolls(figures: tuple[Figure, ...], most: int = 3, text: str = "") -> list[str]:
    """The first figures in words, each once: "37 killed", "at least 14 injured", "2.5 billion USD", "61 per cent turnout"."""
    return list(dict.fromkeys(_told(figure, text) for figure in figures))[:most]


def _told(figure: Figure, text: str) -> str:
    what, told = of_what(figure), bounds(figure, text)
    return gettext("%(figure)s %(what)s") % {"figure": told, "what": what} if what else told


def of_what(figure: Figure) -> str:
    """What a figure counts: "killed", "turnout", "votes"; of money nothing, its unit says it."""
    return "" if figure.what == "money" else word(figure.what)


def bounds(figure: Figure, text: str = "") -> str:
    """ "37", "at least 37", "up to 40", "30 to 40", "nobody", "2.5 billion USD", "61 per cent"; with the text that it stands in "dozens (at
    least 24)"."""
    unit = "" if figure.unit in ("people", figure.what) else word(figure.unit)
    told = f"{toll(figure.lower, figure.upper, figure.unit)} {unit}".rstrip()
    words = vague(figure, text)
    return f"{words} ({told})" if words else told


def side_says(side: Side) -> str:
    """What one side of a disagreement says: a toll or whether it happened in the reader's language, a claim in its own words."""
    found = _TOLL.fullmatch(side.says)
    if found is None:
        return word(side.says)
    low, high = (float(n.replace(",", "")) if n else None for n in (found["low"], found["high"]))
    lower, upper = {"at least ": (low, None), "up to ": (None, low)}.get(
        found["open"] or "", (low, high if high is not None else low)
    )
    return gettext("%(figure)s %(what)s") % {"figure": between(lower, upper), "what": word(found["what"])}


def toll(lower: float | None, upper: float | None, unit: str) -> str:
    """The bounds of a count in words; of people none are nobody."""
    return gettext("nobody") if unit == "people" and upper == 0 else between(lower, upper)


def title_of(item: Item, longest: int = 110) -> str:
    """The headline, or the opening words of an item without one."""
    words = item.headline or item.text.split("\n")[0]
    return words if len(words) <= longest else words[: words.rfind(" ", 0, longest)] + " …"


def lead_of(item: Item, longest: int = 220) -> str:
    """The first paragraph that is a sentence or more, cut at a word. A live page may open with its farewell ("Good night"): of its
    paragraphs the first that tells an event or what was said."""
    long = [p for p in item.paragraphs if len(p) >= 60]
    words = next((p for p in long if item.genre != "live" or _tells(item, p)), (*long, *item.paragraphs, "")[0])
    return words if len(words) <= longest else words[: words.rfind(" ", 0, longest)] + " …"


def _tells(item: Item, paragraph: str) -> bool:
    start = item.text.find(paragraph)
    told = (*(e.trigger for e in item.events), *(span for s in item.statements for span in s.content))
    return any(start <= span.start < start + len(paragraph) for span in told)


def says_more(item: Item | None, headline: str) -> bool:
    """Whether the opening of an item tells more than a headline does."""
    return item is not None and bool(item.paragraphs) and lead_of(item, 60)[:50] not in headline


def link(url: str | None) -> str | None:
    """An address that may be a link: http or https only."""
    if not url:
        return None
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def host(url: str | None) -> str:
    """The host of an address."""
    safe = link(url)
    return (urlsplit(safe).hostname or "").removeprefix("www.") if safe else ""


def sentence_of(item: Item, span: Span) -> str:
    """The words around a span, within its line; where the line goes on, that is shown."""
    quote = cite(item, span, frozenset()).quote
    line = line_of(item, span).strip()
    return f"{'' if line.startswith(quote) else '… '}{quote}{'' if line.endswith(quote) else ' …'}"


def alike(reports: Sequence[Citation]) -> list[tuple[Citation, list[Citation]]]:
    """Reports by their words: the first that has them, and the others."""
    found: dict[str, tuple[Citation, list[Citation]]] = {}
    for report in reports:
        if report.quote in found:
            found[report.quote][1].append(report)
        else:
            found[report.quote] = (report, [])
    return list(found.values())


def anchor_of(item: Item, fact: Statement | Event | Figure) -> str:
    """Where the reader lists a fact of an item: "#s3", or nothing for a fact of another revision."""
    rows: dict[str, Sequence[Statement | Event | Figure]] = {"s": item.statements, "e": item.events, "f": item.figures}
    kind = "s" if isinstance(fact, Statement) else "e" if isinstance(fact, Event) else "f"
    return next((f"#{kind}{n}" for n, other in enumerate(rows[kind], 1) if other.id == fact.id), "")


def theme(request: Request) -> str:
    """The look that the reader chose."""
    chosen = request.cookies.get(THEME, "")
    return chosen if chosen in THEMES else "auto"


def with_query(request: Request, **changes: str | None) -> str:
    """The page's own address with some of its parameters changed; None takes one away. A cursor of the archive is sealed; that of this
    page goes, for it fits nothing else."""
    if changes.get("cursor"):
        changes["cursor"] = seal(request, changes["cursor"] or "")
    parts = [pair for name, pair in _quoted(request).items() if name not in changes]
    parts += [f"{quote_plus(name)}={quote_plus(value)}" for name, value in changes.items() if value]
    return request.url.path + (f"?{'&'.join(parts)}" if parts else "")


def _quoted(request: Request) -> dict[str, str]:
    """The page's own parameters as an address has them, but for the cursor; a page asks for them a hundred times."""
    found: dict[str, str] | None = getattr(request.state, "quoted", None)
    if found is None:
        given = dict(request.query_params.items())
        found = request.state.quoted = {k: f"{quote_plus(k)}={quote_plus(v)}" for k, v in given.items() if k != "cursor"}
    return found


def feed(page: str, end: str) -> str:
    """The address of a page's feed, "atom" or "feed"."""
    path, _, query = page.partition("?")
    return f"{path}.{end}" + (f"?{query}" if query else "")


def followed(request: Request) -> dict[str, str]:
    """What a search page asks for: its words and filters."""
    return {key: value for key in ("q", *FILTERS) if (value := request.query_params.get(key, "")[:400])}


def translated(text: str, **values: Any) -> Markup:
    """A text of the site in the reader's language, with values put in, escaped: what Jinja's own `_` does by way of the context, at four
    times the cost; a page has a hundred of them."""
    return Markup(languages.gettext(text)) % values if values else _without_values(languages.language(), text)


@lru_cache(maxsize=8_192)
def _without_values(language: str, text: str) -> Markup:
    return Markup(languages.gettext(text)) % {}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, escaped throughout; a misspelt name is an error."""
    env = Environment(
        loader=PackageLoader("dateline.site"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.context_class = Noted
    env.install_gettext_callables(languages.gettext, languages.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        _=translated,
        N_=languages.N_,
        plain=languages.gettext,
        LANGUAGES=languages.LANGUAGES,
        language=languages.language,
        country_name=languages.country_name,
        language_name=languages.language_name,
        between=between,
        days=days,
        number=number,
        on_day=on_day,
        moment=languages.moment,
        month_name=languages.month_name,
        month_short=languages.month_short,
        word=word,
        value_name=value_name,
        day=day,
        allows=allows,
        proof_of=proof_of,
        noted=noted,
        reason_of=reason_of,
        cue_of=cue_of,
        placed=placed,
        side_says=side_says,
        speaker_of=speaker_of,
        time_name=languages.time_name,
        quoted=quoted,
        bounds=bounds,
        of_what=of_what,
        title_of=title_of,
        lead_of=lead_of,
        says_more=says_more,
        link=link,
        host=host,
        with_query=with_query,
        feed=feed,
        followed=followed,
        sentence_of=sentence_of,
        anchor_of=anchor_of,
        alike=alike,
        theme=theme,
        words=words,
        toll=toll,
        tolls=tolls,
        evidence_name=evidence_name,
        event_name=event_name,
        ROLES=ROLES,
        version=__version__,
    )
    return env


def render(template: str, request: Request, **values: Any) -> str:
    """A page as HTML."""
    with emptied("request"):
        return (
            environment()
            .get_template(template)
            .render(request=request, visitor=request.state.visitor, access=request.state.access, **values)
        )
