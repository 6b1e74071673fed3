"""Words beside a name that make a place of it, whether the gazetteer knows it or not, and the words of streets."""

from __future__ import annotations

import re

#: Words that make a place of whatever name they stand beside: "the village of Kara-Shoro", "Khurda district", "from Vredehoek,".
SURELY_BEFORE = re.compile(
    r"\b(?:city|town|village|island|province|district|suburb|hamlet|municipality|governorate|oblast|prefecture|peninsula|valley) of "
    r"(?:the )?$|\b[A-Z]\w{1,40}, (?:originally |who is )?from (?:the )?$|\b(?:nearby|neighbou?ring) $"
)
SURELY_AFTER = re.compile(
    r"(?:, (?:an?|the) (?:[a-z-]+ )?(?:village|town|city|suburb|hamlet|settlement|resort|port|island|municipality)\b)"
    r"| (?:district|province|region|village|island|municipality|governorate|oblast|prefecture|township|river|valley|peninsula|gorge|canyon|"
    r"strait|mountains|pass|archipelago|lagoon|reservoir|border(?:s| crossing| post|lands)?)\b(?! (?:wall|policy|policies|plan|patrol|"
    r"agents?|guards?|deal|czar|tax|security|bill|crackdown|measures))"
)
#: Last words of streets: "Charles Street".
STREETS = "Street|Road|Avenue|Lane|Boulevard|Highway|Square|Drive|Parkway|Bridge"
