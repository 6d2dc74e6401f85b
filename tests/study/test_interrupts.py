"""An interrupt stops the solver at once, and is no answer of its."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from lagesbild_rules.study._space import Space


def test_an_interrupt_stops_the_solver_at_once() -> None:
    space = Space("values", 60, 0)
    z3, pigeons, holes = space.z3, 14, 13
    sits = [[z3.Bool(f"p{one}h{it}", space.context) for it in range(holes)] for one in range(pigeons)]
    for one in sits:
        space.solver.add(z3.Or(one))
    for it in range(holes):
        space.solver.add(z3.AtMost(*(one[it] for one in sits), 1))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    later = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT))
    start = time.monotonic()
    try:
        later.start()
        with pytest.raises(KeyboardInterrupt):
            space.find(few=[])
    finally:
        later.cancel()
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - start < 30
