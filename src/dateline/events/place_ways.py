"""The ways through the parse by which a place belongs to an event: what a preposition of place ties to it, or to who takes part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .able import is_one_of_people, is_person
from .doers import doers_of, is_passive
from .drafts import Draft
from .meanwhile import meanwhile_place
from .syntax import children
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token


MATERIAL = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "ACCIDENT", "DISASTER", "MOBILIZE", "BUILD", "DEATH", "SANCTION", "ELECT", "RETREAT"}
)
#: Acts that police do where they are.
_BY_POLICE = frozenset({"ACCUSE", "COERCE", "ASSAULT", "REQUEST"})
_FORCE_OR_FATE = frozenset({"ASSAULT", "ACCIDENT", "DISASTER"})
#: Behind these stands what somebody is arrested or tried for.
_CRIME = frozenset({"for", "over", "in", "of", "after", "with", "on"})
#: Prepositions by which an act of words is placed: a railway through a country is no place of talks about it.
_SAID_AT = frozenset({"in", "at", "near", "outside", "inside", "on"})
AT = frozenset(
    {"in", "near", "at", "off", "outside", "around", "across", "over", "inside", "along", "throughout", "through", "into", "onto",
     "within", "on", "beside", "down"}
)  # fmt: skip
#: Where people are treated for what was done to them elsewhere.
_OF_TREATMENT = frozenset({"hospital", "clinic", "infirmary"})
#: Before a building that a town stands before: "at a Lima apartment".
_BUILT_AT = frozenset({"at", "in", "near", "outside", "inside", "from"})
#: From a thing or a person up to the trigger that it takes part in.
_PART = frozenset(
    {"dobj", "nsubj", "nsubjpass", "pobj", "prep", "agent", "attr", "conj", "appos", "compound", "poss", "acl", "amod", "nmod"}
)
#: From a trigger up to the verb that carries it, or that it is joined to.
_CARRIED = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "prep", "agent", "attr", "conj", "xcomp", "compound", "advcl"})


def within_name(root: Token, start: int, end: int) -> bool:
    """Whether the place is part of a longer name: "Empire State Building", "the Stade de France"; not "Lima Airport"."""
    before = root.doc[start - 1] if start else None
    if before is not None and before.lower_ in ("de", "du", "del", "della", "di", "do", "da", "dos"):
        return True
    following = root.doc[end] if end < len(root.doc) else None
    if following is not None and following.lower_ in words("locative") and root.head == following:
        return False
    if following is not None and following.lower_ in ("police", "sheriff"):
        return False  # "Lima Police", "the Lima Police Department"
    return following is not None and following.pos_ == "PROPN" and root.head.i >= end and root.dep_ in ("compound", "nmod")


def distance(root: Token, draft: Draft, triggers: set[int]) -> int | None:
    """How many steps of the parse lie between a place and the trigger; None where no way of a place leads there."""
    trigger, kind = draft.token, draft.rule.type
    if _where_it_was(root, trigger) or _visited(root, draft):
        return 0
    if _went_there(root, draft):
        return 3
    noun = locative(root)
    if noun.dep_ != "pobj" and root.dep_ == "pobj" and root.head.lower_ in AT:
        noun = root  # "a court in Lima"
    if _home_of_police(root, draft) or _home_of_dwellers(root, draft) or _seat_of_court(root, draft):
        return 5
    if noun.dep_ in ("compound", "nmod", "poss", "amod") and noun.head == trigger:
        doer = any(a.span.start <= noun.idx < a.span.end for a in draft.actors)
        return 1 if draft.kind == "noun" and not doer else None  # "Chad's raid on the town", "Chad strikes": Chad did it
    if noun.dep_ in ("compound", "amod", "nmod") and kind == "ELECT" and noun.head.head == trigger:
        return 1
    if (
        noun.dep_ in ("dobj", "nsubjpass")
        and noun.head == trigger
        and root.pos_ == "PROPN"
        and trigger.lemma_ in words("overrunning")
    ):
        return 1
    if noun.dep_ in ("dobj", "nsubjpass") and (kind in ("DISASTER", "ACCIDENT") or (kind == "ASSAULT" and draft.kind == "noun")):
        verb = noun.head
        below = (
            kind == "DISASTER" and trigger in verb.ancestors
        )  # "an earthquake of at least 5.9 hit Chile", where the parse goes astray
        return 1 if verb.lemma_ in words("hitting") and (trigger.head == verb or verb == trigger or below) else None
    if kind in _FORCE_OR_FATE and noun.dep_ in ("compound", "nmod", "poss") and _building_in(noun, trigger):
        return 2
    if kind == "ASSAULT" and noun.dep_ == "poss" and noun.head.dep_ == "pobj" and noun.head.head.head == trigger:
        return 2 if noun.head.pos_ == "PROPN" and noun.head.ent_type_ != "PERSON" else None  # "the attack on Lima's Hotel Foss"
    if noun.dep_ != "pobj":
        return None
    preposition = noun.head
    if preposition.dep_ == "prep" and preposition.head.lower_ in (
        "outside",
        "off",
        "south",
        "north",
        "east",
        "west",
        "southwest",
    ):
        preposition = preposition.head if preposition.head.dep_ in ("prep", "advmod") else preposition
    if preposition.lower_ == "of" and preposition.head.lower_ == "front" and preposition.head.head.lower_ == "in":
        preposition = preposition.head.head  # "in front of the embassy in Lima"
    word = preposition.lower_
    holder = _beyond_time(preposition.head)
    if word == "of" and kind == "ELECT" and _office_won(holder, trigger):
        return 1
    if word == "of":
        struck = (
            kind in ("ASSAULT", "ACCIDENT", "DISASTER")
            and trigger.lemma_ not in words("of_victims")
            and root.ent_type_ != "PERSON"
        )
        return 1 if holder == trigger and draft.kind == "noun" and struck else None
    if kind == "ELECT" and word == "to" and holder == trigger and root.dep_ in ("compound", "nmod"):
        return 1  # "was elected to the Chile state assembly"
    if word == "from":
        return (
            1
            if holder == trigger and (draft.rule.mode in ("withdraw", "deport") or trigger.lemma_ in words("taken_from"))
            else None
        )
    if word == "to" and kind == "MOBILIZE" and draft.kind == "verb":
        return 1 if holder == trigger or (holder.dep_ == "dobj" and holder.head == trigger) else None
    if word == "to" and kind == "PROTEST" and noun.lemma_ == "street":
        return 1 if holder == trigger else None  # "took to the streets of Lima"
    if word == "to" and kind == "DEATH":
        return meanwhile_place(holder, draft)  # "died after being taken to a hospital in Lima"
    if word not in (AT if kind in MATERIAL else _SAID_AT):
        return None
    if word in ("on", "upon") and (kind not in MATERIAL or kind == "SANCTION") and noun.ent_type_ == "GPE":
        return None  # "called on Sweden to act", "imposed sanctions on Sweden"
    if kind in ("COERCE", "SANCTION") and noun != root and word in _CRIME and _of_accused(preposition, trigger):
        return None  # "a suspect in a Lima theft was found guilty"
    if noun.lower_ == "court" and kind in ("SANCTION", "ACCUSE") and word in ("at", "in"):
        return 1  # "found guilty of theft at Foss Crown Court"
    if kind in ("ASSAULT", "ACCIDENT") and noun.lower_ in _OF_TREATMENT and holder != trigger:
        return None  # "Lind, shot in the neck, is in intensive care at Foss Hospital"
    if kind == "CONSULT" and holder.dep_ == "pobj" and holder.head.head == trigger and holder.lemma_ in words("spoken_at"):
        return 1  # "met him for dinner in Lima"
    return _way(preposition, holder, draft, triggers)


def _office_won(office: Token, trigger: Token) -> bool:
    """Whether a noun is what somebody is elected: "elected mayor of Lima", "was elected as mayor of Lima"."""
    above = office.head.head if office.dep_ == "pobj" and office.head.lower_ == "as" else office.head
    return above == trigger and office.dep_ in ("oprd", "attr", "dobj", "pobj", "xcomp", "ccomp") and office.pos_ == "NOUN"


def _beyond_time(holder: Token) -> Token:
    """What a place is tied to, where the parse ties it to a time between: "met at the end of January in Lima"."""
    for _ in range(3):
        time = holder.ent_type_ in ("DATE", "TIME") or holder.lemma_ in ("end", "beginning", "start")
        if not time or holder.dep_ != "pobj" or holder.head.dep_ != "prep":
            break
        holder = holder.head.head
    return holder


def _home_of_police(root: Token, draft: Draft) -> bool:
    """Whether a place stands before its police, who do it: "Lima police arrested three men"; any other place of the sentence is nearer."""
    police = root.head if root.dep_ in ("compound", "nmod") and _are_police(root.head) else None
    if police is None or root.ent_type_ not in ("GPE", "ORG", "") or draft.rule.type not in _BY_POLICE:
        return False
    return draft.kind == "verb" and any(a.span.start <= police.idx < a.span.end for a in draft.actors)


def told_by_police(root: Token, draft: Draft) -> bool:
    """Whether a place stands before its police, who tell it: "Lima police say two men were shot", "was shot, according to Lima police"."""
    police = root.head if root.dep_ in ("compound", "nmod") and _are_police(root.head) else None
    if police is None or draft.rule.type not in ("ASSAULT", "ACCIDENT", "COERCE", "DEATH"):
        return False
    cited = police.dep_ == "pobj" and police.head.lower_ == "to" and police.head.head.lower_ == "according"
    return cited or (police.dep_ == "nsubj" and police.head.lemma_ in words("telling") and police.head in draft.token.ancestors)


def _are_police(token: Token) -> bool:
    """ "Police", "deputies", "Police Department", "Sheriff's Office"."""
    if token.lemma_.lower() in words("police"):
        return True
    return token.lower_ in ("department", "office") and any(c.lower_ in ("police", "sheriff") for c in token.children)


def _seat_of_court(root: Token, draft: Draft) -> bool:
    """Whether a place stands before those who judge there: "a Lima jury found him guilty"."""
    court = root.head if root.dep_ in ("compound", "nmod") and root.head.lemma_.lower() in ("court", "jury", "judge") else None
    judged = draft.rule.type in ("SANCTION", "ACCUSE") and draft.kind == "verb"
    return court is not None and judged and any(a.span.start <= court.idx < a.span.end for a in draft.actors)


def _home_of_dwellers(root: Token, draft: Draft) -> bool:
    """Whether a place stands before those who live there and do it: "Lima residents refused"; any other place is nearer."""
    those = root.head if root.dep_ in ("compound", "nmod", "amod") and root.head.lemma_.lower() in words("dwellers") else None
    return those is not None and draft.kind == "verb" and any(a.span.start <= those.idx < a.span.end for a in draft.actors)


def _where_it_was(root: Token, trigger: Token) -> bool:
    """ "Was taken to Lima Hospital, where she died"."""
    return trigger.dep_ == "relcl" and trigger.head == root and any(c.lower_ == "where" for c in children(trigger, "advmod"))


def _visited(root: Token, draft: Draft) -> bool:
    """Whether a place is what somebody visits: "will visit Lima", "visited the Lima area"."""
    visited = locative(root)
    if visited != root and visited.lower_ == "state":
        return False  # "the Sunshine State"
    return draft.rule.mode == "visit" and visited.dep_ == "dobj" and visited.head == draft.token and draft.token.lemma_ == "visit"


def _went_there(root: Token, draft: Draft) -> bool:
    """Whether a place is where somebody went or stayed at that moment: "met the widow when he visited the city of Lima"."""
    noun = locative(root)
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "in") else noun.head
    went = verb.lemma_ in words("going") if noun.dep_ == "pobj" else noun.dep_ == "dobj" and verb.lemma_ in ("visit", "reach", "tour")
    moment = verb.dep_ == "advcl" and verb.head == draft.token and any(c.lower_ in ("when", "while") for c in verb.children)
    return draft.rule.type == "CONSULT" and went and moment


def _building_in(place: Token, trigger: Token) -> bool:
    """Whether a place stands before a building that takes part: "a Lima home's roof collapsed", "attacked a Quito hotel"."""
    thing = place.head
    built = thing.lemma_.lower() in words("buildings") or any(
        c.lemma_.lower() in words("buildings") and place.i < c.i < thing.i for c in thing.lefts
    )
    return built and thing.dep_ in ("nsubj", "nsubjpass", "dobj") and thing.head == trigger


def locative(root: Token) -> Token:
    """The noun that the place only tells more of: "the north of Chad", "the city of Safi", "Lima airport", "China's capital"."""
    for _ in range(4):
        head = root.head
        tells = ("of", "in", "with") if head.head.lower_ in ("border", "frontier") else ("of", "in")
        if root.dep_ == "pobj" and head.lower_ in tells and head.head.lemma_.lower() in words("locative"):
            root = head.head
        elif root.dep_ in ("compound", "poss", "nmod", "amod", "appos") and _is_locative(head):
            root = head
        elif root.dep_ in ("compound", "nmod") and head.ent_type_ in ("DATE", "TIME") and head.dep_ == "pobj":
            root = head  # "in Lima Thursday afternoon"
        elif root.dep_ == "compound" and _is_thing_at(head):
            root = head  # "at a Lima apartment", "at a Lima office party"
        elif root.dep_ in ("compound", "nmod") and head.lemma_ in words("buildings") and head.dep_ == "appos":
            root = head.head  # "at Foss, a Lima nightclub"
        elif root.dep_ == "compound" and head.lemma_ in words("buildings") and _part_of_site(head) is not None:
            root = head.head.head  # "in the backyard of a Lima house"
        else:
            break
    return root


def _is_thing_at(noun: Token) -> bool:
    """Whether a noun behind a preposition of place, or one that stands before it, is where something was."""
    if noun.pos_ != "NOUN" or noun.lemma_ in words("no_sites"):
        return False
    last = noun.head if noun.dep_ == "compound" and noun.head.pos_ == "NOUN" and noun.head.i > noun.i else noun
    last = last.head if last.dep_ == "compound" and last.head.pos_ == "NOUN" and last.head.i > last.i else last
    return last.dep_ == "pobj" and last.head.lower_ in _BUILT_AT and last.lemma_ not in words("no_sites")


def _part_of_site(building: Token) -> Token | None:
    """The part of a building that is told to be where: "in the backyard of a house"."""
    part = building.head.head if building.dep_ == "pobj" and building.head.lower_ == "of" else None
    return part if part is not None and part.dep_ == "pobj" and part.lemma_ in words("parts_of_sites") else None


def _is_locative(token: Token) -> bool:
    return any(token.lemma_.lower() in words(name) for name in ("locative", "streets", "roads"))


def _opens_line(preposition: Token, trigger: Token) -> bool:
    """Whether a place opens the sentence before who is cited for the event: "In Lima, officials said that two men were shot"."""
    verb = preposition.head
    opens = preposition.i == preposition.sent.start and verb.lemma_ in ("say", "tell", "report") and preposition.i < verb.i
    cited = trigger if trigger.pos_ == "VERB" else next((a for a in trigger.ancestors if a.pos_ == "VERB"), trigger)
    while cited.dep_ == "conj":
        cited = cited.head
    return opens and cited.dep_ == "ccomp" and cited.head == verb


def _way(preposition: Token, holder: Token, draft: Draft, triggers: set[int]) -> int | None:
    """Steps from what a place is tied to up to the trigger, or to a verb that both stand under."""
    trigger, kind = draft.token, draft.rule.type
    if holder == trigger:
        return 0
    words_only = kind not in MATERIAL
    if kind == "AGREE" and holder.dep_ == "dobj" and holder.head == trigger and holder.lemma_.lower() in draft.rule.objects:
        return 1  # "signed a treaty in Lima"
    partner = holder.head.head if holder.dep_ == "pobj" else holder.head
    if kind == "CONSULT" and holder.dep_ in ("dobj", "pobj") and partner == trigger and is_person(holder):
        return 1  # "met Tom Lind in Lima", "talks with officials in Lima"
    if words_only and draft.kind == "verb":
        along = trigger.tag_ == "VBG" and trigger.dep_ == "advcl" and trigger.head == holder
        if along or _speaks_there(holder, trigger) or _doer_there(holder, trigger):
            return 1  # "stopped in Leeds, urging residents to leave"
        looked = draft.rule.mode == "investigate" and (_looked_into(holder, trigger) or _looked_into_after(holder, trigger))
        return 2 if looked else None
    if kind == "COERCE" and holder.lemma_ == "book":
        return None  # "was arrested and booked into the Lima jail"
    if (meanwhile := meanwhile_place(holder, draft)) is not None:
        return meanwhile
    if draft.kind == "verb" and _doer_there(holder, trigger):
        return 3
    if not words_only and _opens_line(preposition, trigger):
        return 4
    above = _carriers(draft)
    token, steps = holder, 0
    while steps < 6:
        if token in above:
            return steps + above[token]
        if token.dep_ == "prep" and token.lower_ == "of" and (token.head.ent_type_ == "PERSON" or is_one_of_people(token.head)):
            return None  # "Tom Lind, of a village near Lima, was arrested"
        if (
            kind == "COERCE"
            and token.dep_ == "prep"
            and token.lower_ in _CRIME
            and token != holder
            and _of_accused(token, trigger)
        ):
            return None  # "a suspect in a theft near Lima was arrested"
        if token.pos_ == "VERB" and token.dep_ == "conj" and children(token, "nsubj", "nsubjpass"):
            return None  # another clause: "and a threat closed a school in Lima"
        beside = token.dep_ in ("conj", "dobj") and token.head == trigger  # "launched attacks across Lima"
        beside |= token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.dep_ == "dobj"  # "a series of attacks"
        if words_only or (token.i in triggers and not beside) or not _takes_part(token, trigger):
            return None
        token, steps = token.head, steps + 1
    return None


def _doer_there(holder: Token, trigger: Token) -> bool:
    """Whether a place is tied to whoever does it, also further off: "a jury in Lima sat for an hour before convicting", "many in Lima
    oppose it", "an MP in Leeds"."""
    some = holder.pos_ == "NOUN" or holder.lower_ in ("many", "some", "those") or (holder.is_upper and not holder.ent_type_)
    named = is_person(holder) or holder.lower_ in ("many", "some", "those")
    return some and named and holder.dep_ in ("nsubj", "nsubjpass") and not is_passive(trigger) and holder in doers_of(trigger)


def _speaks_there(holder: Token, trigger: Token) -> bool:
    """Whether a place is tied to who speaks, or to where they meet: "police in Lima refused", "criticised him at a rally in Lima"."""
    if holder.dep_ in ("nsubj", "nsubjpass") and holder.head == trigger:
        return is_one_of_people(holder)
    if holder.dep_ == "pobj" and holder.head.dep_ == "agent" and holder.head.head == trigger:
        return is_one_of_people(holder)
    if trigger.dep_ == "relcl" and trigger.head == holder:
        return is_one_of_people(holder)  # "an official in Lima, who refused"
    if holder.tag_ == "VBG" and holder.dep_ == "advcl" and holder.head == trigger:
        return True  # "reprimanded him, saying in Lima"
    above = holder.head.head if holder.dep_ == "pobj" and holder.head.lower_ in ("at", "during", "in") else None
    if above is not None and above.tag_ == "VBG" and above.dep_ == "advcl" and above.head == trigger:
        return True  # "reprimanded him, saying at a church in Lima"
    about = above is not None and above.dep_ == "dobj" and above.head == trigger and holder.head.lower_ == "during"
    met = above == trigger or about  # "discussed the prices during a meeting in Lima"
    return met and holder.lemma_.lower() in words("spoken_at")


def _looked_into(holder: Token, trigger: Token) -> bool:
    """Whether a place is tied to what somebody investigates: "a shooting in Lima", "a fight reported in Lima"."""
    if (holder.dep_ == "acl" and holder.tag_ == "VBN") or (
        holder.dep_ == "relcl" and holder.lemma_ in ("occur", "happen", "take")
    ):
        holder = holder.head
    for _ in range(2):
        if holder.dep_ == "pobj" and holder.head.lower_ in ("of", "at", "in", "from") and holder.head.head.pos_ == "NOUN":
            holder = holder.head.head  # "the scene of a shooting in Lima"
    return holder.dep_ == "dobj" and holder.head == trigger


def _looked_into_after(holder: Token, trigger: Token) -> bool:
    """Whether a place is tied to what somebody investigates, told in a clause: "are investigating after a boy was shot in Lima"."""
    after = any(c.lower_ == "after" for c in children(holder, "mark"))
    return holder.pos_ == "VERB" and holder.dep_ == "advcl" and holder.head == trigger and after


def _of_accused(preposition: Token, trigger: Token) -> bool:
    """Whether a preposition ties what somebody is accused of to them, or to their arrest."""
    held = any(c.lemma_.lower() in words("crimes") for c in preposition.children)
    return held and (preposition.head == trigger or is_one_of_people(preposition.head))


def _takes_part(token: Token, trigger: Token) -> bool:
    return token.dep_ in _PART or (token.dep_ == "relcl" and token.head == trigger) or (_built_to(token) and token.head == trigger)


def _built_to(token: Token) -> bool:
    """What something is built to do: "will build a plant to capture gas at its works in Lima"."""
    return token.dep_ == "advcl" and token.tag_ == "VB" and token.head.lemma_ == "build" and bool(children(token.head, "dobj"))


def _when_others(verb: Token) -> bool:
    """Whether a verb opens a clause of time about somebody else: "Lind was in Lima when the burglars were arrested"."""
    when = verb.dep_ == "advcl" and verb.head.lemma_ == "be" and any(c.lower_ == "when" for c in children(verb, "advmod"))
    return when and any(c.pos_ != "PRON" for c in children(verb, "nsubj", "nsubjpass"))


def _carriers(draft: Draft) -> dict[Token, int]:
    """The trigger, and the words above it that carry it, with their distance."""
    token, steps = draft.token, 0
    found = {token: 0}
    while token.dep_ in _CARRIED and steps < 5 and not children(token, "mark") and not _when_others(token):
        token, steps = token.head, steps + 1
        found[token] = steps + 1
        if token.pos_ == "VERB" and draft.kind == "verb" and token.dep_ != "conj":
            break
    return found
