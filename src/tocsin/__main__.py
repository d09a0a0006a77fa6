"""The command `tocsin`, and `python -m tocsin`."""

import os
import sys


def main() -> None:
    """Run the command line; errors of ours become one line and exit status 1."""
    from tocsin.cli.app import app
    from tocsin.errors import TocsinError

    try:
        app()
    except TocsinError as error:
        print(f"tocsin: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        print("tocsin: stopped; what was entered so far is kept", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
