"""The command ``lagesbild``: an interrupt ends it with 130 and without a word, from its first import to its end.

Outside of the package, whose import takes most of a short run and may be interrupted too.
"""

from __future__ import annotations

import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit with its code; once there is one, an interrupt comes too late."""
    code: int | str | None = 130
    try:
        from lagesbild_rules.cli import main as run

        run()
    except SystemExit as it:
        code = it.code
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


if __name__ == "__main__":
    main()
