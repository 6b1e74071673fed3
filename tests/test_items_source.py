"""What is left out of a page's markup before it is parsed: nothing that anybody reads."""

from __future__ import annotations

import random
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from dateline.items import html_walk
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
