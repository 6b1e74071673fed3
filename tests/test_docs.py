"""Every command, option and public name is documented, and every page that the README links is there."""

import re
from pathlib import Path

import pytest

import dateline

ROOT = Path(__file__).parents[1]


def test_every_command_and_option_is_documented() -> None:
    from typer.main import get_command

    from dateline.cli.app import app

    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        section = re.search(rf"## dateline {name}\n(.*?)(?=\n## |\Z)", text, re.DOTALL)
        assert section, f"docs/cli.md says nothing of `dateline {name}`"
        assert command.help, f"`dateline {name}` has no help"
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("--") and option not in ("--help", "--facts", "--serve"):
                    assert option in section[1], f"docs/cli.md does not name {option} of `dateline {name}`"


def test_every_public_name_is_documented() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    missing = [name for name in dateline.__all__ if f"`{name}" not in text]
    assert not missing, missing


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (path.parent / link).exists()]


def test_no_shell_takes_the_star_of_an_example() -> None:
    """zsh refuses `flood*` where no file has such a name, and any shell puts the names of files in its place where some have."""
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "src" / "dateline" / "cli").glob("*.py")]
    lines = [line.strip() for path in texts for line in path.read_text(encoding="utf-8").splitlines()]
    calls = [line for line in lines if re.match(r"(?:Example: )?dateline (?:search|export) ", line)]
    bare = [line for line in calls if "*" in re.sub(r"'[^']*'", "", line.split(" #")[0])]
    assert len(calls) > 15 and not bare, bare


def test_the_readme_has_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/dateline demo" in text
    assert "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/python -m pytest" in text
