"""Marks around a printed date that say what it is the date of: a post, a picture, the publication."""

from __future__ import annotations

import re

#: Right before a date: the signature of a post of somebody else that the page shows, "— Name (@name) June 1, 2017".
POST = re.compile(r"\(@\w{1,20}\)\W{0,3}\Z")
#: Right before a date: the word of publication in brackets, "(Published Thursday, May 2, 2019)".
PUBLISHED_IN_BRACKETS = re.compile(r"\((?:[Ff]irst )?[Pp]ublished:? (?:on )?(?:[A-Z][a-z]{2,8},? )?\Z")
#: Right after a date: who took the picture or showed it, "June 1, 2017. (AP/Name)", "June 1, 2017. (Name, Photo)",
#: "June 1, 2017. Name Name/Agency".
PICTURE = re.compile(
    r"[\s,.;]{0,20}(?:[^\W\d_][\w.'’-]{1,20}(?: [^\W\d_][\w.'’-]{1,20}){0,3}/[A-Z]"
    r"|\((?:[^()]{2,40}/[^()]{2,40}|[A-Z]{3,6}|[^()]{0,30}\b[Pp]hoto\b[^()]{0,30})\)|(?:Photo|Credit|Image)s?\b)"
)
#: The same a few words on: "June 1, 2017 in the old harbour. (Photo: Name)".
PICTURE_BELOW = re.compile(r"[^.()]{0,70}\.?\s{0,3}(?:\((?:[Pp]hoto|[Cc]redit|[Ii]mage|[Pp]icture)\b|(?:Photo|Credit|Image)s?: )")
#: Right before a date: a programme of news, "for the Harbour News at 6 p.m. on May 2, 2019", "during Action News Mornings on May 2, 2019".
PROGRAMME = re.compile(
    r"\b(?:for|during|on|from|live) (?:the )?[A-Z][\w ]{1,40}\bNews\b"
    r"(?: (?:Updates?|Mornings?|Today|Tonight|at|on|\d{1,2}(?::\d\d)?|[ap]\.m\.|[Nn]oon|[Mm]idnight|[A-Z][a-z]{2,8}day,?)){1,5} \Z"
)
