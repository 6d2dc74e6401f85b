"""What the solver no longer needs may be taken away in any thread, also while it works."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import gc, sys, threading, time
from lagesbild_rules import find_ruleset
from lagesbild_rules.study import prove
from lagesbild_rules.study._space import Space

satisfied, done = Space._satisfied, threading.Event()

def with_circles(space):
    for number in range(1000):
        circle = [space.z3.Bool(f"x{number}", space.context)]
        circle.append(circle)
    return satisfied(space)

def collect():
    while not done.is_set():
        gc.collect(1)
        time.sleep(0.0005)

Space._satisfied = with_circles
sys.setswitchinterval(1e-5)
collector = threading.Thread(target=collect)
collector.start()
try:
    found = prove(find_ruleset("noa.utsatta-omraden", as_of="2023-12-31"))
finally:
    done.set()
    collector.join()
print(len(found) > 20)
"""


def test_a_collection_in_another_thread_does_no_harm() -> None:
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")
