"""openfisca-core: every indicator an input variable, every criterion and level a variable with a formula.

The system is built once; each area is a simulation of one entity with its inputs set as arrays, which took less than
half the time of ``build_from_dict``. OpenFisca is made for arrays of many entities: this is its weakest side.

What it cannot say: unknown. A missing input takes its variable's default, here 0: «inget problem», an income of 0. So
missing reads as an answer, sometimes the gravest. It has no k-of-n: booleans are summed. Numbers are 32-bit floats.
Its trace has the value of each variable, not the truth of each condition.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, assert_never

import pyarrow as pa

from benchmarks._contender import Contender
from benchmarks._plain import AtLeast, Every, No, Node, Plain, Ref, Some, Weighed, Within, plain
from benchmarks._tabular import Tabular
from benchmarks._work import Area
from lagesbild_rules.ruleset import Ruleset

DISTRIBUTION = "OpenFisca-Core"
CANNOT_SAY = (
    "unknown (a missing input takes its default, 0, and reads as an answer); k-of-n other than by summing booleans; "
    "its trace has variables only, not each condition"
)

Formula = Callable[[Any, Any], Any]


def contenders(rules: Ruleset) -> list[Contender]:
    numpy: Any = importlib.import_module("numpy")
    periods: Any = importlib.import_module("openfisca_core.periods")
    simulations: Any = importlib.import_module("openfisca_core.simulations")
    it = plain(rules)
    system = _system(it, periods.DateUnit.YEAR)
    year = periods.period("2021")

    def calculated(row: dict[str, Any], *, trace: bool = False) -> Any:
        simulation = simulations.SimulationBuilder().build_default_simulation(system, count=1)
        simulation.trace = trace
        for id_, values in row.items():
            simulation.set_input(id_, year, values)
        return simulation, it.levels[int(simulation.calculate("level", year)[0])]

    def arrays(area: Area) -> dict[str, Any]:
        return {id_: numpy.array([value]) for id_, value in area.row.items()}

    return [
        Contender("openfisca-core", "the level", arrays, lambda row: calculated(row)[1]),
        Contender(
            "openfisca-core, with its trace",
            "the level and the trace",
            arrays,
            lambda row: calculated(row, trace=True),
            lambda answer: answer[1],
        ),
    ]


def of_table(rules: Ruleset) -> Tabular:
    """Return OpenFisca on arrays of many areas, which it is made for: the level and every criterion in two values."""
    periods: Any = importlib.import_module("openfisca_core.periods")
    simulations: Any = importlib.import_module("openfisca_core.simulations")
    it = plain(rules)
    system = _system(it, periods.DateUnit.YEAR)
    year = periods.period("2021")

    def ready(table: pa.Table) -> dict[str, Any]:
        return {id_: table.column(id_).combine_chunks().indices.fill_null(0).to_numpy() for id_ in it.indicators}

    def run(columns: dict[str, Any]) -> dict[str, Any]:
        count = len(columns[it.indicators[0]])
        simulation = simulations.SimulationBuilder().build_default_simulation(system, count=count)
        for id_, values in columns.items():
            simulation.set_input(id_, year, values)
        return {name: simulation.calculate(name, year) for name in (*it.criteria, "level")}

    return Tabular(
        "openfisca-core, two-valued",
        ready,
        run,
        lambda found: {name: values.tolist() for name, values in found.items()},
        100_000,
    )


def _system(rules: Plain, unit: Any) -> Any:
    entities: Any = importlib.import_module("openfisca_core.entities")
    systems: Any = importlib.import_module("openfisca_core.taxbenefitsystems")
    variables: Any = importlib.import_module("openfisca_core.variables")
    entity = entities.build_entity(key="area", plural="areas", label="Area", is_person=True)
    system = systems.TaxBenefitSystem([entity])

    def add(name: str, kind: type, formula: Formula | None = None) -> None:
        declared = {"value_type": kind, "entity": entity, "definition_period": unit, "label": name}
        computed = {} if formula is None else {"formula": formula}
        system.add_variable(type(name, (variables.Variable,), declared | computed))

    for id_ in rules.indicators:
        add(id_, int if id_ in rules.finite else float)
    for name, node in rules.named.items():
        add(name, bool, _formula(_text(node)))
    add("level", int, _formula(" + ".join(f'1 * area("{level}", period)' for level in rules.levels[1:])))
    return system


def _formula(text: str) -> Formula:
    """OpenFisca looks for a function of the name ``formula`` and its arguments, so it is written as one."""
    made: dict[str, Any] = {}
    exec(f"def formula(area, period):\n    return {text}", made)
    formula: Formula = made["formula"]
    return formula


def _text(node: Node) -> str:
    match node:
        case Within(id_, low, high, last):
            value = f'area("{id_}", period)'
            if low == high:
                return f"({value} == {low})"
            return f"({value} >= {low})" if high == last else f"(({low} <= {value}) * ({value} <= {high}))"
        case Weighed(terms, sign, limit):
            return "(" + " + ".join(f'{weight} * area("{id_}", period)' for weight, id_ in terms) + f" {sign} {limit})"
        case Every(members):
            return "(" + " * ".join(map(_text, members)) + ")"
        case Some(members):
            return "(" + " + ".join(map(_text, members)) + ")"
        case AtLeast(k, members):
            return "(" + " + ".join(f"1 * {_text(it)}" for it in members) + f" >= {k})"
        case No(member):
            return f"(~{_text(member)})"
        case Ref(name):
            return f'area("{name}", period)'
        case _:
            assert_never(node)
