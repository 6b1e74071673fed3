"""The line that signs a reader's comment: its author and its time, in whatever order and with whatever buttons beside them."""

from __future__ import annotations

import re

from .date_lines import LONGEST, moment_within

#: What opens such a line before the name, and what stands between name and time.
_OPENS = re.compile(
    r"^\W*(?:\d{1,3}[.)]?\s+)?(?:(?:comment|reply|posted|published|updated|edited|written|submitted|kommentar|aktualisiert|bearbeitet|publiziert|veröffentlicht|gepostet|erstellt|geschrieben|verfasst|publié|écrit|commentaire|publicado|escrito|comentario|enviado|geplaatst|опубликовал)\b[:\s]*)?"
    r"(?:(?:on|am|le|el|em|il|op)\s+)?(?:(?:by|von|par|por|da|door|av|af|от)\b:?\s*)?",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"(?:^|\s)(?:says?|said|wrote|schreibt|schrieb|sagt|sagte|meint|meinte|a écrit|dice|dijo|escribió|disse|пишет|писал"
    r"|am|on|at|um|le|el|em|il|op|vom|den|posted|published|written|verfasst|geschrieben|publiziert|veröffentlicht|publicado|publié"
    r"|mis à jour|modifié|aktualisiert|(?:last )?(?:updated|modified)|actualizado|atualizado|aggiornato|bijgewerkt|обновлено)\W{0,9}$",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:^|[\s\[(|·-]{1,9})(?:reply|quote|report|like|share|flag|permalink|permanent link|link|edit|log in to reply"
    r"|antworten|antwort|zitieren|melden|permanenter link|permalien|lien permanent|répondre|signaler|responder|enlace permanente"
    r"|link permanente|denunciar|rispondi|segnala|reageer|svara|odpowiedz|ответить|cavab ver|yanıtla|uhr|#?\d{1,4})[\s\])|·.-]{0,9}$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^\W*(?:uhr\b|hrs?\b|h\b)?\W*(?:(?:by|von|par|por|da|door|av|af|от)\b:?\s*)?", re.IGNORECASE)
#: What a commenter does; no word of a list of the newest comments ("Ann commented on HEADLINE"), whose lines have no time.
_TELLS = re.compile(r"(?:^|\s)(?:says?|said|wrote|commented|replied|написала?|kommentierte|antwortete|schrieb)\W{0,9}$", re.IGNORECASE)
#: Whom a comment replies to.
_REPLIES = re.compile(
    r"\s(?:replied to|in reply to|replying to|en réponse à|als antwort auf|em resposta a|en respuesta a|in risposta a|в ответ)\s.{1,60}$",
    re.IGNORECASE,
)
#: A time of day before its day: "at 14:05 on".
_CLOCK = re.compile(r"(?<![\w:.])\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?,?(?: (?:on|am|le|el|em|il|op|den))? $", re.IGNORECASE)
#: A year and a time of day that a style alone sets apart.
_GLUED = re.compile(r"((?:19|20)\d\d)(\d{1,2}:\d\d)")
_MOST_WORDS, _LONGEST_NAME, _LONGEST_CLOCK = 5, 40, 20
#: A year or the day before a comma, which no author's name holds, and marks of a sentence.
_NO_NAME = re.compile(r"^\d|\b(?:19|20)\d\d\b|\b\d{1,2},|[!?…]|[^\W\d]{3}\.$|[:/@]|(?:^|\b\d+ )(?:points?|votes?|likes?|views?|replies)$")


def signed(text: str) -> tuple[str | None, str | None]:
    """Author and time of a line of a comment: "Ann says: 3 May 2020 at 10:12", "Ann posted at 10:12 on 3 May", "Am 29. Mai 2017 um 14:38
    von Hugo", "Ben 1 ano atrás Link permanente". Without a time both are None; a line of more than 80 characters signs nothing."""
    found = moment_within(text) if len(text) <= LONGEST else None
    if found is None:
        return None, None
    start, end = found
    if (clock := _CLOCK.search(text, max(0, start - _LONGEST_CLOCK), start)) is not None:
        start = clock.start()
    opening = _OPENS.sub("", text[:start], count=1)
    named = _REPLIES.sub("", _stripped(_stripped(opening, _JOINS), _TELLS))
    label = named == opening and named.rstrip().endswith(":")
    before = None if label else _name(named)
    after = None if before else _name(_AFTER.sub("", _stripped(_stripped(text[end:], _BUTTONS), _TELLS), count=1))
    return before or after, _GLUED.sub(r"\1 \2", text[start:end].strip())


def without_joins(text: str) -> str:
    """Without the words that lead from a name to what follows ("Ann Bell wrote on", "Ann Bell publiziert am")."""
    return _stripped(text, _JOINS)


def _stripped(text: str, ends: re.Pattern[str]) -> str:
    """Without what stands at the end that says nothing of the author, over and over."""
    while (match := ends.search(text)) is not None and match.end() > match.start():
        text = text[: match.start()]
    return text


def _name(text: str) -> str | None:
    name = text.strip(' \t,;:|·•-–—()[]/>«»"“”')
    if not name or not any(char.isalpha() for char in name) or len(name) > _LONGEST_NAME or name.count(" ") >= _MOST_WORDS:
        return None
    if _NO_NAME.search(name) or _OPENS.fullmatch(name) or _BUTTONS.fullmatch(name) or moment_within(name) is not None:
        return None
    return name
