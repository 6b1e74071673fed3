"""The catalogues of the site's languages: finds every marked text, and writes those without a translation into the .po files.

python -m training.catalogues          # adds what is new, drops what no page says any more, lists what is still to be translated
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dateline.site import wording

SITE = Path(wording.__file__).parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
#: Functions whose argument is a marked text, beside gettext's own names.
KEYWORDS = {"gettext": None, "_": None, "N_": None, "ngettext": (1, 2), "problem": (3,), "Forbidden": None}
CHANGING = tuple(f'"{name}' for name in ("Project", "Report-Msgid", "POT-", "PO-Rev", "Last-", "Language-Team", "Generated"))
OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}


def marked() -> Catalog:
    """Every marked text of the site, with the files that say it."""
    found = Catalog(project="Dateline", fuzzy=False)
    for name, _, text, _, _ in extract_from_dir(SITE, METHODS, OPTIONS, KEYWORDS):
        found.add(text, locations=[(name, 0)])
    for text in wording.marked():
        found.add(text, locations=[("wording.py", 0)])
    return found


def catalogue(code: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with (SITE / "catalogues" / f"{code}.po").open("rb") as source:
        return read_po(source, locale=code)


def untranslated(code: str) -> list[str]:
    """The marked texts that a language has no translation of, or one whose placeholders are not the text's own."""
    known, missing = catalogue(code), []
    for message in marked():
        if message.id:
            held = known.get(message.id)
            whole = held is not None and not held.fuzzy and all([held.string] if isinstance(held.string, str) else held.string)
            if held is None or not whole or list(held.check()):
                missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def write(code: str, kept: Catalog) -> None:
    """Writes a catalogue without the lines that change with the day and the tool."""
    text = BytesIO()
    write_po(text, kept, width=0, sort_output=True, include_lineno=False)
    lines = [line for line in text.getvalue().decode().splitlines(keepends=True) if not line.startswith(CHANGING)]
    (SITE / "catalogues" / f"{code}.po").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Brings the .po files up to the texts that are marked now."""
    for code in ("ru", "az"):
        known, now = catalogue(code), marked()
        known.update(now, no_fuzzy_matching=True)
        known.obsolete.clear()
        write(code, known)
        for text in untranslated(code):
            print(f"{code}: {text}")


if __name__ == "__main__":
    main()
