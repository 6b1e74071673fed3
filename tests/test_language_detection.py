"""Which language a text is in, whatever the page declares. The sentences of other languages are those that spaCy ships as examples."""

from __future__ import annotations

import runpy
from importlib.util import find_spec
from pathlib import Path

import pytest

from dateline.language.detection import detect, other_language

#: Languages of the detector for which spaCy ships sentences. Bokmål may be called Norwegian.
CODES = (
    "am ar az bg bn ca cs da de el en es eu fa fi fr gu he hi hr ht hu hy id it ja kn ko ky la lb lt ml ms nb ne nl pl pt ro ru si sk "
    "sl sq sr sv ta te tr uk ur vi yo zh"
)
HINTS = (None, "en-US", "de", "fr", "es", "it", "pt", "nl", "ru")

DANISH = (
    "Ministeren for klima var i går ude at se på den nye havn, og hun lovede at have en plan for byen, der skal være klar "
    "ved at sommeren er forbi. Hun talte med fiskerne om at få mere plads for de små både, og om at by og havn igen skal "
    "have en færge til øen."
)
ITALIAN = (
    "La ministra ha visitato una nave del porto e ha detto che una parte dei fondi per la città arriverà con la nuova legge. "
    "La sindaca ha chiesto una risposta più rapida per la scuola e per una strada che porta al mare, chiusa da mesi per "
    "una frana del versante."
)
CATALAN = (
    "La consellera va visitar el port una tarda del mes passat i va dir que una part del pressupost era per a la llotja del "
    "poble. El batlle va demanar una resposta per a la carretera del nord, tancada des del gener per una esllavissada del "
    "vessant que dona al mar."
)


@pytest.mark.parametrize("code", CODES.split())
def test_a_wrong_declaration_does_not_turn_a_text_into_another_language(code: str) -> None:
    package = find_spec("spacy")
    assert package is not None and package.origin is not None
    examples = Path(package.origin).with_name("lang") / code / "examples.py"
    text = " ".join(map(str, runpy.run_path(str(examples))["sentences"]))
    while text.count(" ") < 60 and code not in ("zh", "ja"):
        text += " " + text
    allowed = {code, "no"} if code == "nb" else {code}
    assert {detect(text, hint=hint) for hint in HINTS} <= allowed


@pytest.mark.parametrize(("text", "language"), [(DANISH, "da"), (ITALIAN, "it"), (CATALAN, "ca")])
@pytest.mark.parametrize("hint", HINTS)
def test_words_that_several_languages_share_prove_nothing(text: str, language: str, hint: str | None) -> None:
    assert detect(text, hint=hint) == language


def test_a_short_or_doubtful_text_is_in_the_language_that_the_page_declares() -> None:
    assert detect("Nye tal om havnen i Aarhus", hint="da-DK") == "da"
    assert detect("12:30", hint="nb") == "nb" and detect("12:30") is None


def test_letters_shared_with_kazakh_do_not_make_a_text_kazakh() -> None:
    assert detect("Қазақстанда жаңа мектептер ашылды, ұстаздар мен балалар қуанып жатыр") == "kk"
    assert detect("Имрӯз дар шаҳри Душанбе боғи нав кушода шуд, қариб ҳазор кас ҷамъ омад") == "tg"
    assert detect("Бүген Казанда яңа мәктәп ачылды, балалар һәм әти-әниләр җыелды, шәһәр башлыгы сөйләде") != "kk"


def test_a_declaration_decides_between_languages_that_the_detector_holds_for_possible() -> None:
    text = (
        "Ministar je rekao da će novi most preko rijeke biti otvoren u maju, a radnici traže veće plate i bolju zaštitu na radu."
    )
    assert [detect(text, hint=hint) for hint in ("bs", "hr", "sr")] == ["bs", "hr", "sr"]


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Der Minister sagte am Abend in Bregenz, die Brücke sei gesperrt worden, und Fähren führen wieder ab Montag.", True),
        ("Der Minister sagte am Abend: “The bridge has been closed and was to open with new lights”, so die Zeitung.", False),
        ("Police arrest Bregenz bridge workers, shut ferry lines, close harbour streets, seize boats", False),
        ("Die Brücke sei gesperrt worden", False),
    ],
)
def test_a_line_of_an_english_item_that_is_surely_in_another_language(line: str, other: bool) -> None:
    assert other_language(line, "en") is other
    assert not other_language(line, "de")


def test_what_is_declared_stands_where_the_detector_is_not_asked() -> None:
    basque = "Portuko ministroak atzo bisitatu zuen itsasontzi berria eta hiriko arrantzaleekin hitz egin zuen, plan bat aurkezteko."
    assert detect(basque, hint="en-GB") == "eu"
    assert detect(basque, hint="en-GB", ask=False) == "en" and detect(basque, ask=False) is None
    english = "The minister said that the harbour would have been dredged by then, but that it was not, and he asked those who had. " * 3
    assert detect(english, hint="fr-FR", ask=False) == "en"
