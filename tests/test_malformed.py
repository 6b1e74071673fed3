"""Malformed feeds, JSON and markup of the kinds that conformance suites list: each is read as far as it can be, or refused by name."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

import dateline
from dateline.errors import DatelineError, InputRefused, NotText, TooLarge
from dateline.pages.document import Document
from dateline.pages.feeds import entries

GOOD = "<title>One</title><link>https://a.example/1</link>"
ATOM = "xmlns='http://www.w3.org/2005/Atom'"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XHTML = "<div xmlns='http://www.w3.org/1999/xhtml'>"


def rss(*items: str, head: str = "<?xml version='1.0'?>") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f"{head}<rss version='2.0'><channel><title>Harbour Post</title>{inner}</channel></rss>"


def headline(entry: Document | InputRefused) -> str:
    """The headline of an entry as it is read."""
    assert isinstance(entry, Document)
    return entry.content.partition("<h1>")[2].partition("</h1>")[0]


@pytest.mark.parametrize(
    ("feed", "whole"), [(rss(GOOD, GOOD)[:-60], 1), (rss(GOOD)[:-60], 0), (f"<feed {ATOM}><entry><title>Cut in the mid", 0)]
)
def test_of_a_feed_that_breaks_off_the_whole_entries_are_read_and_the_cut_one_is_refused(feed: str, whole: int) -> None:
    *read, cut = entries(feed.encode(), "feed")
    assert [headline(entry) for entry in read] == ["One"] * whole
    assert isinstance(cut, NotText) and f"entry {whole + 1}: the feed breaks off" in str(cut)


@pytest.mark.parametrize(
    ("feed", "titles"),
    [
        (rss(GOOD)[:-20], ["One"]),
        (rss("<title>Fish & chips</title><link>/1?a=1&b=2</link>"), ["Fish &amp; chips"]),
        (rss("<title>A &nbsp;B &foo;</title>"), ["A \xa0B &amp;foo;"]),
        (rss("<title>A\x01B\x0cC</title>"), ["A B\x0cC"]),
        (rss("<title>Don&amp;#8217;t</title>"), ["Don’t"]),
        (rss("<title><![CDATA[One <b>two</b> &amp; three]]></title>"), ["One two &amp; three"]),
        (rss("<title>5 &lt; 6</title>"), ["5 &lt; 6"]),
        (rss("<title>&lt;script&gt;x&lt;/script&gt;</title>"), ["&lt;script&gt;x&lt;/script&gt;"]),
        (rss("<title/><description>Words</description>"), [""]),
        (rss(GOOD + "<title>Two</title>"), ["One"]),
        (rss(GOOD + "<dc:creator>Ana</dc:creator><media:content url='x'/>"), ["One"]),
        (rss(GOOD + "<x>" * 2_000 + "</x>" * 2_000), ["One"]),
        (rss(GOOD + "<description><![CDATA[<p>Words <b>and <i>more</b></i><table><tr>x]]></description>"), ["One"]),
        (rss(GOOD + "<description><![CDATA[" + "<!--" * 50_000 + "]]></description>"), ["One"]),
        (rss(GOOD, head="<?xml version='1.0' encoding='x-none'?>"), ["One"]),
        (rss(GOOD, head="<?xml version='1.0' encoding='utf-16'?>"), ["One"]),
        (rss(GOOD, head="<?xml version='1.0' encoding='UTF-16LE'?> "), ["One"]),
        (rss(GOOD, head="<?xml version='9.7' standalone='maybe'?>"), ["One"]),
        (rss(GOOD, head="<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://a.example/x.dtd'>"), ["One"]),
        (rss(GOOD, head="\n <!-- here --> junk"), ["One"]),
        (f"<rss><channel><item>{GOOD}</item></channel><channel><item>{GOOD}</item></channel></rss>", ["One", "One"]),
        (f"<rss><channel><title>T</title></channel><item>{GOOD}</item></rss>", ["One"]),
        (f"<RSS><CHANNEL><ITEM>{GOOD}</ITEM></CHANNEL></RSS>", ["One"]),
        (f"<rdf:RDF xmlns:rdf='{RDF}' xmlns='http://purl.org/rss/1.0/'><item>{GOOD}</item></rdf:RDF>", ["One"]),
        (f"<feed {ATOM}><entry><title type='html'>A &lt;b&gt;b&lt;/b&gt; &amp;amp; c</title></entry></feed>", ["A b &amp; c"]),
        (f"<feed {ATOM}><entry><title type='xhtml'>{XHTML}A <b>b</b></div></title></entry></feed>", ["A b"]),
        (f"<feed {ATOM}><entry><title type='text'>A &lt;b&gt;</title></entry></feed>", ["A &lt;b&gt;"]),
        (f"<feed {ATOM}><entry><title>x</title><content type='image/png'>iVBO</content></entry></feed>", ["x"]),
        ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>Old</title></entry></feed>", ["Old"]),
        ("<feed><entry><title>No name space</title></entry></feed>", ["No name space"]),
        (rss(), []),
    ],
)  # fmt: skip
def test_malformed_feeds_are_read_as_far_as_they_can_be(feed: str, titles: list[str]) -> None:
    assert [headline(entry) for entry in entries(feed.encode(), "feed")] == titles


@pytest.mark.parametrize(
    ("item", "url", "dates"),
    [
        ("<guid isPermaLink='true'>https://a.example/1</guid>", "https://a.example/1", []),
        ("<guid>https://a.example/1</guid>", "https://a.example/1", []),
        ("<guid isPermaLink='false'>https://a.example/1</guid>", None, []),
        ("<link> https://a.example/1\n</link>", "https://a.example/1", []),
        ("<link/>", None, []),
        (GOOD + "<pubDate>yesterday</pubDate>", "https://a.example/1", ["yesterday"]),
        (GOOD + "<pubDate>Mon, 99 Foo 2025 25:61:61 XYZ</pubDate>", "https://a.example/1", ["Mon, 99 Foo 2025 25:61:61 XYZ"]),
        (GOOD + "<pubDate/>", "https://a.example/1", []),
    ],
)
def test_links_and_dates_that_are_odd(item: str, url: str | None, dates: list[str]) -> None:
    (entry,) = entries(rss(item).encode(), "feed")
    assert isinstance(entry, Document) and entry.url == url
    assert [one.value for one in entry.fields if one.path.startswith("feed ")] == dates
    found = dateline.read(entry.content, url=entry.url, media_type="text/html", facts=False)
    assert all(item.published is None or item.published.latest.year < 2100 for item in found.items)


@pytest.mark.parametrize(
    ("feed", "error", "rule"),
    [
        ("<!doctype html><html><body><h1>404</h1></body></html>", NotText, "is no feed"),
        ("<?xml version='1.0'?>", NotText, "is no feed"),
        ("words alone", NotText, "is no feed"),
        ("<rss><channel>", NotText, "is no feed"),
        (rss(GOOD, head="<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"), NotText, "declares entities"),
        (rss(GOOD + "<x " + " ".join(f"a{n} = '1'" for n in range(20_000)) + "/>"), TooLarge, "more than 500 attributes"),
    ],
)
def test_what_is_no_feed_is_refused_by_name(feed: str, error: type[InputRefused], rule: str) -> None:
    for encoding in ("utf-8", "utf-16-le") if error is TooLarge else ("utf-8",):
        with pytest.raises(error, match=rule):
            list(entries(feed.encode(encoding), "feed"))


def test_a_reader_that_falls_over_a_feed_refuses_it_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def falls(*_: object, **__: object) -> None:
        raise ValueError("too many values to unpack")  # as feedparser does for some names

    monkeypatch.setattr("feedparser.parse", falls)
    with pytest.raises(NotText, match="feed: is no feed: ValueError"):
        list(entries(rss(GOOD).encode(), "feed"))


#: Kinds of JSON that no parser may take, after their names in the suites.
NO_JSON = {
    "array_extra_comma": '{"items": [1,]}', "array_double_comma": '{"items": [1,,2]}', "array_unclosed": '{"items": [',
    "array_colon": '{"items": [1:2]}', "object_trailing_comma": '{"items": [],}', "object_single_quotes": "{'items': []}",
    "object_unquoted_key": "{items: []}", "object_missing_colon": '{"items" []}', "object_comment": '{"items": [] /* x */}',
    "object_trailing": '{"items": []} x', "two_values": '{"items": []}{"items": []}', "open_object_string": '{"a', "lone_brace": "{",
    "string_tab": '{"items": ["a\tb"]}', "string_newline": '{"items": ["a\nb"]}', "string_bad_escape": '{"items": ["\\x41"]}',
    "string_short_escape": '{"items": ["\\u00A"]}', "number_plus": '{"items": [+1]}', "number_leading_zero": '{"items": [012]}',
    "number_hex": '{"items": [0x1]}', "number_dot": '{"items": [1.]}', "number_minus": '{"items": [-]}', "number_e": '{"items": [1e]}',
    "literal_case": '{"items": [TRUE]}', "literal_cut": '{"items": [tru]}', "deep": '{"items": ' + "[" * 100_000,
    "number_of_6000_digits": '{"items": [' + "9" * 6_000 + "]}",
}  # fmt: skip


@pytest.mark.parametrize("name", NO_JSON)
def test_what_is_no_json_is_refused_by_name(name: str) -> None:
    with pytest.raises(NotText, match="feed: is no JSON"):
        list(entries(NO_JSON[name].encode(), "feed"))


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ({"title": "x", "content_html": "<p>a"}, "x"),
        ({"title": None, "content_text": "a"}, ""),
        ({"title": 12, "content_text": ["a"]}, "12"),
        ({"title": {"a": 1}, "authors": "Ana", "content_html": 3}, "{&#x27;a&#x27;: 1}"),
        ({"title": "x", "url": ["y"], "authors": [None, {"name": None}, {"name": 5}]}, "x"),
        ({"title": "x\x00\ud83d", "content_text": "\x00"}, "x �"),
        ({"title": "x", "date_published": 17, "date_modified": ""}, "x"),
        ({}, ""),
    ],
)
def test_json_feeds_of_odd_values(item: dict[str, object], title: str) -> None:
    (entry,) = entries(json.dumps({"items": [item, None, "x", 1, []]}).encode(), "feed")
    assert headline(entry) == title


#: Markup of the kinds that tests of tree construction cover; each holds the words one, two, three as three paragraphs of an article.
WORDS = [
    f"{word} of the council met in the harbour on Monday to hear the report of the mayor." for word in ("One", "Two", "Three")
]
ONE, TWO, THREE = WORDS
MARKUP = {
    "unclosed paragraphs": f"<p>{ONE}<p>{TWO}<p>{THREE}",
    "wrongly nested formatting": f"<p><b>{ONE}<i></b></i></p><p><a>{TWO}<a></p></a><p><nobr>{THREE}",
    "formatting left open": f"<p><b><font><u>{ONE}</p><p>{TWO}</p><p>{THREE}</p>",
    "paragraphs in a table": f"<table><p>{ONE}</p><tr><td><p>{TWO}</p><td><p>{THREE}</p>",
    "table in a paragraph": f"<p>{ONE}<table><tr><td>{TWO}</table><p>{THREE}",
    "stray end tags": f"</p></div></td></b></br><p>{ONE}</span></p></section><p>{TWO}</p></x></li><p>{THREE}</p>",
    "list items unclosed": f"<ul><li><p>{ONE}<li><p>{TWO}</ul><dl><dd><p>{THREE}<dt></dl>",
    "doubled attributes": f"<p class=a class=b>{ONE}</p><p class='a\"b' =x>{TWO}</p><p/ id>{THREE}</p>",
    "odd names of tags": f"<p><a0:b-c_>{ONE}</p><1><p>{TWO}</p><ſ><p>{THREE}</p><é>",
    "bogus comments": f"<!><p>{ONE}</p><?php echo ?><p>{TWO}</p></ x><!-x--><p>{THREE}</p><![CDATA[x]]>",
    "odd ends of comments": f"<!--><p>{ONE}</p><!---><p>{TWO}</p><!-- a --!><p>{THREE}</p><!-- -- -- > -->",
    "second html and body": f"<p>{ONE}</p><html lang=x><body class=y><p>{TWO}</p></body></html><p>{THREE}</p>",
    "form in form": f"<form><p>{ONE}</p><form></form><p>{TWO}</p></form><p>{THREE}</p>",
    "select and button": f"<p>{ONE}</p><select><option>x<p>y</select><button><button></button><p>{TWO}</p><p>{THREE}</p>",
    "foreign elements": f"<p>{ONE}</p><svg><title>x</title><p>{TWO}</p><math><mi>x</mi><p>{THREE}</p>",
    "a template": f"<p>{ONE}</p><template><tr><td>hidden</template><p>{TWO}</p><p>{THREE}</p>",
    "raw text elements": f"<p>{ONE}</p><script>if (a<b) '</p>'</script><style><p></style><p>{TWO}<noscript><i></noscript><p>{THREE}</p>",
    "character references": f"<p>{ONE}&#0;&#xD800;&#x110000;</p><p>{TWO}&notit;&ampx</p><p>{THREE}&#</p>",
    "nul and controls": f"<p>{ONE}\0</p><p\0>{TWO}</p\0><p>\x0b{THREE}</p>",
    "carriage returns": f"<p>\r{ONE}\r\n</p>\r<p>{TWO}</p>\r\r<p>{THREE}</p>",
    "headings in headings": f"<h2>x<h3>y</h2><p>{ONE}</p></h6><p>{TWO}</p><p>{THREE}</p>",
    "cut in a tag": f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><a href='x",
    "cut in a comment": f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><!-- <p>x",
    "plaintext": f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><plaintext></p></plaintext>",
    "deep formatting": f"{'<b><i>' * 60}<p>{ONE}</p>{'</b></i>' * 60}<p>{TWO}</p><p>{THREE}</p>",
}  # fmt: skip


@pytest.mark.parametrize("name", MARKUP)
@pytest.mark.parametrize(
    "around", ["<!doctype html><html><head><title>Council</title></head><body><article><h1>Council meets</h1>{}", "{}"]
)
def test_malformed_markup_keeps_its_words(name: str, around: str) -> None:
    markup = around.format(MARKUP[name])
    try:
        page = dateline.read(markup, url="https://a.example/2025/03/council", media_type="text/html", facts=False)
    except DatelineError as error:
        pytest.fail(f"refused: {error}")
    at = [page.text.find(sentence) for sentence in WORDS]
    assert -1 not in at and at == sorted(at), page.text
    assert all(page.text.count(sentence) == 1 for sentence in WORDS)
    assert "hidden" not in page.text and "if (a" not in page.text
    assert all(one.span.end <= other.span.start for one, other in pairwise(page.blocks))
