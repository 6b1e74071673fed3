"""`python -m dateline`: the command."""

from .cli import main

main()
