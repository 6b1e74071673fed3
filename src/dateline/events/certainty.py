"""Whether an event happened: asserted, reported, planned, possible, negated; and whether it is background."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..types import Certainty, Statement
from .negation import negated
from .prospects import prospect
from .syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBLE = {"may", "might", "could", "would", "can"}
_POSSIBLE_HEADS = {
    "possibility",
    "risk",
    "threat",
    "chance",
    "fear",
    "potential",
    "danger",
    "likelihood",
    "prospect",
    "suspicion",
    "capable",
    "warrant",
    "reward",
    "pressure",
}
#: What somebody is brought to do, or begins, is done.
_BROUGHT_ABOUT = {
    "manage",
    "persuade",
    "convince",
    "begin",
    "start",
    "continue",
    "force",
    "proceed",
    "go",
    "come",
    "help",
    "cause",
    "lead",
    "happen",
    "compel",
    "oblige",
    "get",
    "appear",
    "seem",
    "use",
    "tend",
    "prompt",
    "send",
    "bring",
    "make",
    "see",
    "live",
    "return",
    "turn",
}
_POSSIBLE_VERBS = {"consider", "fear", "suspect", "discuss", "explore", "mull", "contemplate", "threaten"}
_PLANNED_VERBS = {
    "plan",
    "intend",
    "expect",
    "schedule",
    "prepare",
    "propose",
    "want",
    "hope",
    "aim",
    "seek",
    "decide",
    "agree",
    "promise",
    "pledge",
    "vow",
    "urge",
    "call",
    "demand",
    "set",
    "ask",
    "order",
    "request",
    "offer",
}
#: What a house does by its vote: "voted to condemn the raid".
_DONE_BY_VOTE = frozenset({"condemn", "recognize", "recognise", "censure", "reject", "approve", "endorse", "ratify", "denounce"})
_HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})
#: Nouns of words whose clause tells what was said.
_TOLD = frozenset({"claim", "allegation", "announcement", "report", "accusation", "assertion", "rumour", "rumor"})
_POSSIBLE_ADVERBS = {"perhaps", "maybe", "possibly", "conceivably", "potentially"}
_POSSIBLE_ADJECTIVES = {"possible", "conceivable", "likely", "unlikely", "imaginable", "thinkable", "feared", "probable"}
#: Verbs and nouns whose "would" is what will come.
_ANNOUNCING = frozenset({"announce", "confirm", "promise", "pledge", "vow", "swear"})
_NEWS = frozenset({"news", "announcement", "promise", "pledge", "vow"})
#: "Would" with these gives an opinion: "said she would support it".
_OPINION = frozenset({"support", "welcome", "oppose", "back", "prefer", "want"})
#: Before the cause of what is told, which has happened.
_CAUSES = frozenset({"for", "over", "after", "following", "since", "despite", "amid"})
#: Verbs that put a coming happening into the calendar: "scheduled the election", "called a march".
_SCHEDULING = {"schedule", "plan", "call", "slate", "timetable"}
_PRESENT = {"VBP", "VBZ", "VBG"}
_DUE = {"due", "set", "scheduled", "slated"}
_MOVING = {"travel", "go", "come", "fly", "head", "gather", "drive", "sail", "return"}
_PAST = re.compile(
    (
        r"\b(?:last (?:year|month)|in (?:19|20)\d\d|(?:\d+|two|three|four|five|ten|several|many) (?:years|decades) ago|"
        r"anniversary|years earlier|previously|since (?:19|20)\d\d)\b"
    ),
    re.IGNORECASE,
)


def certainty(trigger: Token, statement: Statement | None) -> Certainty:
    """The certainty of an event. Negation wins over possibility, this over plans, these over who says it."""
    if negated(trigger):
        return "possible" if _in_open_condition(trigger) or modals(trigger) & {"may", "might"} else "negated"
    if (open_still := prospect(trigger)) is not None:
        return open_still
    if arranged(trigger) and not children(trigger.head, "mark"):
        return "planned"
    if _only_aimed_at(trigger) or _under_an_aim(trigger) or _conditional(trigger) or _not_ruled_out(trigger):
        return "possible"
    if _scheduled(trigger) or _to_come(trigger):
        return "planned"
    chain = [trigger, *list(trigger.ancestors)[:5]]
    for distance, token in enumerate(chain):
        said = distance == 0 and _said_to_come(token)
        found = ("planned" if said else None) or _possible(chain, distance) or _planned(chain, distance)
        if found is not None:
            return found
        wanted = distance == 0 and token.dep_ == "ccomp" and token.tag_ == "VB" and token.head.lemma_ == "want"
        if (_ends_chain(token) and not wanted) or _is_cause(token, trigger):  # "they want Chile to push for it"
            break
    if trigger.sent.text.rstrip().endswith("?"):
        return "possible"
    if _by_vote(trigger) and (statement is None or (statement.cue is not None and statement.cue.start == trigger.head.idx)):
        return "asserted"
    return "reported" if statement is not None or _hearsay(trigger) else "asserted"


def arranged(trigger: Token) -> bool:
    """Whether a verb is told as arranged: "is to visit Lima on Monday", "are to be sentenced on Monday"."""
    helpers = {c.lower_ for c in trigger.children if c.dep_ in ("aux", "auxpass")}
    return "to" in helpers and trigger.dep_ == "xcomp" and trigger.head.lower_ in ("is", "are", "’s", "'s")


def _by_vote(trigger: Token) -> bool:
    """Whether the vote that is told does it: "voted to condemn the raid".
    No hit in some 700 news texts, audited ones among them."""
    voted = trigger.head.lemma_ == "vote" and trigger.head.tag_ == "VBD" and trigger.dep_ == "xcomp"
    return voted and trigger.lemma_ in _DONE_BY_VOTE


def _hearsay(trigger: Token) -> bool:
    """ "Has reportedly trained", "the claim that he fled": what others tell, though nobody is quoted.
    Right in all ten hits in some 700 news texts, audited ones among them."""
    verb = trigger
    for _ in range(4):
        if any(c.lower_ in _HEARSAY for c in children(verb, "advmod")):
            return True
        if verb.dep_ in ("acl", "ccomp") and verb.head.pos_ == "NOUN":
            return verb.head.lemma_.lower() in _TOLD and any(c.lower_ == "that" for c in children(verb, "mark"))
        if verb.dep_ == "conj" and children(verb, "nsubj", "nsubjpass"):
            return False
        if verb.dep_ not in ("conj", "dobj", "xcomp", "nsubjpass", "pobj", "prep", "agent"):
            return False
        verb = verb.head
    return False


def _ends_chain(token: Token) -> bool:
    """Whether a clause of its own begins here, which what stands above it says nothing about."""
    if token.dep_ == "acl":
        return token.tag_ == "VBN"
    if token.dep_ == "conj" and children(token, "nsubj", "nsubjpass") and not children(token, "aux") and token.tag_ == "VBD":
        return True  # "prepared to go to court and police fired teargas"
    if token.dep_ == "advcl" and any(c.lower_ in ("after", "since") for c in children(token, "mark")):
        helpers = children(token, "aux", "auxpass")
        has = token.tag_ == "VBN" and any(t.lower_ in ("has", "have") for t in helpers)
        return has or "VBD" in {t.tag_ for t in (token, *helpers)}  # "is to resign after he was accused"
    return token.dep_ in ("ROOT", "ccomp") or (token.dep_ == "relcl" and "to" not in modals(token))


def _is_cause(token: Token, trigger: Token) -> bool:
    """Whether a preposition makes a happening the cause or the time of what stands above: "is to be tried for the stabbing"."""
    answered = token.lower_ == "to" and token.head.lemma_ in ("respond", "react")
    told = trigger.pos_ == "NOUN" and token.dep_ == "prep" and (token.lower_ in _CAUSES or answered)
    return told and token.head.pos_ == "VERB" and token.head.lemma_ not in _POSSIBLE_VERBS | _PLANNED_VERBS


def modals(verb: Token) -> set[str]:
    """The helpers of a verb, or of the one that it is joined to and shares them with: "might lose their jobs and march"."""
    own = {c.lower_ for c in children(verb, "aux")}
    shares = verb.dep_ == "conj" and verb.pos_ == "VERB" and not children(verb, "nsubj", "nsubjpass", "aux")
    return own | (modals(verb.head) - {"have", "had", "has"} if shares and verb.head != verb else set())


def _possible(chain: list[Token], distance: int) -> Certainty | None:
    """Modal verbs, verbs and nouns of fear and chance, "perhaps", "is possible", clauses of "if"."""
    token = chain[distance]
    carries = distance == 0 or _bears(chain, distance)
    near_verb = token.dep_ in ("ROOT", "ccomp", "conj", "relcl") and token.pos_ == "VERB" and 0 < distance <= 2
    near_verb = near_verb and chain[distance - 1].dep_ != "nsubj"  # "the meeting will discuss" is itself not discussed
    if (
        (near_verb and token.lemma_ in _POSSIBLE_VERBS)
        or (carries and bool(modals(token) & _POSSIBLE))
        or (distance > 0 and token.lemma_ in _POSSIBLE_HEADS)
        or any(c.lower_ in _POSSIBLE_ADVERBS for c in token.children)
        or (_bears(chain, distance) and any(c.lemma_ in _POSSIBLE_ADJECTIVES for c in children(token, "acomp", "attr")))
        or (distance <= 1 and any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in token.children))
    ):
        return "possible"
    return None


def _planned(chain: list[Token], distance: int) -> Certainty | None:
    """ "Will", and infinitives under verbs of plans."""
    token = chain[distance]
    if modals(token) & {"will", "shall", "'ll", "’ll"} and (distance == 0 or _bears(chain, distance)):
        return "planned"
    under = chain[distance - 1] if distance else None
    if (
        under is not None
        and token.lemma_ in _PLANNED_VERBS
        and under.dep_ in ("xcomp", "advcl", "ccomp", "acl")
        and under.tag_ == "VB"
    ):
        return "planned"
    return None


def _said_to_come(verb: Token) -> bool:
    """What somebody says or announces will come, told of the past: "said he would leave", "announced that Lind would be sworn in"; not
    what hangs on a condition, nor what others expect."""
    own = {c.lower_ for c in children(verb, "aux")}
    if "would" not in own or own & {"have", "like"} or children(verb, "advcl") or verb.dep_ not in ("ccomp", "acl"):
        return False
    head = verb.head
    if verb.dep_ == "acl" or head.pos_ == "NOUN":
        return head.lemma_.lower() in _NEWS
    themselves = any(s.lower_ in ("he", "she", "they", "it", "we") for s in children(verb, "nsubj"))
    return head.lemma_ in _ANNOUNCING or (head.lemma_ in ("say", "tell") and themselves and verb.lemma_ not in _OPINION)


def _in_open_condition(trigger: Token) -> bool:
    """What may not come: "if parliament cannot reach a deal"."""
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children) and verb.dep_ == "advcl"


def _not_ruled_out(trigger: Token) -> bool:
    verb = trigger.head
    return verb.lemma_ == "rule" and bool(children(verb, "neg")) and any(c.lower_ == "out" for c in verb.children)


def _conditional(trigger: Token) -> bool:
    """What follows from a condition that is still open: "unless the council acts, the shelter faces closure"."""
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    if verb.tag_ not in _PRESENT:
        return False
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for clause in children(verb, "advcl") for c in clause.children)


def _scheduled(trigger: Token) -> bool:
    """A happening named by a noun that is put into the calendar: "a vote has been set for Wednesday"."""
    verb = trigger.head
    if trigger.pos_ != "NOUN" or verb.pos_ != "VERB" or trigger.dep_ not in ("dobj", "nsubjpass"):
        return False
    set_for = verb.lemma_ == "set" and trigger.dep_ == "nsubjpass" and any(c.lower_ == "for" for c in children(verb, "prep"))
    return (verb.lemma_ in _SCHEDULING and not children(verb, "prt")) or set_for


def _to_come(trigger: Token) -> bool:
    """The present tense of what comes: "begin a walkout tomorrow", "will travel to Lund to sign"; infinitives of headlines ("Leader to
    quit in May") and after "due"."""
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    if verb.tag_ in _PRESENT and any(
        c.lower_ == "tomorrow" or (c.dep_ == "npadvmod" and any(w.lower_ in ("next", "coming") for w in c.children))
        for c in verb.children
    ):
        return True
    head = trigger.head
    if trigger.tag_ == "VB" and "to" in modals(trigger) and (trigger.dep_ == "ROOT" or head.lower_ in _DUE):
        return True
    if trigger.pos_ == "NOUN" and trigger.dep_ == "pobj" and head.lower_ == "for":
        return head.head.lemma_ in _MOVING | {"visit", "meet"} and "will" in modals(head.head)  # "will visit Lima for talks"
    moved = head.lemma_ in _MOVING and (head.tag_ in _PRESENT or "will" in modals(head))
    return moved and trigger.tag_ == "VB" and trigger.dep_ in ("advcl", "xcomp") and "to" in modals(trigger)


def _bears(chain: list[Token], distance: int) -> bool:
    """Whether a verb above a nominal trigger carries it: "talks will begin"."""
    return chain[distance - 1].dep_ in ("nsubj", "nsubjpass", "dobj") and chain[distance - 1] is chain[0]


def _only_aimed_at(trigger: Token) -> bool:
    """An infinitive of aim: "under pressure to arrest", "on their way to bomb", "will remain to seize". "Forced to resign" is done."""
    helpers = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    if (
        "to" in helpers
        and trigger.head.lemma_ in _BROUGHT_ABOUT
        and trigger.head.tag_ == "VB"
        and trigger.dep_ in ("xcomp", "ccomp")
    ):
        return _only_aimed_at(trigger.head)  # "efforts to get them to sign"
    return (
        "to" in helpers
        and "have" not in helpers
        and not (trigger.head.lemma_ == "take" and trigger.head.tag_ in ("VBD", "VBZ") and _to_a_medium(trigger.head))
        and trigger.dep_ in ("acl", "xcomp", "ccomp")
        and not _by_vote(trigger)
        and trigger.head.lemma_ not in _BROUGHT_ABOUT
        and trigger.head.lemma_ not in _POSSIBLE_VERBS | _PLANNED_VERBS
    )


def _to_a_medium(verb: Token) -> bool:
    """ "Took to the radio to condemn the raid": it was done."""
    return any(c.lower_ == "to" for c in children(verb, "prep")) and not children(verb, "dobj")


def _under_an_aim(noun: Token) -> bool:
    """A happening named by a noun under an infinitive of aim: "approved a move to enter into talks"."""
    if noun.pos_ != "NOUN":
        return False
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head if noun.dep_ == "dobj" else None
    return verb is not None and verb.dep_ == "acl" and verb.tag_ == "VB" and _only_aimed_at(verb)


def background(trigger: Token, when_is_old: bool) -> bool:
    """Told as background: past perfect, an anniversary, a year gone."""
    if when_is_old:
        return True
    return any(child.dep_ == "aux" and child.lower_ == "had" for child in trigger.children) or (
        bool(_PAST.search(trigger.sent.text)) and trigger.dep_ in ("relcl", "advcl", "acl")
    )
