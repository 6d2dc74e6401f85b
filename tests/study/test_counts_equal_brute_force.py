"""On small rulesets every exact count is what counting one by one gives: cells, power, regions, equivalence."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lagesbild_rules.evaluation import assess, outcomes_if, reads, truth_of
from lagesbild_rules.ruleset import (
    All,
    Any,
    Compare,
    Condition,
    Count,
    CriterionRef,
    Literal,
    Not,
    Operator,
    Ruleset,
    members,
)
from lagesbild_rules.study import Settings, Verdict, logic_diff, mutants, power, prove_pair
from lagesbild_rules.study._cells import cells
from lagesbild_rules.study._pairs import pair
from lagesbild_rules.study._prover import View
from lagesbild_rules.truth import Truth

from . import brute

few = settings(max_examples=max(10, settings().max_examples // 4))


@few
@given(brute.small_rulesets())
def test_there_are_as_many_cells_as_facts_can_be_told_apart(ruleset: Ruleset) -> None:
    found = {brute.cells([(ruleset, it)]) for it in brute.values(ruleset)}
    assert cells([View(ruleset)]).total == len(found)


@few
@given(brute.small_rulesets())
def test_the_share_of_cells_in_which_a_criterion_decides(ruleset: Ruleset) -> None:
    by_cell = {brute.cells([(ruleset, it.facts)]): it for it in brute.assessed(ruleset, brute.values(ruleset))}
    found = power(ruleset)
    assert found.cells == len(by_cell)
    for it in found.powers:
        swings = 0
        for one in by_cell.values():
            turned = outcomes_if(one, it.criterion, ~one.criteria[it.criterion])
            swings += turned[it.classification] != one.classifications[it.classification].possible
        assert it.cells == Fraction(swings, len(by_cell)), it


@few
@given(brute.small_rulesets())
def test_banzhaf_power_is_the_share_of_all_answers_in_which_turning_one_changes_the_class(ruleset: Ruleset) -> None:
    players = _players(ruleset)
    assume(len(players) <= 10)
    swings: Counter[tuple[str, str]] = Counter()
    for chosen in product((False, True), repeat=len(players)):
        answers = dict(zip(players, chosen, strict=True))
        base = _classes(ruleset, answers, None)
        for id_ in ruleset.criteria:
            turned = _classes(ruleset, answers, id_)
            swings.update((name, id_) for name, level in base.items() if turned[name] != level)
    for it in power(ruleset).powers:
        assert it.banzhaf == Fraction(swings[it.classification, it.criterion], 2 ** len(players)), it


def _players(ruleset: Ruleset) -> list[Condition]:
    """Return the basic criteria, and the comparisons outside of them that read an indicator."""
    found: dict[Condition, None] = {}

    def visit(condition: Condition) -> None:
        if isinstance(condition, Compare) and reads(condition, ruleset):
            found[condition] = None
        for it in members(condition):
            visit(it)

    for id_, criterion in ruleset.criteria.items():
        if _refers(criterion.when):
            visit(criterion.when)
        else:
            found[CriterionRef(id_)] = None
    for ladder in ruleset.classifications.values():
        for level in ladder.levels:
            if level.when is not None:
                visit(level.when)
    return list(found)


def _refers(condition: Condition) -> bool:
    inner = members(condition)
    return any(_refers(it) for it in inner) if inner else not isinstance(condition, Compare)


def _classes(ruleset: Ruleset, answers: dict[Condition, bool], turned: str | None) -> dict[str, str]:
    """Return the class in every classification when the players answer so, and *turned* the other way round."""

    def criterion(id_: str) -> bool:
        ref = CriterionRef(id_)
        return (answers[ref] if ref in answers else holds(ruleset.criteria[id_].when)) != (id_ == turned)

    def holds(condition: Condition) -> bool:
        match condition:
            case CriterionRef(id_):
                return criterion(id_)
            case All(inner):
                return all(map(holds, inner))
            case Any(inner):
                return any(map(holds, inner))
            case Not(member):
                return not holds(member)
            case Count(operator, k, inner):
                value = k.value if isinstance(k, Literal) else ruleset.value(k.id)
                number = sum(map(holds, inner))
                return number >= value if operator is Operator.AT_LEAST else number <= value  # type: ignore[operator]
            case _ if isinstance(condition, Compare):
                if condition in answers:
                    return answers[condition]
                return truth_of(condition, ruleset, {}) is Truth.TRUE
            case _:
                ladder = ruleset.classifications[condition.classification]  # type: ignore[union-attr]
                rank = ladder.rank(condition.level)  # type: ignore[union-attr]
                operator = getattr(condition, "operator", None)
                asked = ladder.levels[rank : rank + 1 if operator is None else None]
                some = any(it.when is None or holds(it.when) for it in asked)
                return not some if operator is Operator.BELOW else some

    found = {}
    for name, ladder in ruleset.classifications.items():
        held = [it.id for it in ladder.levels if it.when is None or holds(it.when)]
        found[name] = held[-1]
    return found


@few
@given(brute.small_rulesets(), st.data())
def test_regions_and_their_shares(ruleset: Ruleset, data: st.DataObject) -> None:
    every = [it.ruleset for it in mutants(ruleset)]
    assume(every)
    other = data.draw(st.sampled_from(every))
    facts = brute.values(ruleset)
    day = ruleset.effective.from_
    by_cell = {brute.cells([(ruleset, it), (other, it)]): it for it in facts}
    found = logic_diff(ruleset, other)
    # A level that was changed much may be taken for another one; then there is no such comparison to make.
    assume({it.names for it in pair(ruleset, other).ladders} == {(it, it) for it in ruleset.classifications})
    for name in ruleset.classifications:
        counts: Counter[tuple[str | None, str | None]] = Counter()
        for it in by_cell.values():
            counts[
                assess(ruleset, it, as_of=day).classifications[name].level,
                assess(other, it, as_of=day).classifications[name].level,
            ] += 1
        regions = [it for it in found.regions if it.classification == (name, name)]
        assert {(it.before, it.after): it.cells for it in regions} == counts
        assert sum(it.share or 0 for it in regions) == 1
        assert all(it.witnesses for it in regions if not it.same)


@few
@given(brute.small_rulesets(), st.data())
def test_how_a_ruleset_stands_to_its_mutant(ruleset: Ruleset, data: st.DataObject) -> None:
    every = [it.ruleset for it in mutants(ruleset) if "swapped" not in it.what]
    assume(every)
    other = data.draw(st.sampled_from(every))
    facts = brute.values(ruleset)
    pairs = list(zip(brute.assessed(ruleset, facts), brute.assessed(other, facts), strict=True))
    for it in prove_pair(ruleset, other, Settings()):
        if it.subject not in ruleset.classifications or it.verdict is Verdict.NOT_APPLICABLE:
            continue
        ladder = ruleset.classifications[it.subject]
        ranks = [[ladder.rank(one.classifications[it.subject].level or "") for one in both] for both in pairs]
        wanted = {
            "equivalent": all(one == two for one, two in ranks),
            "never_milder": all(one <= two for one, two in ranks),
            "never_more_serious": all(one >= two for one, two in ranks),
            "disjoint": not any(one and two for one, two in ranks),
        }
        assert (it.verdict is Verdict.PROVEN) == wanted[it.claim], it.claim
