"""Headlines compared by sentence vectors, in archives that are told to; all but the hint needs the extra `dateline[embeddings]`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

import dateline
from dateline.archive import Archive
from dateline.cli.app import app
from dateline.errors import MissingExtra
from dateline.store.vectors_tables import story_vectors
from dateline.stories import encoder, meanings
from dateline.stories.similarity import Member
from dateline.stories.terms import weigh
from dateline.types import DateEstimate, Item, Page

needed = pytest.mark.skipif(not encoder.installed(), reason="needs the extra: pip install 'dateline[embeddings]'")
#: One happening in words that have little in common.
FERRY = (
    "Ferry Aurelia runs aground near Kotor",
    "Aurelia ferry passengers brought ashore in darkness",
    "Fog blamed as Kotor ferry hits rocks",
    "Passengers of stranded Aurelia tell of cold night",
    "Captain of Kotor ferry questioned by police",
    "Tugs pull Aurelia ferry free of rocks",
    "Ferry accident in the Adriatic: passengers rescued at night",
    "Rescue of passengers from grounded ferry ends at dawn",
    "Grounded Montenegro ferry: all passengers safe",
    "Grounded ferry floats again",
)
OTHERS = (
    "Parliament passes budget after night session",
    "Striker scores twice in cup final",
    "Chip maker raises forecast for the year",
    "Heat record broken in the south",
    "Film festival opens with a comedy",
)


def page(number: int, words: str, outlet: str | None = None, language: str = "en") -> Page:
    name = outlet or f"o{number}"
    when = DateEstimate(date(2031, 3, 1), date(2031, 3, 1))
    item = Item(
        f"i{number}", "teaser", words, headline=words, outlet=name, language=language, published=when, revision=f"r{number}"
    )
    return Page(words, (), (item,), url=f"https://{name}.example/{number}", outlet=name, language=language, digest=f"d{number}")


PAGES = [page(n, words) for n, words in enumerate((*FERRY, *OTHERS))]


def grouped(archive: Archive) -> set[frozenset[str]]:
    return {frozenset(item.headline or "" for item in story.items) for story in archive.stories()}


def vectors_in(archive: Archive) -> int:
    with archive._reading() as connection:
        return int(connection.execute(select(func.count()).select_from(story_vectors)).scalar_one())


@needed
def test_vectors_join_what_is_said_in_other_words_and_nothing_else(tmp_path: Path) -> None:
    with dateline.open_archive(tmp_path / "words.db") as by_words, dateline.open_archive(tmp_path / "vectors.db") as by_vectors:
        by_words.add(PAGES)
        by_vectors.use_vectors()
        by_vectors.add(PAGES)
        assert not by_words.vectors and by_vectors.vectors
        largest = [max(grouped(archive), key=len) for archive in (by_words, by_vectors)]
        assert len(largest[1]) > len(largest[0])
        assert len(largest[1] & set(FERRY)) >= 8 and not largest[1] & set(OTHERS)


@needed
def test_the_choice_stays_with_the_archive_and_can_be_taken_back(address: str) -> None:
    path = address
    with dateline.open_archive(path) as archive:
        archive.add(PAGES)
        words = grouped(archive)
        assert archive.use_vectors() > 0
        assert vectors_in(archive) == len(PAGES)
        whole = grouped(archive)
        assert whole != words
        assert archive.use_vectors() == 0 and grouped(archive) == whole, "a second time nothing moves"
    with dateline.open_archive(path) as archive:
        assert archive.vectors
        archive.add(page(50, "Coast guard: everybody on the grounded ferry is safe"))
        assert vectors_in(archive) == len(PAGES) + 1
        archive.use_vectors(False)
        assert not archive.vectors and vectors_in(archive) == 0


@needed
def test_what_is_told_last_holds_though_another_process_is_encoding(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.archive.remerging.AT_ONCE", 5)
    with dateline.open_archive(address) as archive, dateline.open_archive(address) as other:
        archive.add(PAGES)
        words, encode, held = grouped(archive), archive._encode, []

        def interrupted(after: int) -> int:
            last = encode(after)
            held.append(vectors_in(archive))
            if len(held) == 1:
                other.use_vectors(False)
            return last

        monkeypatch.setattr(archive, "_encode", interrupted)
        archive.use_vectors()
        assert held == [5, 0]
        assert not archive.vectors and vectors_in(archive) == 0 and grouped(archive) == words


@needed
def test_what_is_held_is_not_encoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Counter[str]()
    encode = encoder.Encoder.encode

    def counting(self: encoder.Encoder, text: str) -> bytes:
        read[text.strip()] += 1
        return encode(self, text)

    monkeypatch.setattr(encoder.Encoder, "encode", counting)
    with dateline.open_archive(tmp_path / "feeds.db") as archive:
        archive.use_vectors()
        for one in PAGES:
            archive.add(one)
        archive.add(PAGES)
        archive.regroup(everything=True)
        archive.use_vectors()
    assert read == Counter((*FERRY, *OTHERS))


@needed
def test_only_headlines_in_english_are_encoded_and_forgetting_takes_their_vectors(address: str) -> None:
    with dateline.open_archive(address) as archive:
        archive.use_vectors()
        archive.add([page(0, FERRY[0]), page(1, "Fähre läuft vor Kotor auf Grund", language="de"), page(2, " ".join(FERRY))])
        assert vectors_in(archive) == 1
        archive.forget(item="i0")
        assert vectors_in(archive) == 0


@needed
def test_a_vector_depends_on_its_text_alone_and_says_what_it_means() -> None:
    ship, boat, film = (encoder.encoder().encode(text) for text in (FERRY[0], "Kotor: passenger ferry grounded", OTHERS[-1]))
    assert len(ship) == meanings.DIMENSIONS and ship == encoder.encoder().encode(FERRY[0])
    member = Member("a", 0, weigh(FERRY[0]), 735_000, 735_000, "en", outlet="one")
    members = [replace(member, meaning=meaning) for meaning in (ship, boat, film, None)]
    found = meanings.cosines(members)
    assert found[0, 1] > 0.5 > 0.2 > found[0, 2] and found[0, 3] == 0
    np.testing.assert_allclose(np.diag(found)[:3], 1)
    assert encoder.encoder().encode("") == encoder.encoder().encode("")


def test_without_the_extra_an_archive_of_words_goes_on_and_one_of_vectors_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feeds.db"
    with dateline.open_archive(path) as archive:
        if encoder.installed():
            archive.use_vectors()
            archive.add(PAGES[:3])
        monkeypatch.setattr(encoder, "_PACKAGE", "no_such_package")
        encoder.encoder.cache_clear()
        if archive.vectors:
            held = grouped(archive)
            with pytest.raises(MissingExtra, match=r"pip install 'dateline\[embeddings\]'"):
                archive.add(PAGES[3])
            assert grouped(archive) == held
            # What has no vector needs nothing: another language, or more than a headline.
            archive.add([page(60, "Fähre läuft vor Kotor auf Grund", language="de"), page(61, " ".join(FERRY))])
            assert archive.item("i60") is not None and archive.item("i61") is not None
            archive.use_vectors(False)
        archive.add(PAGES[3])
    told = CliRunner().invoke(app, ["stories", "--archive", str(path), "--vectors"])
    assert told.exit_code == 1 and not told.stdout
    encoder.encoder.cache_clear()


@needed
def test_the_command_keeps_the_choice(tmp_path: Path) -> None:
    path = tmp_path / "feeds.db"
    with dateline.open_archive(path) as archive:
        archive.add(PAGES)
    for flag, expected in (("--vectors", True), ("--no-vectors", False)):
        told = CliRunner().invoke(app, ["stories", "--archive", str(path), flag])
        assert told.exit_code == 0 and "went to another story" in told.stderr
        with dateline.open_archive(path) as archive:
            assert archive.vectors is expected


@needed
def test_a_model_of_another_version_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dateline.open_archive(tmp_path / "feeds.db") as archive:
        archive.use_vectors()
        archive.add(PAGES[1])
        monkeypatch.setattr(encoder, "MODEL", "another")
        with pytest.raises(MissingExtra, match="dateline stories --vectors"):
            archive.add(PAGES[0])
        archive.use_vectors()
        archive.add(PAGES[0])
        assert vectors_in(archive) == 2
