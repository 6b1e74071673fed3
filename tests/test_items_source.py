"""What is left out of a page's markup before it is parsed: nothing that anybody reads."""

from __future__ import annotations

import random
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from dateline.items import html_head, html_nodes, html_walk
from dateline.items.html_head import Head, read_head
from dateline.items.html_walk import parse, walk
from dateline.pages import decode

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Port <b>opens</b></title>
<style>p > a { color: red } /* <p>not text</p> */</style><script>if (a < b) document.write("<p>not text</p>");</script>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Port of Varna opens <again>", "author": "Mira Petrova"}</script>
<meta property="og:title" content="Port of Varna opens again" data-x="1"></head>
<body class="page" onload="go('<p>not text</p>')"><!-- <p>not text</p> --><header id=top data-x='>'><nav><ul><li><a target=_blank
href="/a/1" title="x > y">One more story about Varna and its port</a><li><a href=/a/2 class=b>Two</a></ul></nav></header>
<article itemprop="articleBody"><h1 data-a=1 class="h" id='x'>Port of Varna opens again</h1><svg viewBox="0 0 1 1"><title>Logo</title>
<style>.a{fill:red}</style><path d="M0"/></svg><p style="color:red">The port opened <b a=1>on <b a=2>Monday <b a=3>at <b a=4>nine</b>.</p>
<p>By <time data-x>noon</time> twelve ships were in.</p><textarea><p>not text</p></textarea><iframe><p>not text</p></iframe>
<noscript><img src="x.png" alt="a > b"></noscript><select><option value=1>one<option>two</select><template><p>t</p></template></article>
<table><tr><td width=3>a<td hidden>b</table><script><!-- x --></script><p>The last line of the page.</p></body></html>"""
#: What damage may bring in.
PIECES = (
    """
<svg>,</svg>,<svg/>,<style>,</style>,<!--,-->,--!>,<!-->,",',<script>,</script>,<select>,</select>,<title>,</title>,<textarea>,</textarea>
<template>,<noscript>,<table>,<tr>,<iframe>,</iframe>,<![CDATA[,]]>,</,<,<!,<desc>,<g>,<p>,</p>,<div>,<option>,<frameset>,<form>,<xmp>
<plaintext>,<math>,<svg /y>,<a =b c>,<b x=1>,<b x=2>,<i class=3 k=3>,<font color=red>,<a x="1"y='2'class=z/k>,<?x ?>,<?x>
""".strip()
    .replace("\n", ",")
    .split(",")
)


def _read(markup: bytes) -> tuple[Head, Any]:
    tree = LexborHTMLParser(markup)
    return read_head(tree, "https://varna.example/a"), walk(tree, "https://varna.example/a")


def _shortened(markup: str) -> bytes | None:
    if html_walk.compiled_source is None:
        pytest.skip("not compiled here")
    found: bytes | None = html_walk.compiled_source.shortened(markup.encode())
    return found


def test_a_page_reads_the_same_without_what_nobody_reads() -> None:
    shortened = _shortened(PAGE)
    assert shortened is not None
    assert len(shortened) < 0.8 * len(PAGE)
    for left_out in (b"document.write", b"color: red }", b"target", b"onload", b"<!-- <p>", b"viewBox"):
        assert left_out not in shortened
    for kept in (b"NewsArticle", b"a=3", b"data-x>noon", b"color:red"):
        assert kept in shortened
    assert _read(shortened) == _read(PAGE.encode())


def test_a_damaged_page_reads_the_same_or_stays_whole() -> None:
    chance, told = random.Random(4), 0
    for _ in range(3000):
        page = PAGE
        for _ in range(chance.randrange(1, 4)):
            at = max(0, page.find(chance.choice("<>\"' ="), chance.randrange(len(page))))
            added = "".join(chance.choice(PIECES) for _ in range(chance.randrange(3)))
            page = page[:at] + added + page[at + chance.randrange(20) * (not added) :]
        shortened = _shortened(page)
        if shortened is not None:
            told += 1
            assert _read(shortened) == _read(page.encode()), page
    assert told > 500


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a<script>b",
        "<p>a<!-- b",
        '<p>a<a href="b>c',
        "<p>a<plaintext>b",
        "<p>a<math><mi>b</mi></math>",
        "<svg><foreignObject><p>a</svg>",
        "<svg><style><p>a</p></style></svg>",
        "<svg><![CDATA[<p>a</p>]]></svg>",
        "<select><style><p>a</p></style></select>",
        "<script><!-- <script></script> --></script><p>a",
        "<p>a<?x y > z ?>b",
        "<frameset><frame></frameset>",
        "<p =a>b",
    ],
)
def test_a_page_stays_whole_where_only_the_parser_knows(markup: str) -> None:
    assert _shortened(markup) is None
    assert parse(markup, None).html == LexborHTMLParser(markup).html


HEAD = """<!doctype html><html lang=en><title></title><meta content="" name=x><meta CONTENT=a property="og:title"><meta name=y>
<meta content=2 itemprop=datePublished><link rel=Canonical href=/a><link rel="canonical next" href=/b><link itemprop=headline href=/c>
<base href=/><base target=x><script type="APPLICATION/LD+JSON">{"@type": "Article"}</script><script type=text/x>1</script>
<body><h1 itemprop=headline>Port<script>var a;</script><!-- b --> of <b>Varna</b><style>c</style></h1><p itemprop="Headline">d</p>
<time itemprop=datePublished datetime="2025-03-04">e</time><span itemprop=dateModified content=3>f</span><svg><title>g</title></svg>
<template><title>h</title></template><div title=i><title itemprop=headline>j</title></div></body></html>"""


def test_what_a_page_says_of_itself_is_found_by_its_nodes_as_by_a_selector() -> None:
    if not html_nodes.NODES:
        pytest.skip("not compiled here")
    chance = random.Random(5)
    for number in range(1000):
        page = HEAD if number % 2 else PAGE
        for _ in range(chance.randrange(3) if number > 1 else 0):
            at = chance.randrange(len(page))
            # Among shapes the selector tells capitals from small letters, which makes no difference to speak of.
            page = page[:at] + chance.choice([piece for piece in PIECES if "svg" not in piece]) + page[at:]
        tree = LexborHTMLParser(page)
        plain = [(tag, {name: value or "" for name, value in said.items()}, text) for tag, said, text in html_head.selected(tree)]
        assert html_nodes.compiled_walk.in_head(tree.root.mem_id) == plain, page
    headline = [
        text for tag, said, text in html_head.selected(LexborHTMLParser(HEAD)) if not tag and said["itemprop"] == "headline"
    ]
    assert headline == ["Port of Varna"]


def test_a_page_has_at_most_so_many_elements_that_say_something_of_it() -> None:
    tree = LexborHTMLParser("<meta content=a name=title>" * 1500)
    assert len(html_head.read_head(tree, None).fields) == 1000


def test_a_slash_closes_no_more_without_the_attribute_behind_it() -> None:
    assert _shortened("<svg /y>x</svg>") == b"<svg /y>x</svg>"


def test_characters_are_encoded_as_python_encodes_them() -> None:
    if decode.compiled_bytes is None:
        pytest.skip("not compiled here")
    chance = random.Random(4)
    for _ in range(3000):
        most = chance.choice([0x80, 0x100, 0x800, 0xD800, 0x10000, 0x110000])
        text = "".join(chr(chance.choice([65, 65, 65, chance.randrange(most)])) for _ in range(chance.randrange(70)))
        found = decode.compiled_bytes.utf8(text)
        if any("\ud800" <= char <= "\udfff" for char in text):
            assert found is None
        else:
            assert found == text.encode()
