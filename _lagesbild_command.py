"""The command ``lagesbild``: an interrupt ends it with 130 and without a word, from its first import to its end.

Outside of the package, whose import takes most of a short run and may be interrupted too.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

_AGAIN_SECONDS = 0.005


def main() -> NoReturn:
    """Run the command line and exit with its code; once there is one, an interrupt comes too late."""
    code: int | str | None = 130
    try:
        _listen()
        from lagesbild_rules.cli import main as run

        run()
    except SystemExit as it:
        code = it.code
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def _listen() -> None:
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return  # who started us wants no interrupts
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _interrupted)
        signal.signal(signal.SIGINT, _interrupted)


def _interrupted(_: int, frame: FrameType | None) -> None:
    """Raise ``KeyboardInterrupt``, but not while an object is let go, where Python would tell of it and go on."""
    while frame is not None:
        if frame.f_code.co_name == "__del__" or frame.f_code.co_filename.endswith(("weakref.py", "_weakrefset.py")):
            signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)
            return
        frame = frame.f_back
    sys.unraisablehook = lambda _: None  # what was half made complains when it is let go
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
