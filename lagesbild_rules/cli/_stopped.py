"""What a command ends with when a signal stops it."""

from __future__ import annotations

import signal
from typing import Final

INTERRUPTED: Final = 130


def stop_code() -> int:
    """Return 130; or 143 when the process was asked to end, as what listens to that in ``_lagesbild_command`` keeps."""
    found = getattr(signal.getsignal(signal.SIGTERM), "code", INTERRUPTED)
    assert isinstance(found, int)
    return found
