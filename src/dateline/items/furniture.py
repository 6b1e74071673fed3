"""Kinds of furniture by their words: what a line of a site, not of a story, is for."""

from __future__ import annotations

import re
from functools import lru_cache

#: Words. A longer line is prose, whatever it mentions, unless the pattern is about the reader's doing something.
LONGEST = 60
# Order matters: the first pattern that matches names the kind. (kind, longest line in words, pattern)
_KINDS: tuple[tuple[str, int, str], ...] = (
    ("cookie-notice", 120, r"\b(?:we|this (?:web)?site|our partners) (?:and our partners )?uses? cookies\b|\bcookie (?:policy|settings|preferences|consent|notice)\b"
                           r"|\baccept (?:all )?cookies\b|\bmanage (?:cookies|consent)\b|файлы cookie|cookie-?fayl|çerez|verwendet cookies|utilis\w+ des cookies|utiliza\w* cookies"),
    ("app-promo", 40, r"\b(?:google )?play store\b|\bapp store\b|\bgoogle play\b|\b(?:download|get|install|try) (?:the|our) (?:\S+ ){0,3}app(?:lication)?\b"
                      r"|скача\w+ (?:наше )?приложение|tətbiqi? yüklə\w*|қосымша\w* жүкте|uygulama\w* indir|télécharge\w* (?:notre|l'|l’)\s?appli|descarg\w+ (?:nuestra )?app"),
    ("comment-prompt", 25, r"\b(?:leave|write|post|add|be) (?:a|the|your|us)? ?(?:first )?(?:to )?comments?\b|\bwhat(?:'s|’s| is| are)? (?:do )?you(?:r)? (?:opinions?|thoughts|view|think)\b"
                           r"|\bjoin the (?:conversation|discussion|debate)\b|\bhave your say\b|\bshare your (?:thoughts|views|opinion)\b|\bcomments? (?:are|is) closed\b|^comments? ?(?:\(\d+\))?$|^\d+ comments?$"
                           r"|остав\w+ (?:первый )?комментари|rəy (?:bildir|yaz)|şərh yaz|пікір қалдыр|yorum (?:yap|yaz)|kommentar schreiben|laisse\w* un commentaire|deja\w* un comentario"),
    ("newsletter", 45, r"\bnewsletters?\b|\bsign up (?:for|to)\b|\bsubscribe to our\b|\b(?:in|to) your inbox\b|\bdaily (?:briefing|digest)\b.{0,40}\b(?:email|inbox)\b"
                       r"|подпи\w+ на (?:нашу )?рассылк|bülleten\w* abunə|e-?bülten|infolettre|boletín"),
    ("paywall", 45, r"\b(?:subscribe|log in|sign in|register) (?:now )?to (?:continue|read|unlock|access)\b|\bsubscribers? only\b|\balready a (?:subscriber|member)\b|\bunlock (?:this|the full)\b"
                    r"|\bfree articles? (?:left|remaining)\b|только для подписчиков|réservé aux abonnés|solo para suscriptores|nur für abonnenten"),
    ("copyright", 60, r"^\W*(?:©|\(c\)|copyright\b)|©|\ball rights reserved\b|все права защищены|bütün hüquqlar|барлық құқықтар|tüm hakları|tous droits réservés|todos los derechos|alle rechte"),
    ("legal", 40, r"\bterms (?:of|and) (?:use|service|conditions)\b|\bprivacy (?:policy|notice)\b|\bmay not be (?:published|reproduced|broadcast|rewritten)\b|\bexternal (?:sites|links)\b.{0,40}\bresponsib"
                  r"|политик\w+ конфиденциальности|məxfilik siyasəti|datenschutz|mentions légales|aviso legal"),
    ("share-bar", 16, r"^\W*(?:share|tweet|email|print|save|copy link|whatsapp|telegram|facebook|twitter|x|linkedin|reddit|поделиться|paylaş|бөлісу|teilen|partager|compartir)(?:\W+(?:on|via|this|article|story|facebook|twitter|x|email|print|save|copy|link|whatsapp|telegram|linkedin|reddit|with|friends|в|на))*\W*$"
                      r"|\bshare (?:this|on|via)\b"),
    ("login", 12, r"^\W*(?:log ?in|sign ?in|sign ?up|register|my account|log ?out|войти|регистрация|daxil ol|anmelden|se connecter|iniciar sesión)\W*$"),
    ("advertisement", 10, r"^\W*(?:advertisement|ad|ads|advertising|sponsored|реклама|reklam|anzeige|publicité|publicidad)\W*$|\bstory continues below\b|\bcontinue reading below\b"),
    ("search", 6, r"^\W*(?:search|поиск|axtar|іздеу|suche|recherche|buscar|ara)\b"),
    ("related-heading", 9, r"^\W*(?:(?:you (?:may|might) (?:also )?like|related|read more|read also|read next|also read|see also|more (?:from|on|stories|news)|most (?:read|popular|viewed|shared)|trending|top stories|latest(?: news)?"
                           r"|recommended|popular|up next|editor(?:'|’)?s(?:'|’)? (?:picks?|choice)|don(?:'|’)t miss|what to read next|in other news|other news|more in|keep reading)\b"
                           r"|читайте также|по теме|популярное|последние новости|главное|həmçinin oxuyun|ən çox oxunan|son xəbərlər|digər xəbərlər|соңғы жаңалықтар|тағы оқыңыз|lesen sie auch|meistgelesen|mehr zum thema"
                           r"|à lire aussi|lire aussi|les plus lus|lea también|te puede interesar|lo más leído|ilgili haberler|çok okunan)"),
    ("tags", 14, r"^\W*(?:tags?|topics?|keywords?|filed under|теги|темы|teqlər|schlagworte|mots-clés|etiquetas)\b\s?:?"),
    ("author-bio", 60, r"^(?:follow|reach|contact|email) (?:him|her|them|the (?:author|reporter|writer))\b|\bis an? (?:senior |staff |freelance |political |chief )?(?:reporter|journalist|correspondent|editor|columnist|writer)\b.{0,80}\b(?:for|at|with|based|covering|who covers)\b"
                       r"|\b(?:reporting|editing|additional reporting) by\b|\b(?:the )?views expressed\b.{0,60}\b(?:author|own)\b"),
)
#: The first three letters of the words without which a kind cannot match: most lines are settled by them alone.
_OPENINGS = {
    "cookie-notice": "coo con çer",
    "app-promo": "pla app goo при ска tət қос uyg",
    "comment-prompt": "com opi tho vie thi joi say sha ком rəy şər пік yor kom",
    "newsletter": "new sig sub inb dai под bül ebü abu inf bol",
    "paywall": "sub log sig reg mem unl fre тол rés sus abo",
    "copyright": "© c cop rig пра hüq құқ hak dro der rec",
    "legal": "imp nut ter pri pub rep bro rew ext пол məx dat men avi",
    "share-bar": "sha twe ema pri sav cop wha tel fac twi x lin red под pay бөл tei par com",
    "login": "log sig reg my acc вой рег dax anm con ini",
    "advertisement": "adv ad ads spo рек rek anz pub con",
    "search": "sea пои axt ізд suc rec bus ara",
    "related-heading": "lik rel rea see mor mos tre top lat rec pop up nex edi don mis wha oth kee чит по тем поп пос гла həm ən son dig соң тағ les mei meh"
                       " lir lea te int lo ilg çok",
    "tags": "tag top key fil тег тем teq sch mot eti",
    "author-bio": "fol rea con ema rep jou cor edi col wri vie",
}
_PATTERNS = tuple((kind, longest, re.compile(pattern, re.IGNORECASE)) for kind, longest, pattern in _KINDS)
_BY_OPENING: dict[str, set[int]] = {}
for _number, (_kind, _, _) in enumerate(_KINDS):
    for _opening in _OPENINGS[_kind].split():
        _BY_OPENING.setdefault(_opening, set()).add(_number)
_WORD = re.compile(r"\w+|©")


@lru_cache(maxsize=4096)
def furniture_kind(line: str) -> str | None:
    """The kind of furniture that a line's words show, or None: the words alone do not say that it is furniture."""
    short = line[:600]
    possible: set[int] = set()
    for opening in {word[:3] for word in _WORD.findall(short.lower())} & _BY_OPENING.keys():
        possible |= _BY_OPENING[opening]
    words = line.count(" ") + 1 if possible else 0
    for number in sorted(possible):
        kind, longest, pattern = _PATTERNS[number]
        if words <= longest and pattern.search(short):
            return kind
    return None
