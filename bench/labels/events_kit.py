"""Events to judge: draws emitted events at random, lays them out for a judge, and gathers the verdicts without any text.

    python -m bench.labels.events_kit lay-out --data DATA --out FOLDER     FOLDER lies outside the repository
    python -m bench.labels.events_kit gather  --data DATA --out FOLDER     writes bench/labels/events_audit.jsonl
    --audit fifth                                                          another draw, into a file of its own
    gather --again                                                         a second judgement: events_audit_again.jsonl

Only the public API is used. Pages are read in the order of a hash, and each gives at most six events, again by a hash, until enough are
drawn; so an event stays drawn while others come and go. Later audits leave out every page and every sentence of the audits before
them. See README-events.md beside this file.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import dateline

from ..harness import records

HERE = Path(__file__).parent
NEWS = ("scrapinghub", "fundus_fixtures", "fundus_eval")
WEB = ("trafilatura_eval", "htmldate_eval")
#: Articles as bare text: the English pages of the sets above are used up.
TEXTS = ("places/lgl", "places/trnews", "entities/news_fair")
WIKINEWS = ("stories/meantime", "statements/gum_news")
#: Pages of guides and blogs beside those of news.
_PAGES = (*NEWS, *WEB, "wcxb_articles")
#: News texts that others have coded for events.
_CODED = ("events/wikievents", "events/glocon")
#: The files of a set where they are not one of documents.
_FILES = {"statements/polnear": ("dev", "train"), "statements/gum_news": ("dev",)}


@dataclass(frozen=True)
class Audit:
    """One draw: its file, what is hashed before each page's name, the sets with how many events they give, the most of a page, the
    audits before, whether contexts are judged."""

    file: str
    seed: str
    parts: tuple[tuple[tuple[str, ...], int], ...]
    a_page: int = 6
    before: tuple[str, ...] = ()
    contexts: bool = True
    #: Only texts on the even side of a hash: rules had been tried on the others.
    even: bool = False
    #: No sentence twice, also where pages of earlier audits are drawn again.
    once: bool = False
    #: Audits whose pages may be drawn again, but none of their sentences.
    told: tuple[str, ...] = ()
    #: Only texts that nobody read while the program was mended for this audit.
    reserved: bool = False


_OLD = ("events_audit.jsonl", "events_audit_second.jsonl")
_MIXED = (
    (("stories/ecbplus",), 20),
    (("times/tempeval3",), 16),
    (("statements/polnear",), 12),
    (("events/gun_violence",), 6),
    ((*_CODED, *WIKINEWS), 6),
)
_LATER = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth")


def _before(audit: str) -> tuple[str, ...]:
    """The files of all audits before one: what they hold is drawn no more."""
    return (*_OLD, *(f"events_audit_{name}.jsonl" for name in _LATER[: _LATER.index(audit)]))


#: The newswire of the 1990s is used up.
_LEFT = (
    (("stories/ecbplus",), 26),
    (("statements/polnear",), 18),
    (("events/gun_violence",), 8),
    ((*_CODED, *WIKINEWS), 8),
)
#: The coded texts give no event any more, local news one.
_LAST = (
    (("stories/ecbplus",), 26),
    (("statements/polnear",), 21),
    (("events/gun_violence",), 12),
    (TEXTS, 1),
)
#: Local news gives no event any more.
_THREE_KINDS = (
    (("stories/ecbplus",), 26),
    (("statements/polnear",), 20),
    (("events/gun_violence",), 14),
)
AUDITS = {
    "first": Audit("events_audit.jsonl", "", ((NEWS, 300),)),
    "fourth": Audit("events_audit_fourth.jsonl", "fourth|", ((TEXTS, 60),), 2, _before("fourth")),
    "third": Audit("events_audit_third.jsonl", "third|", ((WEB, 60), (TEXTS, 140)), 4, _OLD),
    "fifth": Audit(
        "events_audit_fifth.jsonl",
        "fifth|",
        ((WEB, 25), (TEXTS, 153), (("statements/polnear",), 80), (WIKINEWS, 32)),
        2,
        _before("fifth"),
        contexts=False,
    ),
    "sixth": Audit(
        "events_audit_sixth.jsonl",
        "sixth|",
        ((("times/tempeval3",), 24), (("statements/polnear",), 14), (_CODED, 14), (("events/gun_violence",), 8)),
        1,
        _before("sixth"),
        contexts=False,
    ),
    "seventh": Audit(
        "events_audit_seventh.jsonl",
        "seventh|",
        ((_PAGES, 23), (("stories/ecbplus",), 17), (("times/tempeval3",), 20)),
        1,
        _before("seventh"),
        contexts=False,
    ),
    "eighth": Audit(
        "events_audit_eighth.jsonl",
        "eighth|",
        _MIXED,
        1,
        _before("eighth"),
        contexts=False,
        even=True,
    ),
    "tenth": Audit("events_audit_tenth.jsonl", "tenth|", _LEFT, 1, _before("tenth"), contexts=False, even=True),
    "eleventh": Audit("events_audit_eleventh.jsonl", "eleventh|", _LEFT, 1, _before("eleventh"), contexts=False, even=True),
    "twelfth": Audit(
        "events_audit_twelfth.jsonl",
        "twelfth|",
        _LAST,
        1,
        _before("twelfth"),
        contexts=False,
        even=True,
    ),
    "thirteenth": Audit(
        "events_audit_thirteenth.jsonl",
        "thirteenth|",
        _THREE_KINDS,
        1,
        _before("thirteenth"),
        contexts=False,
        even=True,
    ),
    # The draw that was asked for at first: pages of news, those of earlier audits among them.
    "fourteenth": Audit("events_audit_fourteenth.jsonl", "fourteenth|", ((NEWS, 300),), 14, contexts=False, once=True),
    # As the fourteenth, of all pages at hand and without a sentence that an audit before had drawn.
    "fifteenth": Audit(
        "events_audit_fifteenth.jsonl",
        "fifteenth|",
        ((_PAGES, 300),),
        contexts=False,
        once=True,
        told=(*_before("thirteenth"), "events_audit_thirteenth.jsonl", "events_audit_fourteenth.jsonl"),
    ),
    # Local news and the campaign of 2016, no sentence of an audit before, and no text of those on which the program was mended after the
    # fifteenth: these were read on one side of a hash, and the audit draws on the other.
    "sixteenth": Audit(
        "events_audit_sixteenth.jsonl",
        "sixteenth|",
        ((TEXTS[:2], 120), (("statements/polnear",), 80)),
        2,
        contexts=False,
        once=True,
        told=(
            *_before("thirteenth"),
            *(f"events_audit_{name}.jsonl" for name in ("thirteenth", "fourteenth", "fifteenth")),
        ),
        reserved=True,
    ),
    # Of all kinds; texts that nobody has read for a mend, neither before the eighth audit nor after the sixteenth.
    "seventeenth": Audit(
        "events_audit_seventeenth.jsonl",
        "seventeenth|",
        ((("statements/polnear",), 70), (("stories/ecbplus",), 40), (("events/gun_violence",), 30)),
        2,
        contexts=False,
        even=True,
        once=True,
        told=(
            *_before("thirteenth"),
            *(f"events_audit_{name}.jsonl" for name in ("thirteenth", "fourteenth", "fifteenth", "sixteenth")),
        ),
        reserved=True,
    ),
    # The same once more, after the places of local news were mended.
    "eighteenth": Audit(
        "events_audit_eighteenth.jsonl",
        "eighteenth|",
        ((("statements/polnear",), 70), (("stories/ecbplus",), 40), (("events/gun_violence",), 30)),
        2,
        contexts=False,
        even=True,
        once=True,
        told=(
            *_before("thirteenth"),
            *(f"events_audit_{name}.jsonl" for name in ("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth")),
        ),
        reserved=True,
    ),
    "ninth": Audit(
        "events_audit_ninth.jsonl",
        "ninth|",
        _MIXED,
        1,
        _before("ninth"),
        contexts=False,
        even=True,
    ),
}
AGAIN = HERE / "events_audit_again.jsonl"
#: What each column of verdicts may hold; contexts_wrong and contexts_missed are lists of contexts and stand in the third and fourth audit.
VERDICTS = {"right_type": "ynu", "right_actors": "ynu-", "right_place": "ynu-", "right_certainty": "ynu", "violent": "tf-"}
CONTEXTS = ("contexts_wrong", "contexts_missed")
_END = re.compile(r"[.!?][\"”’»)]*\s+(?=[\"“‘«(]?[^\W\d_a-zß-öø-ÿ])|\n+")


@dataclass(frozen=True)
class Drawn:
    """One emitted event: where it stands, by offsets in its item's text and by the hash of its sentence, and what was coded."""

    set: str
    id: str
    kind: str
    start: int
    end: int
    sentence: str
    at: int
    type: str
    certainty: str
    contexts: tuple[str, ...] = ()

    @property
    def order(self) -> str:
        """A hash that depends on the place alone."""
        return _hash(f"{self.set}|{self.id}|{self.sentence}|{self.at}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence that holds an offset: a plain split at full stops and line ends."""
    start, end = 0, len(text)
    for match in _END.finditer(text):
        if match.end() <= at:
            start = match.end()
        elif match.start() >= at:
            end = match.end()
            break
    return start, end


def pages_of(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """The records of a set: pages, or the articles of another group of the data ("places/lgl")."""
    if "/" not in name:
        yield from records(data / "pages" / name, "pages")
        return
    for file in _FILES.get(name, ("documents",)):
        yield from records(data / name, file)


def content(record: dict[str, Any]) -> str:
    """What to read: the page, or an article as bare text under its headline (some repeat it before their first words)."""
    if "html" in record:
        return str(record["html"])
    if "title" not in record or "attributions" in record:
        title, _, text = record["text"].partition("\n")
        return f"{title}\n\n{text}"
    title = record["title"].strip()
    return f"{title}\n\n{record['text'].removeprefix(title).lstrip(' .')}"


def emitted(name: str, record: dict[str, Any]) -> Iterator[tuple[Drawn, str]]:
    """Every event of the article and the teasers of a page, once a sentence, with the line that a judge sees."""
    seen = set()
    for item in dateline.read(content(record), url=record.get("url")).items:
        for event in item.events:
            drawn, line = laid(name, record["id"], item, event)
            if drawn.order not in seen:
                seen.add(drawn.order)
                yield drawn, line


def laid(name: str, page: str, item: Any, event: Any) -> tuple[Drawn, str]:
    """The event and the line for a judge: type, certainty, actors, recipients, place, and the sentence with the trigger in [[ ]]."""
    text, (start, end) = item.text, (event.trigger.start, event.trigger.end)
    first, last = sentence_around(text, start)
    sentence = text[first:last]
    shown = _hash(" ".join(sentence.split()))[:12]
    drawn = Drawn(name, page, item.kind, start, end, shown, start - first, event.type, event.certainty, event.contexts)
    parts = [item.kind, event.type + (f"/{event.mode}" if event.mode else ""), event.certainty]
    parts += ["+".join(a.text for a in side) or "-" for side in (event.actors, event.recipients)]
    parts += [_place(event.place), " ".join(event.contexts) or "-"]
    words = f"{text[max(0, first - 120) : first]}⟦{text[first:start]}[[{text[start:end]}]]{text[end:last]}⟧"
    return drawn, "\t".join(" ".join(part.split()) for part in [*parts, words])


def _place(place: Any) -> str:
    if place is None:
        return "-"
    return f"{place.text}={place.entity.name},{place.entity.country}" if place.entity else str(place.text)


def in_order(data: Path, audit: Audit, sets: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    """The pages of some sets with the name of their set, in the order of a hash, without those of earlier audits (by id or address)."""
    old = {(line["set"], line["id"]) for line in _lines_of(audit.before)}
    names = {*sets, *(name for name, _ in old)}
    pages = [(name, record) for name in sorted(names) for record in pages_of(data, name)]
    addresses = {record.get("url") for name, record in pages if (name, record["id"]) in old} - {None}
    fresh = [(name, r) for name, r in pages if name in sets and (name, r["id"]) not in old and r.get("url") not in addresses]
    if audit.even:
        fresh = [(name, record) for name, record in fresh if int(_hash(f"side|{name}|{record['id']}")[:8], 16) % 2 == 0]
    if audit.reserved:
        fresh = [(name, r) for name, r in fresh if hashlib.sha1(str(r["id"]).encode()).hexdigest()[0] in "13579bdf"]
    return sorted(fresh, key=lambda page: _hash(f"{audit.seed}{page[0]}|{page[1]['id']}"))


def _lines_of(files: tuple[str, ...]) -> list[dict[str, Any]]:
    """The judged events of some audits."""
    return [json.loads(line) for name in files for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def of_page(name: str, record: dict[str, Any], out: Path) -> list[list[Any]]:
    """The events of a page by a hash, each with its line; kept in FOLDER/pages, so that a run that was stopped goes on where it was."""
    kept = out / "pages" / f"{name.replace('/', '-')}__{record['id']}.json"
    if not kept.exists():
        chosen = sorted(emitted(name, record), key=lambda pair: pair[0].order)
        kept.write_text(json.dumps([[asdict(drawn), line] for drawn, line in chosen]), encoding="utf-8")
    found: list[list[Any]] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def draw(data: Path, out: Path, audit: Audit) -> list[list[Any]]:
    """The events to judge, at most so many a page; later audits draw no sentence twice (sites show a teaser on several pages)."""
    seen = {line["sentence"] for line in _lines_of((*audit.before, *audit.told))}
    chosen: list[list[Any]] = []
    for sets, count in audit.parts:
        part: list[list[Any]] = []
        for name, record in in_order(data, audit, sets):
            fresh = [pair for pair in of_page(name, record, out) if pair[0]["sentence"] not in seen][: audit.a_page]
            part += fresh
            if audit.before or audit.once:
                seen |= {drawn["sentence"] for drawn, _ in fresh}
            if len(part) >= count:
                break
        chosen += part[:count]
    return chosen


def lay_out(data: Path, out: Path, audit: Audit) -> None:
    """Writes events.tsv for the judge, and drawn.jsonl, which says what each line is: the draw of today's program."""
    (out / "pages").mkdir(parents=True, exist_ok=True)
    chosen = draw(data, out, audit)
    columns = [*VERDICTS, *(CONTEXTS if audit.contexts else ())]
    head = "\t".join(["number", *columns, "kind", "type", "certainty", "actors", "recipients", "place", "contexts", "sentence"])
    lines = [f"{n}{chr(9) * (len(columns) + 1)}{line}" for n, (_, line) in enumerate(chosen, 1)]
    (out / "events.tsv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    (out / "drawn.jsonl").write_text("".join(json.dumps(drawn) + "\n" for drawn, _ in chosen), encoding="utf-8")


def gather(out: Path, into: Path) -> None:
    """Joins the verdicts with the draw; a line without a verdict on the type is left out. Raises SystemExit at a wrong verdict."""
    drawn = [json.loads(line) for line in (out / "drawn.jsonl").read_text(encoding="utf-8").splitlines()]
    with (out / "events.tsv").open(encoding="utf-8") as file:
        filled = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if len(filled) != len(drawn):
        raise SystemExit(f"events.tsv has {len(filled)} lines, {len(drawn)} were laid out: a line was added or lost")
    lines = [_line(row, event) for row, event in zip(filled, drawn, strict=True) if row["right_type"]]
    into.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} verdicts in {into.name}", file=sys.stderr)


def _line(row: dict[str, str], event: dict[str, Any]) -> str:
    for column, allowed in VERDICTS.items():
        if row[column] not in tuple(allowed):
            raise SystemExit(f"line {row['number']}: {column} {row[column]!r} is none of {', '.join(allowed)}")
    verdicts = {column: row[column] for column in VERDICTS}
    if CONTEXTS[0] not in row:
        return json.dumps(event | verdicts, separators=(",", ":"))
    wrong, missed = (row[column].split() for column in CONTEXTS)
    if stray := set(wrong) - set(event["contexts"]) | set(missed) & set(event["contexts"]):
        raise SystemExit(f"line {row['number']}: {', '.join(sorted(stray))}: wrong must be a coded context, missed must not")
    return json.dumps(event | verdicts | dict(zip(CONTEXTS, (wrong, missed), strict=True)), separators=(",", ":"))


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.labels.events_kit", description=__doc__)
    parser.add_argument("step", choices=("lay-out", "gather"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--audit", choices=AUDITS, default="first")
    parser.add_argument("--again", action="store_true", help="gather a second judgement of some events, to measure agreement")
    args = parser.parse_args()
    audit = AUDITS[args.audit]
    if args.step == "lay-out":
        lay_out(args.data, args.out, audit)
    else:
        gather(args.out, AGAIN if args.again else HERE / audit.file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
