"""What happens to a process: no thread is left, a fork works, memory is given back. Each apart, since crashes kill."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

_SETUP = """
import os, sys, threading, gc
from pathlib import Path
from lagesbild_rules import assess
from lagesbild_rules.evaluation.durable import Watch
from lagesbild_rules.ruleset import parse_ruleset, load_ruleset
from random import Random
ruleset = load_ruleset("benchmarks/one_area.yaml")
steps = {id_: it.kind.values for id_, it in ruleset.indicators.items() if hasattr(it.kind, "values")}
chance = Random(1)
def row(area):
    return {"area": area, **{id_: chance.choice(of) for id_, of in steps.items() if chance.random() < 0.8}}
def same(one, other):
    assert one.truths == other.truths, (one, other)
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
"""


def _run(program: str, *arguments: str, timeout: float = 300) -> str:
    """Run *program* in an interpreter of its own and return what it prints; fail on a crash."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _SETUP + program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=timeout,
    )
    assert done.returncode == 0, f"exit code {done.returncode}\n{done.stderr}"
    return done.stdout


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts threads under /proc")
def test_no_thread_is_started() -> None:
    program = """
tasks = lambda: len(list(Path("/proc/self/task").iterdir()))
before = tasks()
with Watch(ruleset, as_of="2020-01-01") as watch:
    for n in range(50):
        told = row(f"area {n}")
        watch.put(told["area"], {id_: cell for id_, cell in told.items() if id_ != "area"})
        same(assess(ruleset, told, as_of="2020-01-01", engine="durable"), assess(ruleset, told, as_of="2020-01-01"))
    during = tasks(), threading.enumerate()
assert tasks() == during[0] == before == 1, (before, during)
assert during[1] == [threading.main_thread()]
print("done")
"""
    assert _run(program) == "done\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_fork_goes_on_with_the_facts_of_its_parent() -> None:
    program = """
def check(watch, areas):
    for area, told in areas.items():
        same(watch.assessment(area), assess(ruleset, told, as_of="2020-01-01"))
def tell(watch, areas, name):
    areas[name] = row(name)
    watch.put(name, {id_: cell for id_, cell in areas[name].items() if id_ != "area"})
areas = {}
with Watch(ruleset, as_of="2020-01-01", live_states=5) as watch:
    for n in range(20):
        tell(watch, areas, f"area {n}")
    assess(ruleset, areas["area 1"], as_of="2020-01-01", engine="durable")
    held = threading.Event(), threading.Event()
    def hold():
        with watch._turn():
            held[0].set(); held[1].wait()
    holder = threading.Thread(target=hold); holder.start(); held[0].wait()
    child = os.fork()
    held[1].set()
    if child == 0:
        try:
            for n in range(30):
                tell(watch, areas, f"area {n}") if n >= 20 else None
            check(watch, areas)
            told = row("again")
            same(assess(ruleset, told, as_of="2020-01-01", engine="durable"), assess(ruleset, told, as_of="2020-01-01"))
            watch.close()
            gc.collect()
        except BaseException as it:
            print("child:", repr(it), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    holder.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    for n in range(20, 40):
        tell(watch, areas, f"area {n}")
    check(watch, areas)
print("done")
"""
    assert _run(program) == "done\n"


def test_a_watch_that_is_closed_while_others_tell_it_facts_refuses_them() -> None:
    program = """
for _ in range(20):
    watch, refused = Watch(ruleset, as_of="2020-01-01", live_states=3), []
    def tell():
        own = Random(threading.get_ident())
        try:
            while True:
                id_ = own.choice(list(steps))
                watch.tell(f"area {own.randrange(6)}", id_, own.choice(steps[id_]))
        except ValueError as it:
            refused.append(str(it))
    tellers = [threading.Thread(target=tell) for _ in range(4)]
    for it in tellers:
        it.start()
    while len(watch.areas) < 6:
        pass
    watch.close()
    for it in tellers:
        it.join()
    assert refused == ["the watch is closed"] * 4, refused
print("done")
"""
    assert _run(program) == "done\n"


@pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="reads memory under /proc")
def test_rulesets_and_watches_give_their_memory_back() -> None:
    program = """
text = Path("benchmarks/one_area.yaml").read_text()
told = row("there")
def use():
    own = load_ruleset("benchmarks/one_area.yaml")
    assess(own, told, as_of="2020-01-01", engine="durable")
    watch = Watch(own, as_of="2020-01-01")
    for n in range(3):
        watch.put(f"{n}", {id_: cell for id_, cell in told.items() if id_ != "area"})
    if n % 2:
        watch.close()
for _ in range(20):
    use()
gc.collect()
before = resident()
for _ in range(150):
    use()
gc.collect()
assert resident() - before < 40, resident() - before
print("done")
"""
    assert _run(program) == "done\n"


@pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="reads memory under /proc")
def test_a_soak_of_corrections_ends_equal_to_assess_and_flat() -> None:
    """As many corrections as the profile asks for: 100 000 in a soak."""
    from hypothesis import settings

    corrections = 50 * settings.default.max_examples
    program = """
number = int(sys.argv[1])
areas = {f"area {n}": {"area": f"area {n}"} for n in range(600)}
names = list(steps)
done = 0
with Watch(ruleset, as_of="2020-01-01", live_states=300) as watch:
    for area in areas:
        areas[area] = row(area)
        watch.put(area, {id_: cell for id_, cell in areas[area].items() if id_ != "area"})
    first = resident()
    while done < number:
        area, id_ = chance.choice(list(areas)), chance.choice(names)
        cell = chance.choice((*steps[id_], None))
        if areas[area].get(id_) == cell:
            continue
        areas[area][id_] = cell
        watch.tell(area, id_, cell) if cell else watch.withdraw(area, id_)
        done += 1
        if done % 5000 == 0:
            same(watch.assessment(area), assess(ruleset, areas[area], as_of="2020-01-01"))
    for area, told in areas.items():
        same(watch.assessment(area), assess(ruleset, told, as_of="2020-01-01"))
    more = resident() - first
assert more < 60, more
print(done, "corrections,", round(more), "MB more")
"""
    said = _run(program, str(corrections), timeout=1800)
    assert said.startswith(f"{corrections} corrections"), said
