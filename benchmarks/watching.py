"""Facts that arrive one by one: the engine `durable` and `Watch` beside durable-rules itself, and their memory.

``python -m benchmarks.watching`` measures with the ruleset and the areas of ``one_area`` and writes its section of
RESULTS.md. The bare contender has the very rules that the engine compiles, and uses the library as its own pages do: a
host, actions that assert what they derive, one fact for each truth. It gets the comparisons decided beforehand, keeps
no fact, and says nothing of classes or of what changed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, perf_counter_ns
from typing import Any

from attrs import evolve, frozen

from benchmarks._results import RESULTS, replace_section
from benchmarks._work import Area, areas, ruleset
from benchmarks.one_area import machine
from lagesbild_rules import Ruleset, assess
from lagesbild_rules.evaluation.durable import Watch
from lagesbild_rules.evaluation.durable._network import TRUE, UNKNOWN, Network, network
from lagesbild_rules.facts import Fact, FactSet
from lagesbild_rules.truth import Truth

AS_OF = "2021-12-31"
AIM = 1.5
"""The aim: no more than this many times as long as durable-rules itself on the same rules."""
CORRECTED = 0.01
ROOM = 2**30
"""The aim: all that is watched takes less memory than this."""

Truths = list[tuple[int, Truth]]


@frozen
class Size:
    """How much is run: areas in a round, rounds, facts told in all, and the areas that they are of."""

    areas: int
    rounds: int
    facts: int
    watched: int


FULL = Size(areas=200, rounds=11, facts=1_000_000, watched=10_000)
QUICK = Size(areas=10, rounds=2, facts=2_000, watched=50)


# durable-rules itself


class Bare:
    """durable-rules with the rules of *it*, a host and actions, along the recipe that is known to hold."""

    def __init__(self, it: Network) -> None:
        from durable import engine

        class QuietHost(engine.Host):  # type: ignore[misc]
            def _run(self) -> None:
                """Start none of the two timer threads."""

        (rules,) = it.parts
        self.network, self.host = it, QuietHost()
        self.generations: dict[str, int] = {}
        self.known: list[Truth] = []
        self._unheard = (engine.MessageNotHandledException, engine.MessageObservedException)
        definition: dict[str, Any] = {"0": {"all": [{"m": {"s": 1}}], "run": lambda _: None}}
        for number, rule in enumerate(rules, 1):
            action = self._action(rule.node, rule.truth)
            definition[str(number)] = {"all": [{"m": {f"r{number}": 1}}], "count": rule.least, "run": action}
        self.host.register_rulesets({"rules": definition})

    def _action(self, node: int, truth: Truth) -> Callable[[Any], None]:
        def action(closure: Any) -> None:
            self.known[node] = truth
            with suppress(*self._unheard):
                closure.assert_fact(self._fact(node, truth))

        return action

    def _fact(self, node: int, truth: Truth) -> dict[str, int]:
        return {
            "n": 2 * node + (truth is TRUE),
            **{f"r{it.rule + 1}": 1 for it in self.network.heard[node][truth is TRUE]},
        }

    def ready(self, arrived: Truths) -> list[dict[str, int]]:
        """Return the facts that tell what *arrived*."""
        return [self._fact(node, truth) for node, truth in arrived]

    def open(self, area: str) -> str:
        self.generations[area] = self.generations.get(area, 0) + 1
        state = f"{area}.{self.generations[area]}"
        self.host.assert_fact("rules", {"s": 1, "sid": state})
        return state

    def tell(self, state: str, facts: list[dict[str, int]]) -> None:
        for fact in facts:
            with suppress(*self._unheard):
                self.host.assert_fact("rules", {**fact, "sid": state})

    def close(self, state: str) -> None:
        self.host.delete_state("rules", state)


def arrived(it: Network, facts: FactSet) -> Truths:
    """Return the comparisons that *facts* decide."""
    return [(node, truth) for node, say in enumerate(it.comparisons) if (truth := say(facts.facts)) is not UNKNOWN]


# one area


def one_area(rules: Ruleset, some: Sequence[Area], rounds: int) -> tuple[list[float], list[float], list[float]]:
    """Return µs per area of each round: the reference, the engine `durable`, durable-rules itself."""
    it = network(rules)
    bare = Bare(it)
    ready = [(area.name, bare.ready(arrived(it, area.facts))) for area in some]

    def by_bare() -> None:
        for name, facts in ready:
            bare.known = [UNKNOWN] * it.nodes
            state = bare.open(name)
            bare.tell(state, facts)
            bare.close(state)

    def by_durable() -> None:
        for area in some:
            assess(rules, area.facts, as_of=AS_OF, engine="durable")

    def by_reference() -> None:
        for area in some:
            assess(rules, area.facts, as_of=AS_OF)

    found = _rounds([by_reference, by_durable, by_bare], rounds, len(some))
    return found[0], found[1], found[2]


def _rounds(runs: Sequence[Callable[[], None]], rounds: int, count: int) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in runs]
    for run in runs:
        run()
    for _ in range(rounds):
        for run, own in zip(runs, times, strict=True):
            start = perf_counter_ns()
            run()
            own.append((perf_counter_ns() - start) / 1000 / count)
    return times


# facts that arrive


@frozen
class Arrival:
    """A fact that arrives, and what it means for bare rules: comparisons it decides, or all of them anew."""

    area: str
    indicator: str
    fact: Fact
    moved: Truths
    anew: bool


def arrivals(rules: Ruleset, some: Sequence[Area], seed: int) -> list[Arrival]:
    """Return the facts of *some* areas in a random order, one in a hundred of them corrected later."""
    chance = Random(seed)
    todo = [(area.name, id_, fact) for area in some for id_, fact in area.facts.items() if not fact.causes]
    chance.shuffle(todo)
    others = areas(rules, len(some), seed=seed + 1, missing=0)
    wrong = {n for n in range(len(todo)) if chance.random() < CORRECTED}
    told = []
    for n, (area, id_, fact) in enumerate(todo):
        if n in wrong:
            told.append((area, id_, chance.choice(others).facts[id_]))
            todo.append((area, id_, fact))
        else:
            told.append((area, id_, fact))
    it = network(rules)
    facts = {area.name: dict(FactSet.of(area.name, rules.indicators, {}).facts) for area in some}
    known = {area.name: [UNKNOWN] * len(it.comparisons) for area in some}
    found = []
    for area, id_, fact in told:
        facts[area][id_] = fact
        own = known[area]
        moved = [(n, t) for n in it.reading[id_] if (t := it.comparisons[n](facts[area])) is not own[n]]
        anew = any(own[n] is not UNKNOWN for n, _ in moved)
        for n, truth in moved:
            own[n] = truth
        if anew:
            moved = [(n, truth) for n, truth in enumerate(own) if truth is not UNKNOWN]
        found.append(Arrival(area, id_, fact, moved, anew))
    return found


def arriving(rules: Ruleset, some: Sequence[Area], rounds: int) -> tuple[list[float], list[float]]:
    """Return µs per fact of each round: `Watch`, and durable-rules itself; every area has its live state."""
    it, told = network(rules), arrivals(rules, some, 7)
    bare = Bare(it)
    ready = [(one, bare.ready(one.moved)) for one in told]

    def by_bare() -> None:
        states: dict[str, str] = {}
        bare.known = [UNKNOWN] * it.nodes
        for one, facts in ready:
            if one.anew:
                bare.close(states.pop(one.area))
            if one.area not in states:
                states[one.area] = bare.open(one.area)
            bare.tell(states[one.area], facts)
        for state in states.values():
            bare.close(state)

    def by_watch() -> None:
        with Watch(rules, as_of=AS_OF, live_states=len(some)) as watch:
            for one in told:
                watch.tell(one.area, one.indicator, one.fact)

    found = _rounds([by_watch, by_bare], rounds, len(told))
    return found[0], found[1]


# memory


def remember(size: Size) -> dict[str, Any]:
    """Tell all facts to one watch; return megabytes along the way, seconds, and how many areas came out wrong."""
    rules = ruleset()
    chance = Random(11)
    current = {it.name: it for it in areas(rules, size.watched, seed=3)}
    others = areas(rules, 200, seed=4, missing=0)
    first = [(it.name, id_) for it in current.values() for id_, fact in it.facts.items() if not fact.causes]
    chance.shuffle(first)
    base, curve, changes, corrections = _resident(), [], 0, 0
    with Watch(rules, as_of=AS_OF) as watch:
        start = perf_counter()
        for n in range(size.facts):
            area, id_ = first[n] if n < len(first) else chance.choice(first)
            if n >= len(first) and chance.random() < CORRECTED * size.facts / max(1, size.facts - len(first)):
                fact, corrections = chance.choice(others).facts[id_], corrections + 1
                current[area] = evolve(current[area], facts=current[area].facts.replace({id_: fact}))
            changes += watch.tell(area, id_, current[area].facts[id_]) is not None
            if (n + 1) % max(1, size.facts // 10) == 0:
                curve.append(_resident() - base)
        seconds = perf_counter() - start
        told = set(first[: size.facts])
        wrong = 0
        for name, it in current.items():
            kept = it.facts.only(frozenset(id_ for id_ in it.facts if (name, id_) in told))
            wrong += watch.assessment(name).truths != assess(rules, kept, as_of=AS_OF).truths
    return {
        "base": base,
        "curve": curve,
        "seconds": seconds,
        "changes": changes,
        "new": min(len(first), size.facts),
        "corrections": corrections,
        "wrong": wrong,
    }


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


# the section


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write the section ``watching``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.watching", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a few areas and facts: whether it runs, not how fast")
    parser.add_argument("--facts", type=int, help="facts told to measure memory")
    parser.add_argument("--memory", action="store_true", help="measure memory alone, and print it as JSON")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file whose section is replaced")
    asked = parser.parse_args(arguments)
    size = QUICK if asked.quick else FULL
    size = size if asked.facts is None else evolve(size, facts=asked.facts)
    if asked.memory:
        print(json.dumps(remember(size)))
        return
    text = section(size)
    print(text)
    replace_section("watching", text, asked.results)


def section(size: Size) -> str:
    """Return the section: µs per area and per fact beside durable-rules itself, and memory along the way."""
    rules = ruleset()
    some = areas(rules, size.areas, seed=1)
    reference, durable, bare = one_area(rules, some, size.rounds)
    watch, bare_watch = arriving(rules, some, size.rounds)
    command = [sys.executable, "-m", "benchmarks.watching", "--memory", f"--facts={size.facts}"]
    command += ["--quick"] if size == evolve(QUICK, facts=size.facts) else []
    memory = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return "\n".join(_lines(size, (reference, durable, bare), (watch, bare_watch), memory))


def _lines(
    size: Size,
    one: tuple[list[float], list[float], list[float]],
    many: tuple[list[float], list[float]],
    memory: dict[str, Any],
) -> Iterator[str]:
    reference, durable, bare = one
    watch, bare_watch = many
    it = network(ruleset())
    yield f"""## Facts that arrive

{machine()}. The ruleset and the areas of «One area at a time»: {len(it.comparisons)}
comparisons, decided by us, and {sum(map(len, it.parts))} rules over them in durable-rules.
{size.areas} areas, {size.rounds} rounds, each contender once in a round: median, lowest and highest.
The ratio is the median of the rounds' own ratios. «durable-rules itself» has the same rules, a host and
actions that assert what they derive, one fact for each truth; it gets the comparisons decided.

| | µs | lowest–highest | against durable-rules itself |
|---|--:|--:|--:|"""
    yield _row("an area by the reference", reference, bare)
    yield _row("**an area by the engine `durable`**", durable, bare)
    yield _row("an area by durable-rules itself", bare, bare)
    yield _row("**a fact that arrives at a `Watch`, 1 % corrected**", watch, bare_watch)
    yield _row("the same by durable-rules itself", bare_watch, bare_watch)
    ratios = [_ratio(durable, bare), _ratio(watch, bare_watch)]
    verdict = "**Met**" if max(ratios) <= AIM else "**Not met**"
    yield ""
    yield f"The aim: within {AIM:g} times durable-rules itself. {verdict}: {ratios[0]:.2f} and {ratios[1]:.2f} times."
    yield ""
    most = max(memory["curve"])
    within = "**Met**" if most + memory["base"] < ROOM and not memory["wrong"] else "**Not met**"
    megabytes = ", ".join(f"{it / 2**20:.0f}" for it in memory["curve"])
    yield (
        f"Memory: {size.facts:,} facts on {size.watched:,} areas in a random order; {memory['new']:,} are new, "
        f"{memory['corrections']:,} corrected, the others told again as they are. MB more than before the first "
        f"fact, after each tenth: {megabytes}. {memory['seconds']:.0f} s, {memory['changes']:,} changes, "
        f"{memory['wrong']} areas other than by `assess`. The aim: flat, and under 1 GiB in all. {within}: "
        f"{(most + memory['base']) / 2**20:.0f} MB with the interpreter and the facts to be told."
    )


def _row(name: str, own: list[float], bare: list[float]) -> str:
    return f"| {name} | {median(own):.0f} | {min(own):.0f}–{max(own):.0f} | {_ratio(own, bare):.2f} |"


def _ratio(own: list[float], bare: list[float]) -> float:
    return median(a / b for a, b in zip(own, bare, strict=True))


if __name__ == "__main__":
    main()
