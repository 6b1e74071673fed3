"""How every command is called: an option that takes one value is given once, and who reads the output may stop reading."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from typing import Any

import typer
from typer.core import TyperCommand, TyperOption


class Command(TyperCommand):
    """A command that refuses a second value for an option, of which the last would win without a word, and ends quietly where its output
    is a pipe that was closed (`| head -1`)."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments."""
        if not ctx.resilient_parsing:
            self._check_left_out(ctx, args)
            _, _, order = self.make_parser(ctx).parse_args(args=list(args))
            for option, times in Counter(order).items():
                if isinstance(option, TyperOption) and times > 1 and not (option.multiple or option.is_flag or option.count):
                    ctx.fail(f"{option.opts[0]} takes one value, got {times}")
        return super().parse_args(ctx, args)

    def _check_left_out(self, ctx: Any, args: list[str]) -> None:
        """Says how a word is left out of a search, where "-word" would be taken for an option that there is not."""
        if not any(parameter.name == "words" for parameter in self.params):
            return
        short = tuple(name for parameter in self.params for name in parameter.opts if len(name) == 2)
        for given in args[: args.index("--") if "--" in args else None]:
            if re.fullmatch(r"-[^\W\d_]\w+", given) and not given.startswith(short):
                ctx.fail(f"{given} is no option; a word to leave out stands in quotation marks with the others: 'flood {given}'")

    def invoke(self, ctx: Any) -> Any:
        """Runs the command."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still in the buffer goes nowhere, and not to the pipe when the interpreter ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        return done
