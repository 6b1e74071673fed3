"""The words and shapes by which a name that the tagger found is trimmed and typed."""

from __future__ import annotations

import re

from ..knowledge.offices import TITLES
from ..knowledge.titles import SECRETARY_OF, SHORTENED, WRITTEN_OUT
from .office_titles import fields
from .place_words import STREETS
from .shapes import COMPOUND

HEADLINE_VERB = re.compile(r" (?:Was|Is|Are|Were|Has|Have|Says|Said|Gets|Goes|After|Amid) ")
#: Parts of speech of words that are no names, and months that are.
COMMON_TAGS = frozenset(
    ["NN", "NNS", "JJ", "RB", "VB", "VBZ", "VBG", "VBN", "VBD", "WDT", "WP", "DT", "IN", "CC", "MD", "PRP", "UH"]
)
MONTHS = frozenset(["April", "May", "June", "August"])
PROJECT = re.compile(
    r"\b(?:Route|Pipeline|Corridor|Canal|Railway|Bridge|Highway|Project|Initiative|Programme|Program|Plan|Dam|Plant"
    r"|Tunnel|Road|Expressway|Line)\b(?: (?:for|of) [A-Z].*)?$"
)
JOINING = frozenset(
    ["of", "the", "and", "for", "in", "on", "to", "a", "an", "de", "la", "al", "bin", "von", "van", "with", "at", "&"]
)
#: Last words that make a thing of what a given name opens: "Charles Street", "Virginia Tech".
THING_LAST = re.compile(
    rf" (?:{STREETS}|Park|County|City|Hall|Tech|Day|State|Beach|Springs|Hills?|Island|River|Lake|Mountain|Cup|Awards?|Act|"
    r"Gallery|Fair|Oil|Weekend|Oval|Harbou?r|Nebula|Duo|Prize|Show|Station|Airport|Hotel|Stadium|Arena|Center|Centre|Tower|Bay|Valley|Heights|House|Palace|Cathedral)\b"
)
_TITLE_WORDS = "|".join(
    sorted(
        {
            *TITLES,
            *map(str.casefold, SHORTENED),
            *WRITTEN_OUT,
            "foreign minister",
            "defence minister",
            "defense minister",
            "dj",
            "sir",
            "taoiseach",
            "admiral",
            "rear admiral",
            "vice admiral",
            "brigadier",
            "brigadier general",
            "major",
            "major general",
            "lieutenant",
            "lieutenant general",
            "lieutenant colonel",
            "sergeant",
            "corporal",
            "constable",
            "inspector",
            "detective",
            "superintendent",
            "sheriff",
            "cllr",
            "adv",
            "mec",
            "councillor",
            "cmdr",
            "maj",
            "brig",
            "supt",
            "insp",
        },
        key=len,
        reverse=True,
    )
)
TITLE = re.compile(
    rf"^(?:(?:the|a|then|former|ex|late|acting|deputy"
    rf"|vice)[ -])*(?:[\w.’'-]+ ){{0,3}}?(?P<title>(?i:{_TITLE_WORDS}))\.? (?=[A-ZÀ-ÞƏİ])"
)
#: What the tagger takes for a person and is a title alone: "Rear Admiral", "Taoiseach".
ONLY_TITLE = re.compile(rf"(?i:{_TITLE_WORDS})\.?|Duke|Duchess|Princess|Countess")
#: What calls the name behind it a body: "the group Rios Livres". A capital between ("a Chilean group X") is not read.
BODY_BEFORE = re.compile(
    r"\b(?:the|a|an) (?:[a-z-]{2,20} ){0,2}(?:group|organi[sz]ation|charity|NGO|association|company|firm|newspaper|magazine|website|"
    r"broadcaster|news agency|union|start-?up|retailer|publisher) $"
)
AFTER_TITLE = re.compile(rf"\b(?i:{_TITLE_WORDS})\.? $")
PLACE_BEFORE = re.compile(
    r"\b(?:city|town|village|province|region|port|district|island|capital|suburb|state|county)(?: of)? $"
    r"|\b(?:[Pp]rince|[Pp]rincess|[Ee]mir|[Rr]uler|[Ss]ultan|[Kk]ing|[Qq]ueen) of $"
)
#: What a minister or his like has charge of: "Defence" of "German Defence Minister".
PORTFOLIO = re.compile(
    rf"(?:Prime|{'|'.join(sorted(map(str.title, fields()), key=len, reverse=True))})(?: Affairs)? (?:Minister|Secretary)"
)
OF_STATE = re.compile(rf"\b{SECRETARY_OF}$")
#: "in southern Syria's ": what stands in a country is a place.
IN_COUNTRY = re.compile(r"\b(?:in|near|at|from|outside|across|around) (?:[a-z-]+ )?(?P<of>[A-Z][a-z]+(?: [A-Z][a-z]+)?)['’]s $")
#: Not "at" and "from", behind which universities and clubs stand too: "when I was at Dartmouth".
INSIDE_BEFORE = re.compile(r"\b(?:in|near|around|outside) $")
STATION = re.compile(r"^Radio [A-ZÀ-Þ]|\w Radio$")
VESSEL_BEFORE = re.compile(r"\b(?:ferry|ship|vessel|tanker|trawler|yacht|freighter|liner|frigate|icebreaker|barge|tugboat) $")
#: What firms make or do, as the last word of their names: "Nordlys Batteries".
TRADE_LAST = re.compile(
    r" (?:Batteries|Energy|Foods|Systems|Solutions|Pharma|Pharmaceuticals|Logistics|Shipping|Mining|Steel|Petroleum|Telecom|Electronics|"
    r"Electric|Semiconductors?|Software|Airlines|Railways?|Lines|Ferries|Shipyards?|Brewery|Breweries|Insurance|Partners|Capital)$"
)
IN_BEFORE = re.compile(r"\b(?:in|near|from|at|around|outside|to|off) (?:the )?$")
#: "Ferry capsizes", "Aiden Haig 1 goal": what no person's name ends with, nor a product's; not "Ursula von der".
SMALL_LAST = re.compile(r"(?<=\w)(?: \d{1,3})?(?: (?!(?:von|van|der|den|del|bin|ibn|dos|ter|ten)\b)[a-z]{3,})+$")
#: What a name of the tagger may end with and is no part of it; what parts two names.
TRAIL = re.compile(
    r"(?:['’]s)?[ ‘“\"'(:;,&-]*$|['’]s$|,? \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4})?$"
)
#: Where a name of people or bodies ends though the tagger goes on: "Elena Furrer: Children", "Julien De Rosa/Pool", "DeSantis’ No".
ENDS, PERSON_ENDS = re.compile(r": |/(?=[A-Z])"), re.compile(r": |/(?=[A-Z])|(?<=s)[’'] ")
#: Letters behind a person's name: "Afrasiab Anwar MBE".
HONOURS = re.compile(r",? (?:[MOCKD]BE|[KQ]C|MS?P|MEP|TD|PhD|MD)$")
COMPOUND_WORD = re.compile(COMPOUND + r"(?!\w)")
#: An initial is nobody; and where people write on X, the tagger takes it for a people.
INITIAL = re.compile(r"[A-Z]\.?")
LINE_PART = re.compile(r"[^\s](?:(?! [-–—] )[^\n])*[^\s]")
#: The parts of "Split to Brač and Hvar".
TOWN_OF_LIST = re.compile(r"(?P<town>(?:(?! (?:and|to) ).)+)(?: (?:and|to) |$)")
#: Names side by side that the tagger took for one body: "Mueller, Stormy"; not "Foxton, Reed & Co", "Acme, Inc".
NAMES_IN_LIST = re.compile(r"^[^&]+, (?!Inc|LLC|L\.L\.C|Ltd|LP|S\.A|N\.A)[^&]+$")
DIGIT = re.compile(r"\d")
#: What of a hyphenated word, and of a street or building, goes on behind what the tagger found: "Kara" of "Kara-Shoro".
HYPHENATED_ON = re.compile(r"-[A-ZÀ-ÞƏİ][\w’'-]*")
#: "Coeur" of "Coeur d’Alene".
ELIDED = re.compile(r" (?:d|de l)[’'][A-Z]\w+")
CAPITAL_WORD = re.compile(r"(?<![\w-])[A-ZÀ-ÞƏİ]\w*(?:[’'](?!s\b)\w+)*")
BUILT = re.compile(rf" (?:{STREETS}|Airport|Stadium|Tunnel|Embankment)\b(?! [A-Z])")
