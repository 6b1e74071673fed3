"""The events and figures of one item: triggers from the lexicon, parties and place from the parse, certainty from the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..dates.resolving import when as resolve_when
from ..expressions.times import TimeExpression, find
from ..ids import fact_id
from ..language.parsing import is_parsed
from ..types import Actor, DateEstimate, Event, Figure, Item, Mention, Span, Statement
from .certainty import background, certainty, statement_over
from .figures import counts
from .lexicon import Rule, lexicon
from .parties import Phrases, armed_words, at_home, conjuncts, placed, public, speakers_country
from .peoples import people_in
from .ruling import clause_of, concrete, towards

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VEHICLE = re.compile(
    r"\b(?:bus|buses|plane|aircraft|jet|airliner|train|boat|ship|ferry|car|truck|lorry|van|helicopter|tanker|vessel|minibus|tram|vehicle|coach|dinghy|freighter|building|bridge|roof|mine|dam|tower|wall|crane|factory|tunnel|stadium|balcony|scaffolding)s?\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:plant|bridge|pipeline|road|railway|port|dam|airport|reactor|refinery|school|hospital|terminal|highway|tunnel|station|line|facility|factory|mine|stadium|wind farm|power|houses|homes)s?\b",
    re.IGNORECASE,
)
_CROWD = re.compile(
    r"\b(?:thousands|hundreds|dozens|people|protesters?|demonstrators?|students?|workers?|residents?|crowds?|activists?|farmers?|teachers?|supporters?|opponents?|women|miners|doctors|nurses|drivers|prisoners|inmates|youths|fans|fundamentalists|settlers|mobs?|rioters|immigrants|refugees|monks|priests|lawyers|journalists|fishermen|truckers|rebels|citizens|villagers|opposition|union|members|anti-\w+|pro-\w+|against|street|square|outside|demand)\b",
    re.IGNORECASE,
)
_VIOLENT = re.compile(
    r"\b(?:kill|injur|wound|dead|die|gunm[ae]n|militants?|isis|islamic state|rebels?|insurgents?|missiles?|drones?|bomb|troops|soldiers?|forces|army|military|police|suspects?|assailants?|attackers?|armed|terror|infrastructure|damage|air ?strikes?|rockets?|fired|weapons?|knife|militia|war|village|town|city|refinery|depot|convoy|base|checkpoint|post|plant|pipeline|port|airport|station|mosque|church|school|hospital|embassy)\w*",
    re.IGNORECASE,
)
_ACCIDENT_WORDS = re.compile(
    r"\b(?:plane|train|bus|car|boat|ship|ferry|truck|helicopter|aircraft|jet|flight|road|traffic|motorway|highway|factory|mine|plant|building|warehouse|gas|boiler|nightclub|hotel|hospital|market|depot|refinery|oil|chemical|fuel|apartment|killed|injured|died|dead|firefighters)\w*\b",
    re.IGNORECASE,
)
_DISASTER_WORDS = re.compile(
    r"\b(?:kill|dead|die|injur|rain|magnitude|struck|hit|swept|damage|homes|evacuat|displac|province|coast|rescue|authorities|disaster|victims?|wind|warning|weather|region|river|health|cases|infect)\w*",
    re.IGNORECASE,
)
_WEAPON_CAUSE = re.compile(
    r"\b(?:bomb|missile|rocket|drone|mortar|grenade|mine|shell|suicide|attack|shot down)\w*\b", re.IGNORECASE
)
#: Shares of right events by how they were read, on a sample of development articles read by hand; see docs/events.md.
CONFIDENCE = {"verb": 0.8, "noun": 0.75}
#: Types that consist of words: what such a verb rules is wished, refused, offered or threatened, and no event by itself.
_WORDS_ONLY = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "ACCUSE"})
_WISHES = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
_APART = frozenset({"after", "following", "since", "during", "despite", "before", "when", "because", "amid", "over", "as"})
_ACTORLESS = frozenset({"ACCIDENT", "DISASTER", "DEATH", "ELECT", "APPOINT", "BUILD"})
_TOWARDS = frozenset(
    {"AGREE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "AID", "PROTEST", "COERCE", "ASSAULT", "ACCUSE", "SUPPORT"}
)
_ACCIDENT_CAUSE = re.compile(
    r"\b(?:crash\w*|collision|collided|accident\w*|floods?|earthquake|storm|landslide|avalanche|derail\w*|capsiz\w*|collapsed?)\b",
    re.IGNORECASE,
)


@dataclass
class _Draft:
    """An event in the making."""

    rule: Rule
    token: Any
    kind: str
    actors: list[Actor] = field(default_factory=list)
    recipients: list[Actor] = field(default_factory=list)


def find_events(item: Item, parsed: Doc) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
    """Events in order of their triggers, and every figure. Without a parse there are figures of no event, and no events."""
    figures = _figures(item, parsed)
    if not is_parsed(parsed):
        return (), tuple(figures)
    phrases = Phrases(item)
    times = find(item.text)
    drafts = [draft for token in parsed if (draft := _draft(token, phrases, item)) is not None]
    drafts = _without_doubles(drafts)
    triggers = {draft.token.i for draft in drafts}
    events = [_event(draft, item, phrases, times, triggers) for draft in drafts]
    events = _with_figures(_merged(events, parsed), figures, parsed)
    return tuple(sorted(events, key=lambda e: e.trigger)), tuple(figures)


def _figures(item: Item, parsed: Doc) -> list[Figure]:
    found = []
    for sentence in parsed.sents:
        for count in counts(sentence.text, sentence.start_char):
            over = statement_over(item, count.span)
            found.append(
                Figure(
                    fact_id("figure", count.span.start, count.span.end, count.what),
                    count.span,
                    count.what,
                    count.lower,
                    count.upper,
                    "people",
                    over,
                )
            )
    return found


def _draft(token: Token, phrases: Phrases, item: Item) -> _Draft | None:
    lemma = token.lemma_.lower()
    words = lexicon()
    if token.pos_ == "ADJ" and lemma in words.adjectives and token.dep_ in ("acomp", "ROOT", "amod", "oprd"):
        for rule in words.adjectives[lemma]:
            draft = _adjective(token, rule, phrases)
            if draft is not None and _fits(draft, item, phrases):
                return draft
    elif token.pos_ == "VERB" and lemma in words.verbs:
        for rule in words.verbs[lemma]:
            draft = _verb(token, rule, phrases)
            if draft is not None and _fits(draft, item, phrases):
                return draft
    elif token.pos_ in ("NOUN", "PROPN") and lemma in words.nouns and not _part_of_name(token, item):
        for rule in words.nouns[lemma]:
            draft = _noun(token, rule, phrases, item)
            if draft is not None and _fits(draft, item, phrases):
                return draft
    return None


def _part_of_name(token: Token, item: Item) -> bool:
    span = Span(token.idx, token.idx + len(token.text))
    return any(m.span.contains(span) and m.type in ("organisation", "work", "project", "person") for m in item.mentions)


def _children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def _objects_of_preps(token: Token, *prepositions: str) -> list[Token]:
    return [
        obj
        for prep in token.children
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in prepositions
        for obj in prep.children
        if obj.dep_ in ("pobj", "pcomp")
    ]


def _adjective(token: Token, rule: Rule, phrases: Phrases) -> _Draft | None:
    """ "Is ready to withdraw its troops": who is willing, and towards whom."""
    ruled = clause_of(token, rule)
    if ruled is None or not concrete(ruled):
        return None
    draft = _Draft(rule, token, "verb")
    draft.actors = _actors(_subjects(token.head) if token.dep_ != "ROOT" else _subjects(token), phrases)
    draft.recipients = towards(ruled, draft.actors, phrases)
    return draft


def _verb(token: Token, rule: Rule, phrases: Phrases) -> _Draft | None:
    if rule.bare and _children(token, "dobj", "nsubjpass"):
        return None
    objects = _children(token, "dobj")
    passive_subjects = _children(token, "nsubjpass")
    active_clause = token.dep_ == "acl" and not rule.passive and not rule.objects
    if token.dep_ in ("acl", "relcl") and token.tag_ == "VBN" and not _children(token, "nsubj") and not active_clause:
        passive_subjects = passive_subjects or [token.head]
    if rule.particle and not any(c.lower_ == rule.particle for c in token.children):
        return None
    if rule.objects and not _has_object(token, rule, objects + passive_subjects):
        return None
    if rule.not_after and any(c.lower_ in rule.not_after for o in objects for c in o.lefts):
        return None
    ruled = clause_of(token, rule) if rule.clause else None
    if rule.clause and ruled is None:
        return None
    if passive_subjects and not rule.passive and rule.objects == frozenset():
        return None
    subjects = _subjects(token)
    draft = _Draft(rule, token, "verb")
    agents = _objects_of_preps(token, "by") if passive_subjects else subjects
    patients = passive_subjects or ([] if rule.objects else objects)
    patients = (
        [*patients, *_children(token, "dative"), *_objects_of_preps(token, "to", "against", "on", "with", "from", "at")]
        if rule.type not in ("ACCIDENT", "DISASTER")
        else []
    )
    if rule.objects and objects:
        patients += [p for o in objects for p in _objects_of_preps(o, "to", "with", "of", "against", "on", "between")]
    draft.actors = _actors(agents, phrases)
    draft.recipients = [a for a in _actors(patients, phrases) if a not in draft.actors]
    if rule.type in _TOWARDS and not any(a.country for a in draft.recipients):
        draft.recipients = towards(ruled or token, draft.actors, phrases) or draft.recipients
    return draft


def _subjects(token: Token) -> list[Token]:
    found = _children(token, "nsubj")
    if (
        found
        and token.dep_ == "ccomp"
        and found[0].lower_ in ("it", "they", "he", "she")
        and (said := _children(token.head, "nsubj"))
        and said[0].i < token.i
    ):
        return said
    if found:
        found = [antecedent if (antecedent := _relative(token, s)) is not None else s for s in found]
    if not found and token.dep_ == "acl" and token.tag_ in ("VBN", "VBD", "VBG") and token.head.pos_ in ("NOUN", "PROPN"):
        return [token.head]
    if not found and token.dep_ in ("conj", "xcomp", "advcl") and token.head.pos_ in ("VERB", "AUX"):
        return _subjects(token.head)
    return found


def _relative(verb: Token, subject: Token) -> Token | None:
    return verb.head if subject.lower_ in ("that", "which", "who") and verb.dep_ == "relcl" else None


def _has_object(token: Token, rule: Rule, objects: list[Token]) -> bool:
    lemmas = {o.lemma_.lower() for obj in objects for o in conjuncts(obj)}
    lemmas |= {o.lemma_.lower() for obj in objects for o in _objects_of_preps(obj, "of")}
    lemmas |= {
        o.lemma_.lower()
        for o in _objects_of_preps(
            token,
            "on",
            "into",
            "off",
            "from",
            "over",
            "with",
            "to",
            "down",
            "in",
            "of",
            "through",
            "by",
            "under",
            "at",
            "for",
            "against",
            "through",
        )
    } | {c.lemma_.lower() for c in _children(token, "acomp", "advmod", "oprd", "npadvmod")}
    lemmas |= {
        o.lemma_.lower()
        for c in token.children
        if c.dep_ in ("prep", "prt", "advmod")
        for d in c.children
        if d.dep_ in ("prep", "pobj")
        for o in ([d] if d.dep_ == "pobj" else [x for x in d.children if x.dep_ == "pobj"])
    }
    return bool(lemmas & rule.objects)


def _noun(token: Token, rule: Rule, phrases: Phrases, item: Item) -> _Draft | None:
    compounds = {c.lower_ for c in token.lefts}
    if rule.objects and not rule.objects & {c.lemma_.lower() for c in token.lefts}:
        return None
    if rule.not_after & compounds or (token.i and token.nbor(-1).lower_ in rule.not_after):
        return None
    if rule.plural and token.tag_ not in ("NNS", "NNPS"):
        return None
    if token.dep_ in ("compound", "amod", "nmod"):
        return None
    draft = _Draft(rule, token, "noun")
    before = [c for c in token.lefts if c.dep_ in ("poss", "compound", "amod", "nmod")]
    agents = [c for c in before if any(m.span.overlaps(Span(c.idx, c.idx + len(c.text))) for m in phrases.mentions)]
    if rule.type in ("ACCIDENT", "DISASTER", "BUILD"):
        return draft
    partners = _objects_of_preps(token, "with", "between", "by")
    targets = _objects_of_preps(token, "on", "against", "of", "at")
    draft.actors = [_named(c, phrases) or a for c in agents if (a := phrases.actor(c) or _named(c, phrases)) is not None]
    draft.actors += _actors(partners, phrases)
    if rule.type != "CONSULT":
        draft.recipients = [a for t in targets if (a := phrases.actor(t) or _thing(t, phrases)) is not None]
        draft.recipients += _victims(token, phrases)
    elif len(draft.actors) < 2:
        subject = next((s for a in token.ancestors for s in _subjects(a) if s is not token), None)
        if subject is not None and not agents and token.dep_ not in ("nsubj", "nsubjpass"):
            draft.actors = [a for a in _actors([subject], phrases) if a not in draft.actors] + draft.actors
        elif token.dep_ in ("nsubj", "nsubjpass"):
            draft.actors += _actors(
                _objects_of_preps(token.head, "with", "between")
                + [o for c in token.head.children for o in _objects_of_preps(c, "with")],
                phrases,
            )
    over = statement_over(item, Span(token.idx, token.idx + len(token.text)))
    if (
        rule.type == "CONSULT"
        and not agents
        and over is not None
        and over.kind == "direct"
        and (mine := speakers_country(over)) is not None
    ):
        draft.actors = [mine, *(a for a in draft.actors if a.country != mine.country)]
    return draft


def _named(token: Token, phrases: Phrases) -> Actor | None:
    span = Span(token.idx, token.idx + len(token.text))
    mention = next((m for m in phrases.mentions if m.span.overlaps(span)), None)
    return phrases.plain(mention) if mention else None


def _thing(token: Token, phrases: Phrases) -> Actor | None:
    """A target that is no party by itself (infrastructure) with the owner named beside it."""
    span = Span(token.left_edge.idx, min(token.right_edge.idx + len(token.right_edge.text), token.left_edge.idx + 140))
    owner = next(
        (
            m
            for m in phrases.mentions
            if m.span.overlaps(span) and m.type in ("organisation", "country", "nationality", "place", "person")
        ),
        None,
    )
    return (
        Actor(span, span.of(phrases.item.text), owner.entity, owner.entity.country if owner.entity else None, None)
        if owner
        else None
    )


_HARM = ("kill", "injure", "wound", "hit", "target")


def _victims(token: Token, phrases: Phrases) -> list[Actor]:
    """Those whom a clause on the noun names: "an attack that killed two soldiers"."""
    verbs = [c for c in token.children if c.dep_ in ("relcl", "acl") and c.lemma_ in ("kill", "injure", "wound", "target", "hit")]
    suffered = [o for verb in verbs for o in _children(verb, "dobj")]
    if token.dep_ == "nsubj" and token.head.lemma_ in _HARM:
        suffered += _children(token.head, "dobj")
    verb = token.head.head
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "by", "during") and verb.lemma_ in (*_HARM, "die"):
        suffered += (
            _children(verb, "nsubjpass", "nsubj")
            if verb.lemma_ == "die" or _children(verb, "nsubjpass")
            else _children(verb, "dobj")
        )
    return [a for o in suffered for t in conjuncts(o) if (a := phrases.actor(t)) is not None]


def _actors(tokens: list[Token], phrases: Phrases) -> list[Actor]:
    found: list[Actor] = []
    for token in tokens:
        for one in conjuncts(token):
            actor = phrases.actor(one)
            if actor is not None and not any(a.span.overlaps(actor.span) for a in found):
                found.append(actor)
    return found


def _fits(draft: _Draft, item: Item, phrases: Phrases) -> bool:
    """Whether the sentence holds what the rule needs; this is where precision comes from."""
    token, needs = draft.token, draft.rule.needs
    sentence = token.sent.text
    near = " ".join(t.text for t in token.subtree) if draft.kind == "noun" else sentence
    subject = (
        " ".join(t.text for s in (_subjects(token) + _children(token, "nsubjpass")) for t in s.subtree)
        if draft.kind == "verb"
        else ""
    )
    checks = {
        "object": lambda: bool(draft.recipients),
        "party": lambda: (
            len(draft.actors) + len(draft.recipients) >= 2
            or (draft.rule.type == "CONSULT" and any(s.tag_ in ("NNS", "NNPS") for s in _subjects(token)))
            or (draft.rule.type == "CONSULT" and draft.kind == "noun" and _placed_talks(token, item))
        ),
        "abroad": lambda: (
            bool(draft.recipients or len(draft.actors) > 1) and any(public(a) for a in draft.actors or draft.recipients)
        ),
        "happening": lambda: draft.kind == "verb" or _happening(token, item),
        "named": lambda: any(a.entity and a.entity.type == "person" for a in draft.actors),
        "peaceful": lambda: not _VIOLENT_DEATH.search(sentence),
        "actor": lambda: bool(draft.actors),
        "public": lambda: (
            any(public(a) for a in (draft.actors or draft.recipients))
            or (draft.rule.type == "CONSULT" and draft.kind == "noun" and not draft.actors)
        ),
        "armed": lambda: armed(token, draft, subject) and not _ACCIDENT_CAUSE.search(sentence),
        "recipient": lambda: bool(draft.recipients) or bool(draft.actors and _children(token, "nsubjpass")),
        "person": lambda: any(a.entity and a.entity.type == "person" for a in (*draft.actors, *draft.recipients)),
        "work": lambda: bool(_WORK.search(near)) or (bool(_WORK.search(sentence[:400])) and draft.kind == "verb"),
        "crowd": lambda: bool(_CROWD.search(subject or sentence)),
        "violence": lambda: bool(_VIOLENT.search(sentence.replace(token.text, "", 1))) and not _figurative(draft),
        "accident": lambda: (
            bool(
                _VEHICLE.search(subject)
                if draft.kind == "verb" and token.lemma_ not in ("derail", "capsize")
                else _ACCIDENT_WORDS.search(sentence)
            )
            and not _WEAPON_CAUSE.search(sentence)
        ),
        "disaster": lambda: (
            bool(_DISASTER_WORDS.search(sentence))
            and not re.match(
                r"of (?!the |northern|southern|eastern|western)[a-z]", item.text[token.idx + len(token.text) + 1 :][:30]
            )
        ),
    }
    return all(checks[name]() for name in needs if name in checks)


_VIOLENT_DEATH = re.compile(
    r"\b(?:attack|shot|kill|bomb|crash|accident|flood|earthquake|storm|fire|explosion|murder|clash|injur|drown|collision)\w*",
    re.IGNORECASE,
)
_STAGED = frozenset(
    {
        "stage",
        "hold",
        "join",
        "lead",
        "organise",
        "organize",
        "disperse",
        "spark",
        "trigger",
        "continue",
        "erupt",
        "break",
        "begin",
        "start",
        "attend",
        "resume",
        "turn",
        "draw",
        "spread",
        "rock",
        "grip",
    }
)


def _happening(token: Token, item: Item) -> bool:
    """Whether a noun tells of one happening, not of a kind: "protests" alone is a kind; counted, placed, dated or staged ones happened."""
    if token.tag_ == "NN" and token.head.lemma_ not in ("plan", "right", "culture", "organise", "organize"):
        return any(c.dep_ in ("det", "poss", "nummod", "amod", "compound") for c in token.lefts) or token.head.lemma_ in _STAGED
    if token.head.lemma_ in _STAGED or any(
        c.dep_ in ("nummod", "det") or c.lower_ in ("mass", "violent", "huge", "large") for c in token.lefts
    ):
        return True
    return any(m.type == "place" and 0 < m.span.start - token.idx < 30 for m in item.mentions)


def armed(token: Token, draft: _Draft, subject: str) -> bool:
    """Whether who harms bears arms: by the sector of an actor, or by the word; passives need a named agent."""
    if _children(token, "nsubjpass") or token.dep_ == "acl":
        return any(armed_words(a.text) for a in draft.actors)
    return armed_words(subject) or any(a.sector in ("MIL", "REB", "UAF") for a in draft.actors)


def _figurative(draft: _Draft) -> bool:
    """Attacks in words: a politician who attacks a plan, shots on goal."""
    objects = _children(draft.token, "dobj")
    abstract = {
        "plan",
        "policy",
        "idea",
        "record",
        "proposal",
        "decision",
        "government",
        "budget",
        "bill",
        "law",
        "opponent",
        "rival",
        "critic",
        "character",
        "video",
        "film",
        "photo",
        "goal",
        "image",
        "scene",
        "documentary",
    }
    return (
        draft.kind == "verb"
        and any(o.lemma_.lower() in abstract for o in objects)
        and not re.search(r"\b(?:kill|injur|wound|dead|died)", draft.token.sent.text)
    )


def _placed_talks(token: Token, item: Item) -> bool:
    """Talks with a place: "during talks in Istanbul"."""
    return any(m.type == "place" and m.span.start > token.idx and m.span.start - token.idx < 40 for m in item.mentions)


def _ruled(trigger: Token) -> Iterator[int]:
    """The numbers of the tokens that a verb of wishing rules, but not what its time and reasons tell of."""
    waiting = [c for c in trigger.children if c.dep_ in ("xcomp", "ccomp", "dobj", "prep") and c.i > trigger.i]
    while waiting:
        token = waiting.pop()
        if token.lower_ in _APART or token.dep_ in ("relcl", "advcl"):
            continue
        yield token.i
        waiting += list(token.children)


def _without_doubles(drafts: list[_Draft]) -> list[_Draft]:
    """One event a trigger phrase: an object that is a trigger too ("sign an agreement") does not count twice, nor does what a
    party only asks for, refuses, offers or threatens ("agreed to hold talks")."""
    tokens = {draft.token.i for draft in drafts}
    wished = {i for d in drafts if d.rule.type in _WISHES and d.kind == "verb" for i in _ruled(d.token)}
    drafts = [d for d in drafts if d.token.i not in wished or d.rule.type in _ACTORLESS]
    # "An attack that killed two" is the attack; "rebels wounded two in an attack" is what the rebels did.
    blows = {d.token.i: d.token for d in drafts if d.rule.type == "ASSAULT" and d.kind == "noun"}
    drafts = [
        d
        for d in drafts
        if not (
            d.kind == "verb"
            and d.token.lemma_ in _HARM
            and (d.token.head.i in blows or any(s.i in blows for s in _children(d.token, "nsubj")))
        )
    ]
    struck = {
        t.i
        for d in drafts
        if d.rule.type == "ASSAULT" and d.kind == "verb"
        for p in _children(d.token, "prep", "agent")
        for t in p.children
    }
    drafts = [d for d in drafts if not (d.token.i in blows and d.token.i in struck)]
    # What a crowd asks for, or what those who ended a quarrel quarrelled over, is told by the event above it.
    protests = {t.i for d in drafts if d.rule.type == "PROTEST" for t in d.token.subtree if t.i > d.token.i}
    drafts = [d for d in drafts if d.token.i not in protests or d.rule.type not in _WORDS_ONLY]
    return [d for d in drafts if not (d.kind == "noun" and d.token.dep_ in ("dobj", "nsubjpass") and d.token.head.i in tokens)]


def _event(draft: _Draft, item: Item, phrases: Phrases, times: tuple[TimeExpression, ...], triggers: set[int]) -> Event:
    token = draft.token
    span = Span(token.idx, token.idx + len(token.text))
    over = statement_over(item, span)
    sure = certainty(token, over)
    kind = _intended(draft, sure)
    if draft.rule.type == "BUILD" and not draft.actors and (mine := speakers_country(over)) is not None:
        draft.actors = [mine]
    when = _when(token, item, times, over)
    old = bool(when and item.published and when.latest < item.published.earliest - timedelta(120))
    place = _place(token, item, triggers)
    known = people_in(place.text) if place else None
    where = known.country if known else place.entity.country if place and place.entity else None
    actors, recipients = _at_home(draft, where, place, phrases)
    confidence = CONFIDENCE[draft.kind] - (0.1 if sure in ("possible", "negated") else 0.0) + (0.1 if place else 0.0)
    mode = draft.rule.mode
    return Event(
        fact_id("event", kind, span.start, span.end),
        kind,
        span,
        sure,
        round(confidence, 2),
        mode,
        (),
        actors,
        recipients,
        place,
        when,
        (),
        over,
        (span,),
        background(token, old),
    )


#: Acts in another country are acts towards it, where no party of it is named.
_DONE_THERE = frozenset(
    {"CONCEDE", "MOBILIZE", "COERCE", "THREATEN", "SANCTION", "RETREAT", "AID", "ASSAULT", "AGREE", "REJECT", "ACCUSE"}
)
#: PLOVER counts what a party says it will do as agreeing or threatening.
_KIND_ACTS = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT", "SUPPORT", "CONSULT"})
_HARSH_ACTS = frozenset({"COERCE", "SANCTION", "ASSAULT", "PROTEST"})


def _intended(draft: _Draft, sure: str) -> str:
    """The type of an act that a party says it will do; every other act keeps its own."""
    kind = draft.rule.type
    if sure != "planned" or draft.kind != "verb" or not any(public(a) for a in draft.actors) or draft.rule.mode == "resign":
        return kind
    return "AGREE" if kind in _KIND_ACTS else "THREATEN" if kind in _HARSH_ACTS else kind


def _at_home(
    draft: _Draft, where: str | None, place: Mention | None, phrases: Phrases
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Parties without a country take that of the place; those whom police or judges deal with, else, that of the police."""
    actors = tuple(placed(a, where) for a in draft.actors)
    police = next((a.country for a in actors if a.sector in ("COP", "JUD") and a.country), None)
    recipients = tuple(placed(placed(a, where), police) for a in draft.recipients)
    if (
        place is not None
        and where
        and draft.rule.type in _DONE_THERE
        and not any(a.country for a in recipients)
        and where not in {a.country for a in actors}
    ):
        recipients = (*recipients, phrases.plain(place))
    if all(a.country for a in (*actors, *recipients)):
        return actors, recipients
    around = phrases.countries(draft.token.sent.start_char, draft.token.sent.end_char)
    return tuple(at_home(a, around) for a in actors), tuple(at_home(a, around) for a in recipients)


_PLACED = re.compile(
    r"\b(?P<word>in|near|at|off|outside|around|across|over|through|hit|struck|from|of)\b(?P<between>(?: [\w’'-]+){0,6}) $"
)
_BREAKS = re.compile(r" (?:about|with|for|to|by|on|and|between|against|who|which|that|after|before|since|during|[12]\d{3})\b")
_STAFF = re.compile(
    r"\b(?:company|people|president|minister|government|officials?|authorities|ministry|leader|crew|ambassador) (?:of|from|in)(?: the)? $"
)


def _place(token: Token, item: Item, triggers: set[int]) -> Mention | None:
    """The place of the event: after a preposition of place, in its own sentence, under no other trigger, nearest to this one."""
    start, end = token.sent.start_char, token.sent.end_char
    best: tuple[int, Mention] | None = None
    for mention in item.mentions:
        if mention.type not in ("place", "country") or mention.metonym or not start <= mention.span.start < end:
            continue
        before = item.text[max(start, mention.span.start - 60) : mention.span.start]
        match = _PLACED.search(before)
        if (
            match is None
            or _BREAKS.search(match["between"])
            or _STAFF.search(before)
            or _owner(token, mention, triggers) not in (token.i, None)
        ):
            continue
        owned = item.text[mention.span.end : mention.span.end + 2] in ("'s", "’s")
        cost = (
            abs(mention.span.start - token.idx)
            + (60 if mention.type == "country" else 0)
            + (80 if owned else 0)
            - (40 if match["word"] in ("in", "near", "at", "off") else 0)
        )
        if mention.type == "place" and mention.entity is not None and mention.entity.country is None:
            cost += 80
        if best is None or cost < best[0]:
            best = (cost, mention)
    return best[1] if best else None


def _owner(trigger: Token, mention: Mention, triggers: set[int]) -> int | None:
    """The number of the trigger that a place stands under in the parse; None where it stands under none."""
    found = trigger.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if found is None:
        return None
    return next((a.i for a in found.root.ancestors if a.i in triggers), None)


def _when(token: Token, item: Item, times: tuple[TimeExpression, ...], over: Statement | None) -> DateEstimate | None:
    """The time nearest to the trigger in its sentence; a time that belongs to a reporting verb bounds what it reports."""
    start, end = token.sent.start_char, token.sent.end_char
    near = [t for t in times if start <= t.span.start < end and t.type in ("DATE", "TIME")]
    cues = [s.cue for s in item.statements if s.cue and start <= s.cue.start < end]
    reporting = [
        t
        for t in near
        if any(0 <= t.span.start - cue.end <= 25 for cue in cues)
        and (over is None or not any(c.overlaps(t.span) for c in over.content))
    ]
    own = [t for t in near if t not in reporting]
    own = [
        t
        for t in own
        if not re.search(
            r"(?:imposed|started|began|since|after) (?:\w+[’']s )?$|’s $", item.text[max(0, t.span.start - 16) : t.span.start]
        )
        and abs(t.span.start - token.idx) < 160
    ]
    for expression in sorted(own, key=lambda t: abs(t.span.start - token.idx)):
        found = resolve_when(expression, item)
        if found is not None:
            return found
    for expression in reporting:
        said = resolve_when(expression, item)
        if said is not None and said.latest - said.earliest <= timedelta(7) and certainty(token, over) != "planned":
            return replace(said, earliest=said.earliest - timedelta(1))
    return None


def _merged(events: list[Event], parsed: Doc) -> list[Event]:
    """Headline, lead and body tell of one event once: same type, no place or country that differs, no party that differs."""
    kept: list[Event] = []
    for event in events:
        twin = next((i for i, other in enumerate(kept) if _same(event, other)), None)
        if twin is None:
            kept.append(event)
            continue
        other = kept[twin]
        kept[twin] = replace(
            other,
            spans=(*other.spans, *event.spans),
            place=other.place or event.place,
            when=other.when or event.when,
            actors=other.actors or event.actors,
            recipients=other.recipients or event.recipients,
            confidence=max(other.confidence, event.confidence),
        )
    return kept


def _same(a: Event, b: Event) -> bool:
    if (
        a.type != b.type
        or (a.mode or b.mode) != (b.mode or a.mode)
        or (a.certainty == "negated") != (b.certainty == "negated")
        or a.type in ("CONSULT", "AGREE", "REQUEST", "ACCUSE")
    ):
        return False
    places = {e.place.entity.id for e in (a, b) if e.place and e.place.entity}
    if len(places) > 1 and len({e.place.entity.country for e in (a, b) if e.place and e.place.entity}) > 1:
        return False
    if a.when and b.when and (a.when.latest < b.when.earliest - timedelta(1) or b.when.latest < a.when.earliest - timedelta(1)):
        return False
    for one, two in ((a.actors, b.actors), (a.recipients, b.recipients)):
        left, right = ({x.entity.id if x.entity else x.country or x.text for x in side} for side in (one, two))
        if left and right and not left & right and a.type not in ("ACCIDENT", "DISASTER"):
            return False
    return True


def _with_figures(events: list[Event], figures: list[Figure], parsed: Doc) -> list[Event]:
    """Each figure goes to the event that its sentence tells of: one that harms people, else the nearest before it."""
    harmful = [
        e
        for e in events
        if e.type in ("ACCIDENT", "DISASTER", "ASSAULT", "PROTEST", "COERCE", "DEATH") and e.certainty != "negated"
    ]
    owned: dict[str, list[Figure]] = {}
    for figure in figures:
        sentence = next((s for s in parsed.sents if s.start_char <= figure.span.start < s.end_char), None)
        if sentence is None or not harmful:
            continue
        wanted = [e for e in harmful if e.type != "COERCE"] if figure.what != "arrested" else harmful
        inside = [e for e in wanted if any(sentence.start_char <= s.start < sentence.end_char for s in e.spans)]
        before = [e for e in wanted if e.trigger.start < figure.span.start]
        owner = min(inside, key=lambda e: abs(e.trigger.start - figure.span.start)) if inside else before[-1] if before else None
        if owner is not None:
            owned.setdefault(owner.id, []).append(figure)
    return [replace(e, figures=tuple(owned.get(e.id, ()))) for e in events]


def spans(events: tuple[Event, ...]) -> Iterator[Span]:
    """Every trigger of the events."""
    return (span for event in events for span in event.spans)
