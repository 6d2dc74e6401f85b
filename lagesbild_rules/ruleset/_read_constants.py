"""From YAML nodes to parameters and readings.

They are read twice: first as text, since conditions name them, and when the conditions have shown in which sense
each is used, as numbers or words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lagesbild_rules.errors import Place, quoted
from lagesbild_rules.exact import is_number
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._keys import KEYS
from lagesbild_rules.ruleset._model import Citation, Parameter, Reading, value_text
from lagesbild_rules.ruleset._names import Alternative, Constant
from lagesbild_rules.ruleset._read_sources import CitationReader
from lagesbild_rules.ruleset._text_reader import TextReader
from lagesbild_rules.text import Text


def declared_parameters(reader: TextReader, node: _yaml.Node | None) -> dict[str, Constant]:
    """Return the parameters as text; one that cannot be read is left out, with what is wrong noted."""
    return _declared(reader, node, "parameter")


def declared_readings(reader: TextReader, node: _yaml.Node | None) -> dict[str, Constant]:
    """Return the readings as text; one that cannot be read is left out, with what is wrong noted."""
    return _declared(reader, node, "reading")


def read_parameters(
    reader: TextReader, citations: CitationReader, constants: Mapping[str, Constant]
) -> dict[str, Parameter]:
    """Return the parameters, each in the sense in which the conditions use it."""
    parameters = {}
    for id_, it in constants.items():
        _note_numbers_too_long(reader, it)
        unit, title, citation = _wording(reader, citations, it)
        parameters[id_] = Parameter(id_, it.typed(it.value), unit, title, citation, place=it.place)
    return parameters


def read_readings(
    reader: TextReader, citations: CitationReader, constants: Mapping[str, Constant]
) -> dict[str, Reading]:
    """Return the readings, each in the sense in which the conditions use it and with an admissible value."""
    readings = {}
    for id_, it in constants.items():
        _note_numbers_too_long(reader, it)
        value, *admissible = (it.typed(alternative) for alternative in it.alternatives)
        if admissible and value not in admissible:
            finding = f"the value {quoted(value_text(value))} of {it.what} is not among its `admissible` ones"
            reader.report(it.keys["value"].place, "LR208", finding, "add it there, or choose one of them")
        for position, (alternative, other) in enumerate(zip(it.alternatives[1:], admissible, strict=True)):
            if other in admissible[:position]:
                finding = f"{quoted(value_text(other))} stands twice among the admissible values of {it.what}"
                reader.report(_place(alternative), "LR210", finding, "keep one of them")
        because = reader.wording(it.keys.get("because"), f"`because` of {it.what}")
        unit, title, citation = _wording(reader, citations, it)
        readings[id_] = Reading(id_, value, tuple(admissible), because, unit, title, citation, place=it.place)
    return readings


def note_names_of_two(reader: TextReader, found: Mapping[str, _yaml.Node], values: Collection[str]) -> None:
    """Note each name that is both a parameter and a reading, or one of the steps and codes in *values* too."""
    parameters, readings = _keys(found.get("parameters")), _keys(found.get("readings"))
    for names, others, what in (
        (parameters, values, "a step or a code"),
        (readings, values, "a step or a code"),
        (readings, parameters, "a parameter"),
    ):
        for name, place in names.items():
            if name in others:
                finding = f"{quoted(name)} is the name of {what} too"
                reader.report(place, "LR202", finding, "give one of them another name")


def _keys(node: _yaml.Node | None) -> Mapping[str, Place]:
    return node.keys if isinstance(node, _yaml.Mapping) else {}


def _declared(reader: TextReader, node: _yaml.Node | None, kind: str) -> dict[str, Constant]:
    constants = {}
    for id_, inner, place in reader.entries(node, f"`{kind}s`"):
        what = f"the {kind} {quoted(id_)}"
        keys = reader.fields(inner, what, *KEYS[kind])
        value = _alternative(reader, keys["value"], f"the value of {what}") if "value" in keys else None
        alternatives = [value] if value is not None else []
        if "admissible" in keys:
            for item in reader.items(keys["admissible"], f"`admissible` of {what}"):
                alternative = _alternative(reader, item, f"an admissible value of {what}")
                alternatives += [alternative] if alternative is not None else []
        if value is not None:
            constants[id_] = Constant(id_, what, value, tuple(alternatives), keys, place)
    return constants


def _alternative(reader: TextReader, node: _yaml.Node, what: str) -> Alternative | None:
    match node:
        case _yaml.Mapping():
            reader.report(node.place, "LR108", f"{what} is a mapping", "write one value, or a list of values")
            return None
        case _yaml.Scalar():
            return node if reader.text(node, what) is not None else None
    items = reader.items(node, what)
    members = [it for it in items if reader.text(it, what) is not None and isinstance(it, _yaml.Scalar)]
    return tuple(members) if members else None


def _place(alternative: Alternative) -> Place:
    return alternative[0].place if isinstance(alternative, tuple) else alternative.place


def _note_numbers_too_long(reader: TextReader, constant: Constant) -> None:
    """Note what no comparison has looked at, since none uses the *constant*."""
    for alternative in constant.alternatives if constant.sense is None else ():
        for it in alternative if isinstance(alternative, tuple) else (alternative,):
            if is_number(it.text.strip()):
                reader.is_number(it.text.strip(), it.place, constant.what)


def _wording(reader: TextReader, citations: CitationReader, constant: Constant) -> tuple[str | None, Text, Citation]:
    unit = reader.optional_text(constant.keys.get("unit"), f"the unit of {constant.what}")
    title = reader.wording(constant.keys.get("title"), f"the title of {constant.what}")
    return unit, title, citations.citation(constant.keys, constant.what)
