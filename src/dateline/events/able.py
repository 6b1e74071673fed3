"""Which words of a sentence can act, or be acted upon: persons, bodies and names, not things, times or notions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .words import pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_PARTY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LANGUAGE", "LAW", "WORK_OF_ART"})
_PERSONS = frozenset(
    {"he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "whom", "everyone", "everybody", "someone",
     "somebody", "anyone", "others", "many", "both"}
)  # fmt: skip
#: Numbers that are sums of money more often than people: "requested dlrs 50 million".
_SUMS = frozenset({"million", "billion", "trillion"})
#: Endings of notions; bodies that end so ("commission") are listed.
_NOTIONS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ism",
    "ance",
    "ence",
    "ship",
    "hood",
    "ure",
    "ing",
    "acy",
    "age",
    "dom",
    "ancy",
    "ency",
)
#: Endings of words for people.
_OF_PEOPLE = ("er", "or", "ist", "ian", "man", "woman", "ee", "eer", "ster", "people", "folk", "ant", "wife", "child")
#: Acts of words, whose object is as often a thing as a person: there only a word for people counts.
_OF_WORDS = frozenset(
    [
        "ACCUSE",
        "SUPPORT",
        "REJECT",
        "AGREE",
        "THREATEN",
        "PROTEST",
        "CONCEDE",
        "CONSULT",
        "REQUEST",
        "COOPERATE",
        "AID",
        "RETREAT",
    ]
)
#: To these something can be done that is no person: buildings, ships, towns.
_FORCE = frozenset(
    {("ASSAULT", None), ("ASSAULT", "explosives"), ("COERCE", "seize"), ("COERCE", "destroy"), ("COERCE", "cyber")}
)


def able(token: Token) -> bool:
    """Whether a word names somebody who can act. A name counts; so does a noun that is no listed thing and ends like no notion."""
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "WP"):
        return token.lower_ in _PERSONS
    if token.ent_type_ in _NO_PARTY and not pattern("people").fullmatch(token.text):
        return False
    if token.lemma_.lower() in words("weapons"):
        return any(c.ent_type_ in ("NORP", "GPE") for c in token.lefts)  # "Russian missiles" are Russia's
    if token.pos_ == "PROPN":
        return not _named_thing(token)
    if token.pos_ == "NUM":
        return token.ent_type_ in ("", "CARDINAL") and token.lower_ not in _SUMS
    if token.pos_ not in ("NOUN", "ADJ"):
        return False
    return is_person(token) or not _thing(token)


def is_everybody(token: Token) -> bool:
    """Whether a word stands for the public, as weather and fraud warnings address it; "US" in capitals is a country."""
    return token.lower_ in words("the_public") and token.text != "US"


def _named_thing(token: Token) -> bool:
    """Whether the last word of a longer name says that it is a thing: "Farm Bills", "the Lima Accord"."""
    road = token.lower_ in words("streets") and token.i > 0 and token.nbor(-1).lower_ not in ("downing", "wall")
    named = road or token.lower_ in words("named_things") or token.lower_.removesuffix("s") in words("named_things")
    return named and token.ent_type_ != "PERSON" and any(c.dep_ in ("compound", "amod", "nmod") for c in token.lefts)


def is_person(token: Token) -> bool:
    """Whether a word is listed among those for people and bodies, is a name or a number, or ends as words for people do ("traders")."""
    return (
        token.pos_ in ("PROPN", "NUM")
        or token.lemma_.lower() in words("persons")
        or token.lower_ == "media"  # of which the lemma is "medium"
        or (token.lower_ == "both" and token.pos_ == "PRON")
        or is_one_of_people(token)
        or _initials(token)
        or _of_candidate(token)
    )


def _of_candidate(token: Token) -> bool:
    """Whether a campaign is the staff of somebody, which acts: "Lind's campaign", "her campaign", "the Lind campaign"."""
    return token.lemma_ == "campaign" and any(
        c.tag_ == "PRP$" or (c.dep_ in ("poss", "compound", "nmod") and c.ent_type_ in ("PERSON", "ORG")) for c in token.lefts
    )


def _initials(token: Token) -> bool:
    """Whether a word is the initials of a body that the tagger took for a noun: "called on the DA"; not in a headline in capitals."""
    around = token.doc[max(0, token.i - 2) : token.i + 3]
    alone = sum(t.is_upper and t.is_alpha for t in around if t.i != token.i) == 0
    return token.is_upper and token.is_alpha and 2 <= len(token.text) <= 5 and alone and not token.ent_type_


def is_one_of_people(token: Token) -> bool:
    """As `is_person`, but of common nouns only those that mean human beings: no "state", no "office"."""
    if pattern("people").fullmatch(token.text):
        return True
    lemma = token.lemma_.lower()
    ends_so = lemma.endswith(_OF_PEOPLE) and lemma not in words("no_people") and not _thing(token)
    return lemma in words("bodies") or ends_so


def _thing(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if lemma in words("persons"):
        return False
    return lemma in words("things") or (lemma.endswith(_NOTIONS) and lemma not in words("bodies"))


def can_be_done_to(token: Token, kind: str, mode: str | None, verb: str = "") -> bool:
    """Whether a word names somebody, or for force something, to whom a type of event is done by a verb."""
    if able(token):
        return kind not in _OF_WORDS or verb in words("to_persons") or token.pos_ not in ("NOUN", "ADJ") or is_person(token)
    if token.lower_ == "those" and token.dep_ == "dobj" and token.head.lemma_ == verb:
        return any(w.lower_ == "who" for c in token.children if c.dep_ == "relcl" for w in c.children)  # "slammed those who left"
    named = token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.ent_type_ == "WORK_OF_ART" and not _named_thing(token))
    if verb in words("only_to_persons") and named and token.dep_ in ("dobj", "nsubjpass"):
        return True  # "accused opposition figures", a school that the tagger takes for a book
    return (kind, mode) in _FORCE and token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in _NO_PARTY and not _notion(token)


def _notion(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lemma in words("notions") or (
        lemma.endswith(_NOTIONS) and not any(lemma in words(name) for name in ("bodies", "targets", "struck"))
    )
