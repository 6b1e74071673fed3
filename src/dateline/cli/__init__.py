"""The command `dateline`: one file a command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs the command line; an error of ours, or of the system, is one line on stderr and exit 1 (2 for a wrong call, 3 where the only
    input is refused)."""
    # Loading a language model makes hundreds of thousands of objects that stay: looking for cycles among them every 700 is in vain.
    gc.set_threshold(50_000, 20, 20)
    from ..errors import DatelineError, InputRefused, UsageError
    from .app import app
    from .output import EXIT_REFUSED

    try:
        app()
    except UsageError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(2)
    except InputRefused as error:
        print(f"dateline: refused: {error}", file=sys.stderr)
        sys.exit(EXIT_REFUSED)
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        print(f"dateline: {error.filename or 'system'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)
    except SystemExit as end:
        # Typer turns an interrupt into an exit of its own, without a word; a site that is stopped ends by itself.
        if isinstance(getattr(end.__context__, "__cause__", None), KeyboardInterrupt):
            print("dateline: stopped; what was acknowledged is kept, run it again to go on", file=sys.stderr)
        raise
