"""The command ``lagesbild``: an interrupt ends it with 130, a request to end with 143, and both without a word.

That holds from its first import to its end, and what was half written is taken away.

Outside of the package, whose import takes most of a short run and may be interrupted too.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

_AGAIN_SECONDS = 0.005
_NOT_IN = ("__del__", "from_param")


def main() -> NoReturn:
    """Run the command line and exit with its code; once there is one, an interrupt comes too late."""
    stop = _Stop()
    code: int | str | None = None
    try:
        _listen(stop)
        from lagesbild_rules.cli import main as run

        run()
    except SystemExit as it:
        code = it.code
    except KeyboardInterrupt:
        code = stop.code
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if signal.getsignal(signal.SIGTERM) is stop:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(code)


class _Stop:
    """What signals call that stop the command. It keeps the code to end with, which the package reads from it."""

    code = 130

    def __call__(self, signal_: int, frame: FrameType | None) -> None:
        """Raise ``KeyboardInterrupt``, but not where it would not come through: then a little later.

        While an object is let go Python would tell of it and go on, and while an argument is made ready for C it would
        make another error of it.
        """
        if signal_ == signal.SIGTERM:
            self.code = 143
        while frame is not None:
            code = frame.f_code
            if code.co_name in _NOT_IN or code.co_filename.endswith(("weakref.py", "_weakrefset.py")):
                signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)
                return
            frame = frame.f_back
        sys.unraisablehook = lambda _: None  # what was half made complains when it is let go
        raise KeyboardInterrupt


def _listen(stop: _Stop) -> None:
    """Let *stop* hear the signals that stop a command, apart from those that who started us wants otherwise."""
    if not hasattr(signal, "setitimer"):
        return
    signal.signal(signal.SIGALRM, stop)
    for it, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
        if signal.getsignal(it) is usual:
            signal.signal(it, stop)


if __name__ == "__main__":
    main()
