"""Words beside a name that make a place of it, whether the gazetteer knows it or not."""

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
    r"strait|mountains?|pass|archipelago|lagoon|reservoir|border(?:s| crossing| post|lands)?)\b(?! (?:wall|policy|policies|plan|patrol|"
    r"agents?|guards?|deal|czar|tax|security|bill|crackdown|measures))"
)
#: "The Girrawheen grandmother": who is told of by where they live.
LIVES_AFTER = re.compile(
    r" (?:man|men|woman|women|teen|teenager|couple|resident|residents|grandmother|grandfather|mother|father|mum|boy|girl|pensioner|"
    r"schoolboy|schoolgirl|villagers?|farmers?|home invasion|bushfire|landslide)\b"
)
