"""The genre of an item: from the word a headline opens with, the section in its address, or what the text says of itself."""

from __future__ import annotations

import re
from collections import Counter
from typing import cast

from ..types import Genre

# A label that opens a headline, set off by a colon, a bar or a dash.
_LABELS: tuple[tuple[Genre, str], ...] = (
    (
        "opinion",
        (
            r"view|viewpoint|views|opinion|op-ed|oped|commentary|comment|column|editorial|letters?|мнение|колонка|rəy|пікір|"
            r"meinung|kommentar|leitartikel|gastbeitrag|gastkommentar|éditorial|édito|avis|tribune|chronique|opinión|columna|opinione|"
            r"köşe yazısı|görüş|"
            r"думка|رأي|مقال|评论|社论|社論|社説|オピニオン|사설"
        ),
    ),
    (
        "analysis",
        (
            r"analysis|explainer|explained|in depth|fact check|аналитика|разбор|təhlil|analyse|analiz|análisis|analisi|décryptage|"
            r"decryptage|талдау|تحليل|分析|解说"
        ),
    ),
    (
        "live",
        (
            r"live|live updates|live[ -]?blog|newsblog|as it happened|онлайн|прямой эфир|canlı|en direct|direct|live-ticker|"
            r"liveticker|тікелей эфир|en vivo|en directo|diretta|ao vivo|наживо|مباشر|بث مباشر|直播"
        ),
    ),
    ("video", r"watch|video|видео|смотрите|izləyin|vidéo|vídeo|izle|відео|فيديو|视频|影片|動画|영상"),
    ("audio", r"listen|podcast|audio|подкаст|podkast"),
    (
        "gallery",
        r"in pictures|photos|gallery|in photos|фото|фоторепортаж|foto|fotoqalereya|bildergalerie|фотогалерея|en images|diaporama|fotos",
    ),
    ("interview", r"interview|q&a|интервью|müsahibə|сұхбат|entretien|entrevista|intervista|röportaj|söyleşi|مقابلة|专访"),
    ("documentary", r"documentary|documentaries|документальный фильм|sənədli film|doku|documentaire|documental|belgesel"),
    (
        "sponsored",
        r"sponsored|advertorial|paid content|partner content|promoted|на правах рекламы|реклама|anzeige|publireportage|patrocinado",
    ),
    ("obituary", r"obituary|obituaries|некролог|nekroloq|nachruf|nécrologie|obituario"),
)
_ANY = "|".join(rf"(?P<{genre}>{words})" for genre, words in _LABELS)
_OPENING = re.compile(rf"\W{{0,3}}(?:{_ANY})\s{{0,2}}[:|\u2013\u2014•»/：｜丨】\]-]", re.IGNORECASE)
#: What sets a label off from the headline that it opens.
_SET_OFF = re.compile(r"[:|\u2013\u2014•»/：｜丨】\]-]")
_TAIL = re.compile(rf"[|\u2013\u2014]\s{{0,2}}(?:{_ANY})\W{{0,3}}$", re.IGNORECASE)
_WHOLE = re.compile(rf"\W{{0,3}}(?:{_ANY})\W{{0,3}}", re.IGNORECASE)
_SECTIONS: dict[str, Genre] = {
    "opinion": "opinion",
    "opinions": "opinion",
    "comment": "opinion",
    "commentary": "opinion",
    "commentisfree": "opinion",
    "views": "opinion",
    "editorial": "opinion",
    "editorials": "opinion",
    "columns": "opinion",
    "columnists": "opinion",
    "meinung": "opinion",
    "analysis": "analysis",
    "explainers": "analysis",
    "live": "live",
    "liveblog": "live",
    "video": "video",
    "videos": "video",
    "watch": "video",
    "podcast": "audio",
    "podcasts": "audio",
    "audio": "audio",
    "gallery": "gallery",
    "galleries": "gallery",
    "photos": "gallery",
    "pictures": "gallery",
    "interview": "interview",
    "interviews": "interview",
    "documentary": "documentary",
    "documentaries": "documentary",
    "sponsored": "sponsored",
    "obituaries": "obituary",
}
# "X is an investigative documentary by Y that examines ..."
_IS_FILM = re.compile(
    r"^.{2,80}?\b(?:is|are) (?:an?|the) (?:[\w-]+ ){0,4}(?:documentary|documentaries|docuseries)\b", re.IGNORECASE
)
_FILM = re.compile(
    r"\b(?:new|our|this|full|latest|short) documentary\b|\bdocumentary (?:series|film) (?:by|from)\b", re.IGNORECASE
)


_SPEAKER = re.compile(r"([^\W\d_][^:.!?\"“„«\n]{0,40}?) ?: ?\S")
_INTERVIEWER = re.compile(
    r"\b(?:Interview|INTERVIEW|Entretien|Entrevista|Intervista|Интервью)(?: by| von)?: [^\W\d_a-z][\w'’-]+ [^\W\d_a-z]"
)
_IN_INTERVIEWER = ("nterview", "NTERVIEW", "ntretien", "ntrevista", "ntervista", "нтервью")
#: Turns of an interview, and the share of its paragraphs that they open.
_TURNS, _SHARE = 4, 0.4


def label_of(line: str) -> Genre | None:
    """The genre that opens a line ("Opinion: ...") or is all of it."""
    found = _OPENING.match(line[:200]) or (_WHOLE.fullmatch(line) if len(line) <= 30 else None)
    return cast(Genre, found.lastgroup) if found is not None else None


def _is_interview(text: str) -> bool:
    """Whether a text names its interviewer at its head, or is told in turns: two speakers, each named before what they say, in four
    paragraphs and more."""
    if any(word in text[:600] for word in _IN_INTERVIEWER) and _INTERVIEWER.search(text[:600]):
        return True
    lines = text.split("\n")
    if len(lines) < _TURNS:
        return False
    spoken = Counter([found[1] for line in lines if ":" in line and (found := _SPEAKER.match(line)) is not None])
    both = [count for _, count in spoken.most_common(2)]
    return len(both) == 2 and both[1] > 1 and sum(both) >= max(_TURNS, _SHARE * len(lines)) and sum(both) >= 0.8 * spoken.total()


def genre_of(headline: str | None, url: str | None, text: str) -> Genre:
    """News, unless a label, a section or the opening says otherwise. Labels before or after the headline or on a line
    of their own win over sections, sections over the text."""
    first_line = text.split("\n", 1)[0][:160]
    for line in (headline, first_line) if headline != first_line else (headline,):
        if line:
            label = (_OPENING.match(line[:200]) if _SET_OFF.search(line, 0, 200) else None) or _tail(line[-60:])
            if label is not None and label.lastgroup is not None:
                return cast(Genre, label.lastgroup)
    for line in text.split("\n", 6)[:6] if "\n" in text else ():
        label = _WHOLE.fullmatch(line) if len(line) <= 30 else None
        if label is not None and label.lastgroup is not None:
            return cast(Genre, label.lastgroup)
    for part in _sections(url):
        if part in _SECTIONS:
            return _SECTIONS[part]
    if _is_interview(text):
        return "interview"
    first = text[:400]
    if "ocu" not in first:
        return "news"
    if _IS_FILM.search(first) or _FILM.search(first):
        return "documentary"
    return "news"


def _tail(line: str) -> re.Match[str] | None:
    return _TAIL.search(line) if "|" in line or "\u2013" in line or "\u2014" in line else None


def _sections(url: str | None) -> list[str]:
    """The folders of an address's path."""
    parts = (url or "").lower().split("?")[0].split("#")[0].split("/")
    return parts[3:-1] if len(parts) > 3 and parts[0].endswith(":") else parts[1:-1]
