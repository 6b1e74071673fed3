"""Entities across items and scripts: canonical ids as items come, people's judgements over them, pairs that wait."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import dateline
from dateline.cli.meant import settle
from dateline.errors import UsageError
from dateline.export import json_lines
from dateline.ids import digest
from dateline.types import Entity, Item, Mention, Page, Span, Statement
from tests.test_archive import archive

__all__ = ["archive"]


def person(name: str, country: str | None = None) -> Entity:
    return Entity(digest("entity", "person", name.casefold(), country), name, "person", country)


def report(number: int, *people: Entity) -> Page:
    """A page on which each of these says something."""
    text = "\n".join(f"{p.name} said that report {number} of the matter is right." for p in people)
    mentions, statements, at = [], [], 0
    for p in people:
        mention = Mention(Span(at, at + len(p.name)), p.name, "person", p)
        mentions.append(mention)
        said = Span(at + len(p.name) + 11, text.find("right", at) + 5)
        statements.append(Statement(digest(number, p.id), "indirect", "say", (said,), mention, p))
        at = text.find("\n", at) + 1
    id = digest("item", number)
    item = Item(id, "article", text, outlet=f"Post {number % 3}", mentions=tuple(mentions), statements=tuple(statements))
    return Page(text, (), (Item(**{**{f: getattr(item, f) for f in item.__slots__}, "revision": digest(id, text)}),))


LATIN, CYRILLIC, KAZAKH = person("Kassym-Jomart Tokayev"), person("Касым-Жомарт Токаев"), person("Қасым-Жомарт Тоқаев")
FATHER, SON = person("Heydar Aliyev", "AZE"), person("Ilham Aliyev", "AZE")


@pytest.mark.parametrize("often", [0, 1, 2])
def test_an_entity_is_found_by_each_spelling_and_once(archive: dateline.Archive, often: int) -> None:
    """Whichever spelling is the most frequent."""
    spellings = (LATIN, CYRILLIC, KAZAKH)
    for number, one in enumerate((*spellings, spellings[often], spellings[often])):
        archive.add(report(number, one, SON))
    for name in ("Tokayev", "Токаев", "Тоқаев", "kassym"):
        assert [(e.name, n) for e, n in archive.entities(name=name)] == [("Kassym-Jomart Tokayev", 5)], name
        assert [e.name for e, _ in archive.entities(name=name, type="person", limit=1)] == ["Kassym-Jomart Tokayev"]
    everybody = [e.name for e, _ in archive.entities(limit=1)]
    cursor = archive.entities(limit=1).next
    while cursor:
        rows = archive.entities(limit=1, cursor=cursor)
        everybody, cursor = [*everybody, *(e.name for e, _ in rows)], rows.next
    assert sorted(everybody) == ["Ilham Aliyev", "Kassym-Jomart Tokayev"]


def test_one_person_in_three_scripts(archive: dateline.Archive) -> None:
    for number, one in enumerate((CYRILLIC, LATIN, KAZAKH)):
        archive.add(report(number, one, SON))
    heads = {found.id for one in (LATIN, CYRILLIC, KAZAKH) if (found := archive.entity(one.id))}
    assert len(heads) == 1
    head = archive.entity(CYRILLIC.id)
    assert head is not None and head.name == "Kassym-Jomart Tokayev"
    assert len(archive.statements(entity=KAZAKH.id)) == len(archive.items(entity=LATIN.id).items) == 3
    assert [(e.name, n) for e, n in archive.entities(type="person")] == [("Ilham Aliyev", 3), ("Kassym-Jomart Tokayev", 3)]
    assert [e.name for e, _ in archive.entities(name="Токаев")] == ["Kassym-Jomart Tokayev"]
    dossier = archive.dossier(KAZAKH.id)
    assert (
        dossier.withheld is None
        and len(dossier.said) == 3
        and [(e.name, n) for e, n in dossier.companions] == [("Ilham Aliyev", 3)]
    )
    assert {e.id for e in archive.same_as(LATIN.id)} == {LATIN.id, CYRILLIC.id, KAZAKH.id} and archive.check() == ()


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    found = []
    for n, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 2, 0)]):
        with dateline.open_archive(tmp_path / f"{n}.db") as archive:
            people = (CYRILLIC, LATIN, KAZAKH)
            archive.add([report(number, people[number], FATHER, SON) for number in order])
            found.append([archive.entity(p.id) for p in (*people, FATHER, SON)])
    assert found[0] == found[1] == found[2] and len({e.id for e in found[0] if e}) == 3


def test_a_judgement_joins_and_parts_and_is_undone(archive: dateline.Archive) -> None:
    archive.add([report(1, LATIN, FATHER), report(2, CYRILLIC, SON)])
    made = archive.judge(CYRILLIC.id, LATIN.id, "not-same", by="aysel", why="namesakes")
    assert (made.verdict, made.by, made.why) == ("not-same", "aysel", "namesakes")
    assert archive.entity(CYRILLIC.id) == CYRILLIC and len(archive.statements(entity=LATIN.id)) == 1
    archive.add(report(3, KAZAKH))
    # A third spelling joins one of the two, never both.
    assert len({archive.entity(e.id) for e in (LATIN, CYRILLIC, KAZAKH)}) == 2
    archive.judge(FATHER.id, SON.id, "same")
    assert archive.entity(FATHER.id) == archive.entity(SON.id)
    assert [j.verdict for j in archive.judgements()] == ["same", "not-same"]
    assert archive.unjudge(SON.id, FATHER.id) and not archive.unjudge(SON.id, FATHER.id)
    assert archive.entity(FATHER.id) == FATHER and archive.unjudge(LATIN.id, CYRILLIC.id)
    assert archive.entity(CYRILLIC.id) == archive.entity(LATIN.id) and archive.judgements() == ()


def test_who_is_judged_one_under_another_name_keeps_the_other_spellings(archive: dateline.Archive) -> None:
    pen, spelt, own = person("Marina Velikova"), person("Марина Великова"), person("Gerda Holm")
    archive.add([report(1, pen), report(2, spelt), report(3, own)])
    archive.judge(pen.id, own.id, "same")
    assert len({archive.entity(e.id) for e in (pen, spelt, own)}) == 1
    archive.add(report(4, spelt))
    assert len({archive.entity(e.id) for e in (pen, spelt, own)}) == 1
    archive.judge(spelt.id, own.id, "not-same")
    assert archive.entity(pen.id) == archive.entity(own.id) != archive.entity(spelt.id)
    assert archive.unjudge(spelt.id, own.id) and archive.unjudge(pen.id, own.id)
    assert archive.entity(pen.id) == archive.entity(spelt.id) and archive.entity(own.id) == own and archive.check() == ()


def test_the_latest_judgement_holds_even_where_the_clock_went_back(archive: dateline.Archive) -> None:
    archive.add(report(1, FATHER, SON))
    archive.judge(FATHER.id, SON.id, "same", at=datetime(2026, 1, 1, tzinfo=UTC))
    archive.judge(FATHER.id, SON.id, "not-same", at=datetime(2020, 1, 1, tzinfo=UTC))
    assert archive.entity(FATHER.id) == FATHER and len(archive.judgements()) == 1
    archive.unjudge(FATHER.id, SON.id)
    assert archive.entity(FATHER.id) == archive.entity(SON.id)


def test_what_is_unsure_waits(archive: dateline.Archive) -> None:
    short = person("Mirziyoyev")
    archive.add([report(1, person("Shavkat Mirziyoyev")), report(2, short)])
    (pair,) = archive.unsure()
    assert {pair.left.name, pair.right.name} == {"Mirziyoyev", "Shavkat Mirziyoyev"} and 0 < pair.score < 1
    assert archive.entity(short.id) == short
    archive.judge(pair.left.id, pair.right.id, "unsure")
    assert archive.unsure() == () and archive.entity(short.id) == short
    archive.judge(pair.left.id, pair.right.id, "same")
    assert archive.entity(short.id) != short or archive.entity(pair.right.id) != pair.right


def test_wrong_judgements_are_refused(archive: dateline.Archive) -> None:
    archive.add(report(1, FATHER, SON))
    with pytest.raises(UsageError, match="must be one of same, not-same, unsure"):
        archive.judge(FATHER.id, SON.id, "maybe")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no entity has this id"):
        archive.judge(FATHER.id, "nobody", "same")
    with pytest.raises(UsageError, match="two different"):
        archive.judge(FATHER.id, FATHER.id, "same")
    assert archive.entity_named("ilham aliyev") == SON.id
    with pytest.raises(UsageError, match="no entity has this id or name"):
        archive.entity_named("Nobody At All")


def test_export_and_import_carry_judgements(archive: dateline.Archive, tmp_path: Path) -> None:
    archive.add([report(1, FATHER, LATIN), report(2, SON, CYRILLIC)])
    archive.judge(FATHER.id, SON.id, "same", by="aysel", why="a test")
    archive.judge(LATIN.id, CYRILLIC.id, "not-same")
    archive.unjudge(LATIN.id, CYRILLIC.id)
    lines = list(json_lines.lines(archive.rows()))
    with dateline.open_archive(tmp_path / "copy.db") as copy:
        copy.take_in(json_lines.rows(lines))
        assert copy.digest() == archive.digest() and copy.judgements() == archive.judgements()
        for one in (FATHER, SON, LATIN, CYRILLIC):
            assert copy.entity(one.id) == archive.entity(one.id)


def test_a_person_is_forgotten_in_every_spelling(archive: dateline.Archive) -> None:
    archive.add([report(1, LATIN), report(2, CYRILLIC), report(3, SON)])
    assert archive.forget(person=KAZAKH.id, ahead=True).items == 0
    archive.forget(person=LATIN.id)
    assert archive.counts()["articles"] == 1 and archive.entity(CYRILLIC.id) is None and archive.check() == ()
    assert archive.add(report(4, CYRILLIC)).refused


def test_when_the_canonical_spelling_goes_the_others_stay_one(archive: dateline.Archive) -> None:
    added = {e.id: archive.add(report(n, e)).new[0] for n, e in enumerate((LATIN, CYRILLIC, KAZAKH))}
    head = min(added)
    archive.forget(item=added[head])
    left = [archive.entity(id) for id in added if id != head]
    assert left[0] == left[1] is not None and archive.entity(head) is None


def test_the_commands(tmp_path: Path) -> None:
    import json

    from tests.test_cli import run

    address = str(tmp_path / "news.db")
    with dateline.open_archive(address) as archive:
        item = archive.add(report(1, FATHER, SON)).new[0]
    made = run("judge", "Heydar Aliyev", "same", SON.id, "--archive", address, "--why", "a test", "--by", "aysel", "--json")
    assert json.loads(made.stdout)["verdict"] == "same", made.stderr
    assert json.loads(run("judge", "--list", "--archive", address).stdout)["by"] == "aysel"
    assert run("judge", "--undo", FATHER.id, SON.id, "--archive", address).returncode == 0
    assert run("judge", FATHER.id, "perhaps", SON.id, "--archive", address).returncode == 2
    fixed = run("correct", item, "--span", f"0-{len(FATHER.name)}", "--set", "role=president", "--archive", address, "--json")
    assert json.loads(fixed.stdout)["changes"] == {"role": "president"}, fixed.stderr
    assert "president" in run("correct", "--list", "--archive", address).stdout
    asked = ("correct", item, "--namesake", "Ilham Aliyev", "--archive", address)
    told = run(*asked, "--called", "a singer", "--json")
    assert json.loads(told.stdout)["changes"]["entity"]["name"] == "Ilham Aliyev (a singer)", told.stderr
    assert run(*asked).returncode == 2 and run("correct", item, "--called", "x", "--archive", address).returncode == 2
    assert run("note", item, "ask him", "--archive", address).returncode == 0
    assert json.loads(run("note", "--list", "--archive", address).stdout)["text"] == "ask him"


def test_what_was_loaded_without_comparing_is_compared_later(archive: dateline.Archive, tmp_path: Path) -> None:
    """Identities, copies and stories come to the same as if each page had been compared when it came; also of those whom a revision or
    a comment alone names."""
    pages = [
        report(1, CYRILLIC, SON),
        report(2, LATIN, SON),
        report(1, CYRILLIC, SON, FATHER),
        report(3, LATIN),
        comment(4, KAZAKH),
    ]
    pages.append(reprint(pages[1], 5))
    for part in (pages[:2], pages[2:]):
        archive.add(part, group=False)
    assert archive.search("matter") and not archive.stories() and archive.entity(CYRILLIC.id) == CYRILLIC
    assert next(archive.group(together=2)) == 2  # stopped half-way
    assert sum(archive.group(together=2)) == 2 and list(archive.group()) == []
    with dateline.open_archive(tmp_path / "straight.db") as straight:
        for each in pages:
            straight.add(each)
        for one in (LATIN, CYRILLIC, KAZAKH, FATHER, SON):
            assert archive.entity(one.id) == straight.entity(one.id) is not None
            assert archive.same_as(one.id) == straight.same_as(one.id)
        ids = [item.id for page in pages for item in page.items]
        assert archive.originals(ids) == straight.originals(ids) and archive.originals(ids)[ids[-1]] == ids[1]
        assert archive.stories_of(ids).keys() == straight.stories_of(ids).keys() and archive.check() == ()
    with dateline.open_archive(tmp_path / "batch.db") as batch:
        batch.add(pages)
        assert batch.originals(ids) == archive.originals(ids)


def comment(number: int, one: Entity) -> Page:
    """A page of nothing but a comment that names one."""
    text = f"{one.name} is right, says reader {number}."
    id = digest("comment", number)
    mention = Mention(Span(0, len(one.name)), one.name, "person", one)
    return Page(text, (), (Item(id, "comment", text, mentions=(mention,), revision=digest(id, text)),))


def reprint(page: Page, number: int) -> Page:
    """The same words by another outlet."""
    (item,) = page.items
    id = digest("item", number)
    again = replace(item, id=id, outlet="Reprint Post", revision=digest(id, item.text))
    return Page(page.text, (), (again,), outlet="Reprint Post")


def test_a_name_in_another_spelling_is_the_entity_that_sounds_so(archive: dateline.Archive) -> None:
    archive.add([report(1, CYRILLIC, SON), report(2, FATHER)])
    with pytest.raises(UsageError, match="near it are Касым-Жомарт Токаев"):
        archive.entity_named("Qasym-Jomart Toqayev")
    assert archive.entity_named("Qasym-Jomart Toqayev", sounding=True) == CYRILLIC.id
    with pytest.raises(UsageError, match="near it are"):
        archive.entity_named("Aliev", sounding=True)
    with pytest.raises(UsageError, match="search --entities"):
        archive.entity_named("Nobody At All", sounding=True)


def test_an_outlet_is_named_with_or_without_its_article(archive: dateline.Archive) -> None:
    first, second = report(3, SON), report(4, SON)
    archive.add([replace(first, items=(replace(first.items[0], outlet="The Douro Post"),)), second])
    assert archive.outlet_named("douro post") == archive.outlet_named("The Douro Post") == "The Douro Post"
    with pytest.raises(UsageError, match="there is 'The Douro Post'"):
        archive.outlet_named("Duoro Post")
    with pytest.raises(UsageError, match="--facets"):
        archive.outlet_named("Zz")


def test_the_filters_of_a_command_take_names_and_tell_what_they_took(
    archive: dateline.Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    page = report(3, CYRILLIC)
    archive.add([replace(page, items=(replace(page.items[0], outlet="The Douro Post"),))])
    filters: dict[str, str | None] = {"entity": "Kassym-Jomart Tokayev", "outlet": "Douro Post", "kind": "article"}
    settle(filters, archive)
    assert filters == {"entity": CYRILLIC.id, "outlet": "The Douro Post", "kind": "article"}
    told = capsys.readouterr().err
    assert "Касым-Жомарт Токаев" in told and "The Douro Post" in told


def test_two_groups_of_spellings_are_asked_about_once(archive: dateline.Archive) -> None:
    short = person("Tokayev"), person("Токаев")
    for number, one in enumerate((LATIN, CYRILLIC, KAZAKH, *short)):
        archive.add(report(number, one, SON))
    asked = [{archive.same_as(e.id)[0].id for e in (pair.left, pair.right)} for pair in archive.unsure()]
    assert asked
    assert len(asked) == len({frozenset(pair) for pair in asked})
    first = archive.unsure()[0]
    archive.judge(first.left.id, first.right.id, "unsure")
    assert {first.left.name, first.right.name} not in [{pair.left.name, pair.right.name} for pair in archive.unsure()]
    assert len(archive.unsure()) == len(asked) - 1


def test_two_namesakes_of_one_spelling_are_told_apart_and_facts_follow(archive: dateline.Archive, tmp_path: Path) -> None:
    rosa, other = person("Rosa Lind", "DEU"), report(2, person("Rosa Lind", "DEU"), SON)
    archive.add([report(1, rosa, SON), other, report(3, rosa)])
    before = archive.item(other.items[0].id)
    made = archive.namesake(other.items[0].id, rosa.id, "farmer", by="aysel", why="another town")
    assert made.applied and made.about == "namesake"
    farmer = archive.entity(archive.entity_named("Rosa Lind (farmer)"))
    assert farmer is not None and farmer.country is None
    assert [(e.name, n) for e, n in archive.entities(name="rosa")] == [("Rosa Lind", 2), ("Rosa Lind (farmer)", 1)]
    ((item, said),) = archive.statements(entity=farmer.id)
    assert item.id == other.items[0].id and said.speaker is not None and said.speaker.entity == said.entity == farmer
    assert len(archive.statements(entity=rosa.id)) == 2 and archive.unsure() == () and archive.check() == ()
    # A second item told so with the same words is of the same person; another spelling joins the first one alone.
    third = archive.namesake(report(3, rosa).items[0].id, rosa.id, "farmer")
    archive.add(report(4, person("Роза Линд")))
    assert len(archive.statements(entity=farmer.id)) == 2 and len(archive.statements(entity=rosa.id)) == 2
    with dateline.open_archive(tmp_path / "copy.db") as copy:
        copy.take_in(json_lines.rows(json_lines.lines(archive.rows())))
        assert copy.digest() == archive.digest() and len(copy.statements(entity=farmer.id)) == 2
    archive.add(other)  # read again
    assert len(archive.statements(entity=farmer.id)) == 2
    assert archive.undo(third.id) and archive.undo(made.id) and archive.item(other.items[0].id) == before
    assert len(archive.statements(entity=rosa.id)) == 4 and not archive.statements(entity=farmer.id)
    for who, words, told in ((SON.id, "x (y)", "without brackets"), ("nobody", "x", "names no person")):
        with pytest.raises(UsageError, match=told):
            archive.namesake(other.items[0].id, who, words)
