"""Titles before the names of persons, shortened ("Rep. Dana Lind", "Col Peter Holm") and written out. One list for every stage; a stage
adds what it also takes for a title."""

from __future__ import annotations

#: Without their full stop, which British outlets leave out.
SHORTENED = ("Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Capt", "Sgt", "Lt", "Col", "Gen", "Rev")
#: Written out, in small letters.
WRITTEN_OUT = (
    "ambassador",
    "captain",
    "chairman",
    "chief",
    "colonel",
    "commander",
    "commissioner",
    "director",
    "general",
    "governor",
    "judge",
    "leader",
    "mayor",
    "minister",
    "premier",
    "professor",
    "secretary",
    "senator",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
)
#: What a secretary of state or his like has charge of, behind the title: "Secretary of State", "Secretary of the Treasury".
SECRETARY_OF = (
    r"[Ss]ecretary of (?i:state|war|defen[cs]e|homeland security|the treasury|commerce|labou?r|education|energy|transportation|agriculture|"
    r"the interior|veterans affairs)"
)
#: SHORTENED as one alternative of a pattern.
ANY_SHORTENED = "|".join(SHORTENED)
