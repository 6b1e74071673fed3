"""Capitals that act for their government in Russian text: "Москва заявила", "Пекин отверг"."""

from __future__ import annotations

import re

from ..knowledge import countries
from ..types import Entity, Span
from .linking import country_entity

#: What only somebody who acts does, right behind the capital, with "не", "уже" or the like between at most.
_ACTS = re.compile(
    r" (?:(?:не|уже|вновь|снова|ранее|также|официально|резко|пока) ){0,2}"
    r"(?:заяв(?:ил|ляет)|сообщ(?:ил|ает)|обвин(?:ил|яет)|отверг|отвергает|осуд(?:ил|ждает)|осуждает|требует|потребовал|призвал|призывает|"
    r"предлож(?:ил|ит)|предлагает|отказал|отказывает|ответ(?:ил|ит)|отвечает|поддерж(?:ал|ит)|поддерживает|пообещал|обещает|предупре(?:дил|ждает)|"
    r"намерен|готов|считает|настаивает|хочет|хотел|отрицает|опроверг|опровергает|признал|признает|согласил|согласна|согласен|выразил|"
    r"ввел|ввёл|вводит|подписал|планирует|надеется|решил|рассчитывает|объявил|выступил|выступает|настоял|уступил|добивается|стремится)"
    r"(?:а|о|и|ась|ось|ся|на)?(?!\w)"
)


def russian_metonym(text: str, span: Span, entity: Entity, nominative: str | None) -> Entity | None:
    """The country for which a capital in the nominative stands where a verb of will or speech follows. Rejects other cases ("в Москве
    заявили"), towns that are no capitals, and what happens ("Москва замерзает"). Not measured: the development pages
    have none."""
    code = countries.by_capital().get(entity.name)
    if code is None or entity.country != code or span.of(text) != (nominative or span.of(text)):
        return None
    return country_entity(code) if _ACTS.match(text, span.end) else None
