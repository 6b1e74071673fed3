"""Events that a noun tells of: "talks in Istanbul", "an attack that killed two"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..types import Actor, Item, Span
from .able import able, can_be_done_to, is_one_of_people, is_person
from .doers import doers_of
from .drafts import Draft
from .lexicon import Rule
from .parties import Phrases, conjuncts, speakers_country
from .roles import antecedent, before_comma
from .syntax import FATES, HARM, actors_of, children, is_nobody, is_outcome, joined, subjects, under_prepositions
from .words import pattern, words

if TYPE_CHECKING:
    from spacy.tokens import Token


def by_noun(token: Token, rule: Rule, phrases: Phrases, item: Item) -> Draft | None:
    compounds = {c.lower_ for c in token.lefts}
    if rule.objects and not rule.objects & {c.lemma_.lower() for c in token.lefts}:
        return None
    if rule.not_after & compounds or (token.i and token.nbor(-1).lower_ in rule.not_after):
        return None
    if rule.plural and token.tag_ not in ("NNS", "NNPS"):
        return None
    if token.dep_ in ("compound", "amod", "nmod") and not _named_storm(token, rule):
        return None
    if rule.type == "PROTEST" and token.lemma_ == "rally" and any(_is_candidate(c) for c in token.lefts):
        return None
    draft = Draft(rule, token, "noun")
    before = [c for c in token.lefts if c.dep_ in ("poss", "compound", "amod", "nmod")]
    suffering = rule.type == "ASSAULT" and token.lemma_.lower() in words("of_victims")
    hit = [c for c in before if rule.type == "ASSAULT" and not suffering and c.dep_ == "compound" and _is_struck(c)]
    agents = _by_police(token) if suffering else [c for c in before if c not in hit and _acts(c, rule, phrases)]
    if rule.type in ("ACCIDENT", "DISASTER", "BUILD"):
        return draft
    partners = under_prepositions(token, "with", "between", "by")
    targets = [t for t in under_prepositions(token, "on", "against", "of") if not _is_whereabouts(t, token)]
    draft.actors = [_named(c, phrases) or a for c in agents if (a := phrases.actor(c) or _named(c, phrases)) is not None]
    draft.actors = [a for n, a in enumerate(draft.actors) if not any(a.span.overlaps(b.span) for b in draft.actors[:n])]
    draft.actors += actors_of(partners, phrases)
    if rule.type != "CONSULT":
        draft.recipients = [
            a for t in targets if can_be_done_to(t, rule.type, rule.mode) and (a := phrases.anybody(t)) is not None
        ]
        draft.recipients += _victims(token, phrases) if rule.type != "PROTEST" else []
        if not draft.recipients:
            draft.recipients = [a for c in hit if (a := phrases.anybody(c)) is not None]  # "the embassy bombing"
        if suffering:
            draft.recipients += [a for c in before if c.dep_ == "poss" and able(c) and (a := phrases.anybody(c)) is not None]
    elif len(draft.actors) < 2:
        subject = next((s for a in token.ancestors for s in subjects(a) if s != token), None)
        if (
            subject is not None
            and (is_person(subject) or subject.pos_ == "PRON")
            and not agents
            and token.dep_ not in ("nsubj", "nsubjpass")
        ):
            told = actors_of([*before_comma(subject), subject], phrases)  # "Chile, Peru hold talks"
            draft.actors = [a for a in told if a not in draft.actors] + draft.actors
        elif token.dep_ in ("nsubj", "nsubjpass"):
            draft.actors += actors_of(
                under_prepositions(token.head, "with", "between")
                + [o for c in token.head.children for o in under_prepositions(c, "with")],
                phrases,
            )
    if rule.type == "PROTEST" and token.lemma_ == "protestor":
        draft.actors = [a for a in (phrases.anybody(token),) if a is not None]
    if not draft.actors:
        doing = _marchers(token) if rule.type == "PROTEST" else _strikers(token) if rule.type == "ASSAULT" else _ordering(token)
        draft.actors = [a for t in doing if (a := phrases.anybody(t)) is not None]
    over = phrases.over(Span(token.idx, token.idx + len(token.text)))
    if (
        rule.type == "CONSULT"
        and not agents
        and over is not None
        and over.kind == "direct"
        and not _of_others(token)
        and (mine := speakers_country(over)) is not None
    ):
        draft.actors = [mine, *(a for a in draft.actors if a.country != mine.country)]
    if rule.type == "CONSULT" and not agents and partners:
        draft.actors = [*(a for t in _in_talks(token) if (a := phrases.anybody(t)) is not None), *draft.actors]
    draft.actors = [a for n, a in enumerate(draft.actors) if not any(a.span.overlaps(b.span) for b in draft.actors[:n])]
    return draft


def _of_others(token: Token) -> bool:
    """Whether talks that somebody speaks of are somebody else's: "her schedule was full of meetings with them"."""
    subject = next((s for a in token.ancestors for s in subjects(a)), token)
    return any(c.dep_ == "poss" and c.lower_ not in ("our", "my") for t in (token, subject) for c in t.lefts)


def _is_candidate(before: Token) -> bool:
    """Whether a word before a rally says that somebody runs for office: "a Lind rally", "a campaign rally"."""
    asks = before.lower_ in ("campaign", "election", "pre-election")
    return asks or (before.ent_type_ == "PERSON" and before.dep_ in ("compound", "poss", "nmod"))


def _named_storm(token: Token, rule: Rule) -> bool:
    """ "Typhoon Lind struck the coast": the word stands before the name."""
    return rule.type == "DISASTER" and token.is_title and token.head.pos_ == "PROPN" and token.head.i == token.i + 1


def _in_talks(token: Token) -> list[Token]:
    """Who is in talks with those named: "the city, in talks with the county, wants"."""
    if token.dep_ != "pobj" or token.head.lower_ != "in" or token.i != token.head.i + 1:
        return []
    holder = token.head.head
    return [t for t in (subjects(holder) if holder.pos_ in ("VERB", "AUX") else [holder]) if able(t)]


def _marchers(token: Token) -> list[Token]:
    """Those who do something in a protest: "teachers surrounded the building in a protest", "people attended the rally", "organisers
    of the march"."""
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_ in words("staged") | words("attending"):
        return [s for s in subjects(verb) if is_person(s) or s.pos_ == "PRON"]
    if token.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_.lower() in words("organisers"):
        return [verb.head]
    if (taking := _taking_part(token)) is not None:
        return [s for s in subjects(taking) if is_person(s) or s.pos_ == "PRON"]
    if token.dep_ != "pobj" or token.head.lower_ not in ("in", "at", "during") or token.head.head.pos_ != "VERB":
        return []
    return [s for s in subjects(token.head.head) if s.tag_ in ("NNS", "NNPS") and is_person(s)]


def _taking_part(token: Token) -> Token | None:
    """The verb of "took part in the strike"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("in", "to"):
        return None
    above = token.head.head
    verb = above.head if above.lower_ == "part" else above
    return verb if verb.lemma_ == "take" and any(o.lower_ == "part" for o in children(verb, "dobj")) else None


def _ordering(token: Token) -> list[Token]:
    """Who orders what the noun tells of: "the court ordered the arrest of two men"."""
    ordered = token.dep_ == "dobj" and token.head.lemma_ == "order" and token.head.pos_ == "VERB"
    return [t for t in doers_of(token.head) if able(t)] if ordered else []


def _strikers(token: Token) -> list[Token]:
    """Those who strike in an attack: "the terrorists struck in attacks on two cafes", "was accused of plotting an attack"."""
    if blamed := _blamed(token):
        return blamed
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("in", "with") else token.head
    if verb.pos_ != "VERB" or children(verb, "nsubjpass", "auxpass"):
        return []
    if verb.lemma_ in HARM and token.dep_ == "pobj" and token.head.lower_ == "in" and children(verb, "dobj"):
        doers = [j for t in doers_of(verb) for j in joined(t)]
        return [t for t in doers if t.ent_type_ == "PERSON" or is_one_of_people(t)]  # "Lind killed 14 people in a mass shooting"
    acting = verb.lemma_ in words("hitting") if token.dep_ == "pobj" else token.dep_ == "dobj" and verb.lemma_ in ("plot", "plan")
    return [t for t in doers_of(verb) if is_person(t) or t.lower_ in ("he", "she", "they")] if acting else []


def _blamed(token: Token) -> list[Token]:
    """Who claims an attack, is charged with it or punished for it: "was sentenced to death for the stabbing"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("for", "with", "of", "in", "over"):
        return []
    verb = token.head.head
    if verb.lemma_ == "responsibility" and verb.dep_ == "dobj":
        return [t for t in doers_of(verb.head) if able(t)] if verb.head.lemma_ == "claim" else []
    if verb.pos_ != "VERB" or verb.lemma_ not in words("blaming"):
        return []
    if verb.lemma_ == "die":
        borne = doers_of(verb) if token.head.lower_ == "for" else []
    else:
        borne = children(verb, "nsubjpass") or children(verb, "dobj")
    return [t for t in borne if is_person(t) or t.pos_ == "PRON"]


def _named(token: Token, phrases: Phrases) -> Actor | None:
    span = Span(token.idx, token.idx + len(token.text))
    mention = next(iter(phrases.located.over(span)), None)
    return phrases.plain(mention) if mention else None


_MONTH = re.compile(
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|January|February|April|August|September|October|November|December"
)
#: "Pro-Scottish demonstrations" are not by the Scots alone.
_FOR_OR_AGAINST = re.compile(r"(?:pro|anti)(?:-|$)", re.IGNORECASE)


def _acts(word: Token, rule: Rule, phrases: Phrases) -> bool:
    """Whether a word before the noun names who does it: a name that is no place ("a Houthi attack"), or people ("a teacher protest")."""
    if _FOR_OR_AGAINST.match(word.text) or (
        word.i > 1 and word.nbor(-1).text == "-" and _FOR_OR_AGAINST.match(word.nbor(-2).text)
    ):
        return False
    if word.text == "-" or word.ent_type_ in ("DATE", "TIME") or _MONTH.fullmatch(word.text):
        return False
    span = Span(word.idx, word.idx + len(word.text))
    found = next(iter(phrases.located.over(span)), None)
    if found is None:
        return word.dep_ in ("poss", "compound") and word.pos_ == "NOUN" and is_person(word)
    if found.type == "country" and word.dep_ != "poss" and _of_target(word, rule):
        return False
    where = found.type == "place" or (found.type == "country" and word.dep_ != "poss" and rule.type == "PROTEST")
    return not where or found.metonym


def _is_struck(word: Token) -> bool:
    """Whether a thing before the noun is what was struck: "the embassy bombing"; not "the Quito City bombing"."""
    return word.lemma_.lower() in words("struck") and word.ent_type_ != "GPE"


def _of_target(word: Token, rule: Rule) -> bool:
    """Whether a people before the noun belongs to what was struck: "the Turkish bus attack", not "a Russian drone attack"."""
    between = [c for c in word.head.lefts if c.i > word.i and c.dep_ == "compound" and c.pos_ == "NOUN"]
    arms = words("strike_by")
    return rule.type == "ASSAULT" and any(
        not is_person(c) and c.lower_ not in arms and not pattern("weapon_cause").search(c.text) for c in between
    )


def _victims(token: Token, phrases: Phrases) -> list[Actor]:
    """Those whom a clause on the noun names: "an attack that killed two soldiers"."""
    verbs = [c for c in token.children if c.dep_ in ("relcl", "acl") and c.lemma_ in ("kill", "injure", "wound", "target", "hit")]
    suffered = [o for verb in verbs for o in children(verb, "dobj")] + _left_dead(token)
    if token.dep_ == "nsubj" and (token.head.lemma_ in HARM or token.head.lemma_ in words("hitting")):
        suffered += children(token.head, "dobj")
    if token.dep_ == "nsubj":
        outcomes = [c for c in children(token.head, "advcl") if is_outcome(c)]  # "exploded, killing two"
        suffered += [o for c in outcomes for o in children(c, "dobj")]
    verb = token.head.head
    if token.dep_ in ("pobj", "pcomp") and token.head.lower_ in ("in", "by", "during") and verb.lemma_ in (*HARM, "die"):
        suffered += (
            children(verb, "nsubjpass", "nsubj")
            if verb.lemma_ == "die" or children(verb, "nsubjpass")
            else children(verb, "dobj")
        )
        if verb.dep_ == "conj" and verb.head.lemma_ in HARM:  # "two were killed and five injured in shootings"
            suffered += children(verb.head, "nsubjpass") or children(verb.head, "dobj")
    if not suffered:
        suffered = counted_before(token)
    named = [t for o in suffered for t in conjuncts(antecedent(o)) if not is_nobody(t) and t.ent_type_ not in ("TIME", "DATE")]
    return [a for t in named if (a := phrases.anybody(t)) is not None]


def counted_before(token: Token) -> list[Token]:
    """Those whom a headline counts before what harmed them: "Two dead, three hurt in shooting at market"; its parse has no verb.
    Right in five of seven hits in some 700 news texts, audited ones among them; the other two are mended."""
    doc, end = token.doc, token.left_edge.i - 1
    if end < 1 or doc[end].lower_ != "in" or token.lemma_ == "arrest":
        return []
    found: list[Token] = []
    for fate in doc[max(1, end - _FAR) : end]:
        if "\n" in fate.text or fate.lower_ in (".", ";"):
            found = []
        before = fate.nbor(-1)
        counted = before.like_num or (before.i > 0 and before.nbor(-1).like_num)
        alone = fate.nbor(1).lower_ in (",", "and", "in")
        if fate.lower_ in FATES and (before.like_num or before.lower_ == "another" or before.tag_.startswith("NN")) and (counted or alone):
            found.append(before)  # "man killed, five hurt in", not "a gunman killed officers in"
    return found


def _left_dead(token: Token) -> list[Token]:
    """Those whom it left dead or hurt: "left a man dead and two others injured", "left one in critical condition".
    The parse joins the second of them to any verb, so the words alone are read, up to the next stop or another finite verb.
    Right in all four hits in some 700 news texts, audited ones among them."""
    verbs = [c for c in token.children if c.dep_ in ("relcl", "acl")]
    verbs += [token.head] if token.dep_ == "nsubj" else []
    found = []
    for verb in (v for v in verbs if v.lemma_ == "leave"):
        for word in verb.doc[verb.i + 1 : min(verb.i + _FAR, verb.sent.end)]:
            if word.lower_ in FATES or (word.lower_ == "in" and _is_condition(word)):
                before = word.nbor(-1)
                found += [before] if before.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "DET") and able(before) else []
            elif word.text == "," and word.nbor(1).like_num:
                continue  # "left one dead, five wounded"
            elif word.text in (".", ";", ",", "\n") or word.tag_ in ("VBD", "VBZ", "VBP", "MD"):
                break
    return found


#: Tokens behind "left" within which its victims are told.
_FAR = 16


def _is_condition(preposition: Token) -> bool:
    """ "In critical condition"."""
    return any(o.lower_ == "condition" for o in preposition.children)


def _by_police(token: Token) -> list[Token]:
    """The police before a deed of theirs: "the police shooting of a teenager", "an officer-involved shooting". Without "of" they may be
    the shot.
    Right in all four hits in some 700 news texts, audited ones among them."""
    named = [c for c in token.lefts if c.dep_ == "compound" and c.lower_ in words("police")]
    if any(c.lower_ == "of" for c in children(token, "prep")):
        return named
    return [o for c in token.lefts if c.lower_ == "involved" for o in c.lefts if o.lower_ in words("police")]


def _is_whereabouts(token: Token, deed: Token) -> bool:
    """ "On the city's west side", "a shooting on the highway": where, not what; "a strike on an apartment block" is what."""
    lemma = token.lemma_.lower()
    if lemma in words("soil"):
        return True
    if token.head.lower_ == "on" and token.pos_ == "PROPN" and (lemma.endswith("side") or lemma in words("streets")):
        return True  # "a shooting on the Westside"
    aimed = lemma in ("block", "highway") and deed.lemma_.lower() not in words("of_victims")
    return lemma in words("whereabouts") and (not aimed or bool(children(token, "poss", "nummod")))
