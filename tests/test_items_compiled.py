"""What is compiled of reading addresses, cards and kinds of furniture, beside the plain ways to do it."""

from __future__ import annotations

import random
import re
import subprocess
import sys

import pytest

from dateline.items import (
    date_lines,
    furniture,
    html_blocks,
    html_cards,
    html_comment_parts,
    html_links,
    html_table,
    html_teasers,
)
from dateline.items.date_lines import is_date_line
from dateline.items.furniture import furniture_kinds, needed
from dateline.items.html_blocks import HEADINGS, Block, Walk, wide
from dateline.pages.links import joined
from dateline.tables import plain_case

PIECES = (
    "/", "//", "?", "#", "https://", "http://", "echo.example", "www.echo.example", "other.example", "ferry-terminal-is-late",
    "2024/02/13", "12345", ".html", "tag", "Topics", "jobs", "job", "author", "login", "epaper", "e-paper", "x", "ü", "K", "ſuche",
    "mailto:", "data:", "<%=", "replytocom", "jw_chl_seg=1", "wp-login.php",
)  # fmt: skip


@pytest.mark.parametrize("url", ["https://echo.example/2024/a-b-c", "https://echo.example/a?b=1", "/x", None])
def test_stories_told_together_are_those_told_one_by_one(url: str | None) -> None:
    draw = random.Random(3)
    opening = ("https://echo.example/", "/", "")
    links = [draw.choice(opening) + "".join(draw.choice(PIECES) for _ in range(draw.randrange(7))) for _ in range(20_000)]
    links += [link for link in (url, f"{url}/", f"{url}?share=1", "https://echo.example/2024/a-b-c?print=1") if link]
    together = Walk(url, [Block("x", 0, link=link) for link in links], base=url)
    alone = Walk(url, base=url)
    assert together.stories == [alone.story(link) if link else None for link in links]
    assert url is None or any(together.stories)


def test_parts_that_name_no_story_open_with_letters_of_their_own() -> None:
    for word in html_links._NO_STORIES.split("|"):
        assert re.match(r"[a-z]{3}|e-p", word), word
        assert html_links._NOT_STORY.search(f"/{word.replace('?', '').replace(chr(92) + 'w*', '')}/"), word


def test_addresses_that_may_be_of_a_service_are_all_that_are() -> None:
    if html_teasers.compiled_links is None:
        pytest.skip("the package was built without a C compiler")
    draw = random.Random(4)
    told = 0
    for _ in range(20_000):
        link = "".join(draw.choice(PIECES) for _ in range(draw.randrange(8)))
        told += (serves := html_teasers._SERVICE.search(link) is not None)
        assert html_teasers._serves(link) == serves, link
    assert told > 100
    assert not html_teasers.compiled_links.may_serve("https://echo.example/2024/ferry-is-late", html_teasers._SERVICE_TABLE)


def test_cards_found_by_compiled_code_are_the_plain_ones() -> None:
    if html_cards.compiled_cards is None:
        pytest.skip("the package was built without a C compiler")
    draw = random.Random(8)
    for _ in range(3000):
        parents = [-1] + [draw.randrange(max(0, n - 4), n) for n in range(1, draw.randrange(2, 25))]
        # In document order an element lies in the one before it or in one around that.
        for n in range(2, len(parents)):
            around = [n - 1]
            while parents[around[-1]] >= 0:
                around.append(parents[around[-1]])
            parents[n] = draw.choice(around)
        ends = [n + 1 for n in range(len(parents))]
        for n in range(len(parents) - 1, 0, -1):
            ends[parents[n]] = max(ends[parents[n]], ends[n])
        looks = [draw.randrange(3) for _ in parents]
        held = [(draw.randrange(len(parents)), draw.choice([-2, 0, 0, 1, 2])) for _ in range(draw.randrange(6))]
        given = parents, ends, looks, [False, False, draw.random() < 0.3], held
        assert html_cards.compiled_cards.largest(*given) == html_cards.largest(*given), given
    with pytest.raises(IndexError):
        html_cards.compiled_cards.largest([-1], [1], [0], [False], [(1, 0)])


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"\bcomments? (?:are|is) closed\b", "comment"),
        (r"\bthis post has \d+ comments?", "this post has "),
        (r"^\W*(?:home|news)", ""),
        (r"\S{0,3}app", "app"),
        (r"boletín", "bolet"),
        (r"ab+c?", "ab"),
    ],
)
def test_letters_that_a_pattern_cannot_do_without(pattern: str, letters: str) -> None:
    assert needed(pattern) == letters


def test_a_kind_is_found_wherever_its_pattern_is() -> None:
    """The looks before the patterns leave no line out: words of the patterns in every case, with letters that are like those of ASCII."""
    draw = random.Random(9)
    words = sorted({word for _, _, pattern, _ in furniture._KINDS for word in re.findall(r"[^\W\d_]{2,}", pattern)})
    words += ["2", "©", "the", "’", "COOK\u0130E", "\u017fhare", "coo\u212aie"]
    lines = [" ".join(draw.choice(words) for _ in range(draw.randrange(1, 6))) for _ in range(3000)]
    lines += [" ".join(line) for kind in furniture._KINDS if (line := re.findall(r"[^\W\d_]{2,}", kind[2]))]
    lines += [line.upper() for line in lines[-300:]]
    found = furniture_kinds(lines)
    every = tuple(range(len(furniture._KINDS)))
    for line, kind in zip(lines, found, strict=True):
        if kind is not None:
            assert kind == _searched(line, every), line
    for line in lines:
        left = furniture._left(line, line.lower(), (1 << len(every)) - 1)
        assert furniture._kind(line, left) == _searched(line, every), line


def _searched(line: str, numbers: tuple[int, ...]) -> str | None:
    kinds = [furniture._KINDS[number] for number in numbers]
    words = line.count(" ") + 1
    return next((kind for kind, longest, part, _ in kinds if words <= longest and re.search(part, line, re.IGNORECASE)), None)


def test_expressions_of_time_are_loaded_with_the_first_date() -> None:
    told = (
        "import sys, dateline\n"
        "page = dateline.read('<h1>Ferry late</h1><p>The ferry was late on Monday.</p>', media_type='text/html', facts=False)\n"
        "[item.text for item in page.items]\n"
        "print('dateline.expressions.times' in sys.modules)\n"
        "page.captured\n"
        "print('dateline.expressions.times' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "True"]


def test_kinds_that_may_be_are_told_by_their_bits() -> None:
    draw = random.Random(11)
    for _ in range(200):
        numbers = sorted(draw.sample(range(len(furniture._KINDS)), draw.randrange(9)))
        assert furniture._chosen(sum(1 << number for number in numbers)) == tuple(numbers)


def test_lines_that_compiled_code_looks_at_are_the_plain_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    if furniture.compiled_text is None:
        pytest.skip("the package was built without a C compiler")
    draw = random.Random(12)
    letters = "ab中国é 、_©한국어1。ı"
    several = 0
    for _ in range(3000):
        lines = ["".join(draw.choice(letters) for _ in range(draw.randrange(40))) for _ in range(4)]
        lines += ["a " * draw.randrange(100, 140) + "b", "b" * 598 + " ab"]
        tables = [
            {"".join(draw.choice(letters) for _ in range(draw.randrange(1, 4))): 1 << draw.randrange(200) for _ in range(12)}
            for _ in range(2)
        ]
        monkeypatch.setattr(furniture, "_BY_OPENING", tables[0])
        monkeypatch.setattr(furniture, "_BY_BEGINNING", tables[1])
        needed = [draw.choice(["", "a", "b ", "ab"]) for _ in range(200)]
        taking = [draw.getrandbits(200) for _ in furniture._TAKING]
        monkeypatch.setattr(furniture, "_KINDS", [("", 0, "", letters) for letters in needed])
        monkeypatch.setattr(furniture, "_TAKING", taking)
        compiled = furniture.compiled_text.Openings(*tables, taking, needed, furniture.plain_case)
        found = furniture.looked_at(lines, lines)
        assert compiled.looked_at(lines, lines, furniture._LONGEST, furniture._LONGEST_LINE) == found, (lines, tables)
        several += bool(found)
    assert several > 1000
    # The tables of the package, on lines with each letter of the first 256.
    monkeypatch.undo()
    lines = [f"{char}cookie {char}{char} x{char} share{char}" for char in map(chr, range(1, 256))] + ["关于 相关 文章", "많이 본 뉴스"]
    lines += [f"{words} share{char} comments{char}" for char in "\u0130\u0131\u017f\u212aéя" for words in ("", "a " * 119, "x" * 589)]
    lower = [line.lower() for line in lines]
    found = furniture._looked_at(lines, lower)
    assert found == furniture.looked_at(lines, lower)
    assert 30 < len(found) < len(lines)


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        (r"^\W*(?:share|save|x)\W*$", {"sha", "sav", "x"}),
        (r"^\W*(?:artikel )?(?:teilen|per mail)\b", {"art", "tei", "per"}),
        (r"^\W*(?:(?:home|news)(?:\W+|$)){4,}\W*$", {"hom", "new"}),
        (r"^(?:ads?|à voir)", {"ad", "à"}),
        (r"^\W*(?:(?:all )?(?:\d+ )?comments?)", set()),
        (r"^\W*(?:©|copyright)", set()),
        (r"^\W*(?:ab){0,2}c", set()),
        (r"^\W*(?:a?b)", set()),
        (r"\bshare\b", set()),
    ],
)
def test_letters_with_which_a_line_begins_that_a_pattern_is_bound_to(pattern: str, beginnings: set[str]) -> None:
    assert furniture.begins(pattern) == beginnings


def test_no_line_is_left_out_that_begins_as_a_pattern_asks() -> None:
    bound = [number for number, kind in enumerate(furniture._KINDS) if furniture.begins(kind[2])]
    assert len(bound) > 15
    draw = random.Random(3)
    words = sorted({word for number in bound for word in re.findall(r"[^\W_]+", furniture._KINDS[number][2])})
    for number in bound:
        own = re.findall(r"[^\W_]+(?: [^\W_]+)*", furniture._KINDS[number][2])
        lines = [f"{draw.choice(['', '» ', '1', '_'])}{draw.choice(own)} {draw.choice(words)}" for _ in range(300)] + own
        may_be = dict(furniture.looked_at(lines, [line.lower() for line in lines]))
        for i, line in enumerate(lines):
            if re.search(furniture._KINDS[number][2], line, re.IGNORECASE):
                assert may_be.get(i, 0) >> number & 1, line


def test_words_are_counted_in_texts_as_in_sets() -> None:
    if html_table.compiled_features is None:
        pytest.skip("the package was built without a C compiler")
    draw = random.Random(13)
    letters = "ab é中\n\u00a0\u2003x"
    for number in range(3000):
        most = 400 if number % 50 == 0 else 20
        words = frozenset("".join(draw.choice(letters) for _ in range(draw.randrange(most))).split())
        text = "".join(draw.choice(letters) for _ in range(draw.randrange(60)))
        assert html_table.compiled_features.Words(words).held(text) == len(words.intersection(text.split())), (words, text)


def test_characters_are_told_as_one_by_one() -> None:
    for number in range(0x11000):
        char = chr(number)
        assert wide(f"é{char}") == ("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af"), number
        assert plain_case(f"é{char}") == (char not in "İıſ\u212a"), number
    assert wide("港は明日 closes 휴업") == 6


@pytest.mark.parametrize(
    "text",
    [
        *("3 comments", "All comments", "Kommentare", "Leserkommentare (3)", "12 Commentaires", "Comentarios", "Commenti", "Reacties"),
        *("Komentarze", "Komentari", "Yorumlar", "Yorum", "Kommentarer", "Kommentit", "Réactions", "Comentários", "Комментарии (2)"),
        *("コメント", "COMMENTS"),
    ],
)
def test_headings_of_comments_have_what_is_looked_for_first(text: str) -> None:
    assert html_comment_parts._HEADING.fullmatch(text)
    assert html_comment_parts.may_head(text, text.lower())


def test_headings_of_other_parts_are_not_looked_at() -> None:
    assert not html_comment_parts.may_head("Latest news", "latest news")
    pattern = html_comment_parts._HEADING.pattern
    words = [word for word in pattern[pattern.index("(?:comments?") + 3 : pattern.index("|댓글")].split("|") if word.isascii()]
    assert len(words) > 9 and all(html_comment_parts.may_head(word, word.lower()) for word in words)


def test_days_in_a_word_are_date_lines() -> None:
    for word in ("aujourd'hui", "AUJOURD'HUI", "just now", "Yesterday"):
        assert is_date_line(word)
    assert not is_date_line("yesterday and today")


def test_every_month_opens_with_a_letter_that_is_looked_at_first() -> None:
    months = re.search(r"\(\?:(jan\|.*?)\)\[", date_lines._MONTH)
    assert months is not None and len(months[1].split("|")) > 90
    assert {month[0] for month in months[1].split("|")} == set(date_lines._INITIALS)
    for text in ("3 Şubat", "Oct. 3", "on 5 ЯНВАРЯ 2020", "Қаңтар 7"):
        assert date_lines.moment_within(text) is not None, text


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("an hour ago", True),
        ("Il y a un an", True),
        ("vor einer Stunde", True),
        ("Hace una semana", True),
        ("Polityka prywatna", False),
        ("She has a ferry to catch", False),
        ("Open one door ago", False),
        ("3 doors", True),
    ],
)
def test_lines_without_a_number_have_an_age_only_with_a_unit_behind_one(text: str, counts: bool) -> None:
    assert date_lines._counts(text) is counts


def test_columns_of_blocks_that_compiled_code_reads_are_the_plain_ones() -> None:
    if html_blocks.compiled_text is None:
        pytest.skip("the package was built without a C compiler")
    draw = random.Random(14)
    for _ in range(200):
        names = [(draw.choice(["h1", "h2", "p", "div"]), str(number)) for number in range(draw.randrange(1, 6))]
        looks, handed = [draw.randrange(len(names)) for _ in range(20)], [draw.getrandbits(16) for _ in range(20)]
        blocks = [Block("a", draw.randrange(20), density=draw.choice([0, 0.0, 0.499, 0.5, 1.0])) for _ in range(30)]
        given = (blocks, looks, names, handed, HEADINGS)
        assert html_blocks.compiled_text.columns(*given) == html_blocks.columns(*given)
    for element, looks in ((20, [0] * 20), (-1, [0] * 20), (0, [9]), (0, [-1])):
        with pytest.raises(IndexError):
            html_blocks.compiled_text.columns([Block("a", element)], looks, [("p", "")], [0] * 20, HEADINGS)


def test_small_letters_that_compiled_code_makes_are_those_of_python() -> None:
    if html_blocks.compiled_text is None:
        pytest.skip("the package was built without a C compiler")
    letters = [chr(number) for number in range(1, 0x1E944) if not 0xD800 <= number < 0xE000]
    texts = [f"{before}{letter}{after}" for letter in letters for before, after in (("É", "B"), ("Я", "c"))]
    draw = random.Random(15)
    texts += ["".join(draw.choices("aAÉßŸẞ\u212a\u212b\u0130ΣσςЯя中😀\U00010400ⱢȺ", k=draw.randrange(6))) for _ in range(5000)]
    lower = html_blocks.compiled_text.lowered([Block(text, 0) for text in texts])
    for text, found in zip(texts, lower, strict=True):
        assert found == text.lower() and found.isascii() == text.lower().isascii(), text


@pytest.mark.parametrize("base", ["https://echo.example/2024/storm?page=2", "http://Echo.example", "ftp://echo.example/a", None])
def test_links_without_a_scheme_are_joined_as_all_are(base: str | None) -> None:
    draw = random.Random(16)
    parts = ["/", "//", "a.example", "A-b", ".", "..", "?x=1", "#top", ";v=1", ":80", "%20", "é", " ", "@", ",", "~", "+"]
    for _ in range(4000):
        link = "//" + "".join(draw.choice(parts) for _ in range(draw.randrange(6)))
        whole = joined(base, link)
        assert Walk(base, base=base).absolute(link) == (link if whole is None else whole), link


def test_numbers_in_lines_that_compiled_code_tells_are_the_plain_ones() -> None:
    if date_lines.compiled_text is None:
        pytest.skip("the package was built without a C compiler")
    draw = random.Random(17)
    parts = ["a", "An", "one", "einem", "une", "ett", "hour", "day", "Woche", "heure", "timme", "road", " ", " "]
    parts += [".", "_", "é", "٣", "7", "\u212a"]
    told = set()
    for _ in range(20_000):
        line = "".join(draw.choice(parts) for _ in range(draw.randrange(7)))
        found = date_lines.compiled_text.counts(line)
        assert found is None or found is date_lines.counts(line), line
        told.add((found, date_lines.counts(line)))
    assert told == {(True, True), (False, False), (None, True), (None, False)}


def test_wide_letters_that_compiled_code_counts_are_the_plain_ones() -> None:
    if html_blocks.compiled_text is None:
        pytest.skip("the package was built without a C compiler")
    for number in (*range(1, 0xD800), *range(0xE000, 0x11000)):
        assert html_blocks.compiled_text.wide(f"a{chr(number)}中") == html_blocks.wide_ones(f"a{chr(number)}中"), number
