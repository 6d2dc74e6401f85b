"""From YAML nodes to criteria, and to the classifications built on them."""

from __future__ import annotations

from typing import get_args

from lagesbild_rules.errors import quoted, suggestion
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._conditions import CriterionRef, LevelRef
from lagesbild_rules.ruleset._keys import KEYS
from lagesbild_rules.ruleset._model import Classification, Criterion, Level, Modality
from lagesbild_rules.ruleset._read_conditions import ConditionReader
from lagesbild_rules.ruleset._read_indicators import RESERVED
from lagesbild_rules.ruleset._read_sources import CitationReader
from lagesbild_rules.ruleset._text_reader import TextReader

_MODALITY: tuple[Modality, ...] = get_args(Modality)


def read_criteria(
    reader: TextReader, citations: CitationReader, conditions: ConditionReader, node: _yaml.Node | None
) -> dict[str, Criterion]:
    """Return the criteria that can be read."""
    criteria = {}
    for id_, inner, place in reader.entries(node, "`criteria`"):
        if id_ == RESERVED:
            reader.report(place, "LR202", f"`{RESERVED}` is the column that names the area", "write another id")
        what = f"the criterion {quoted(id_)}"
        found = reader.fields(inner, what, *KEYS["criterion"])
        claim = reader.wording(found.get("claim"), f"the claim of {what}")
        citation = citations.citation(found, what)
        modality = reader.word(found.get("modality"), "modality", _MODALITY)
        misreadings: tuple[_yaml.Node, ...] = ()
        if "known_misreadings" in found:
            misreadings = reader.items(found["known_misreadings"], f"`known_misreadings` of {what}")
        wordings = tuple(reader.wording(it, f"a misreading of {what}") for it in misreadings)
        when = conditions.when(CriterionRef(id_), found["when"]) if "when" in found else None
        if when:
            criteria[id_] = Criterion(id_, claim, citation, when, modality, wordings, place=place)
    return criteria


def read_classifications(
    reader: TextReader, citations: CitationReader, conditions: ConditionReader, node: _yaml.Node | None
) -> dict[str, Classification]:
    """Return the classifications, each with the levels that can be read."""
    classifications = {}
    for id_, inner, place in reader.entries(node, "`classifications`"):
        what = f"the classification {quoted(id_)}"
        found = reader.fields(inner, what, *KEYS["classification"])
        nested = reader.truth(found["nested"], "`nested`") if "nested" in found else False
        title = reader.wording(found.get("title"), f"the title of {what}")
        steps = reader.items(found["levels"], f"`levels` of {what}") if "levels" in found else ()
        ladder = _Ladder(reader, citations, conditions, id_)
        levels = [it for position, step in enumerate(steps) if (it := ladder.level(step, position))]
        classifications[id_] = Classification(id_, title, tuple(levels), nested is True, place=place)
    return classifications


class _Ladder:
    """Reads the levels of one classification."""

    def __init__(
        self, reader: TextReader, citations: CitationReader, conditions: ConditionReader, classification: str
    ) -> None:
        self.reader, self.citations, self.conditions = reader, citations, conditions
        self.classification = classification
        self.seen: set[str] = set()

    def level(self, node: _yaml.Node, position: int) -> Level | None:
        reader, ladder = self.reader, f"the classification {quoted(self.classification)}"
        number = f"level {position + 1} of {ladder}"
        found = reader.fields(node, number, *KEYS["level"])
        id_ = reader.id(found["id"], f"the id of {number}") if "id" in found else None
        what = f"the level {quoted(id_)}" if id_ else number
        if id_ in self.seen:
            reader.report(node.place, "LR202", f"{ladder} has two levels {quoted(id_)}", "rename one of them")
        self.seen |= {id_} if id_ else set()
        when = (
            self.conditions.when(LevelRef(self.classification, id_ or ""), found["when"]) if "when" in found else None
        )
        if position == 0 and "when" in found:
            finding = f"{what} is the mildest and always holds, but has a `when`"
            reader.report(found["when"].place, "LR207", finding, "remove it, or put a milder level first")
        if position > 0 and "when" not in found and isinstance(node, _yaml.Mapping):
            reader.report(node.place, "LR207", f"{what} has no `when`", "add one: only the first level goes without")
        supporting = self._supporting(found.get("supporting"), what)
        title = reader.wording(found.get("title"), f"the title of {what}")
        claim = reader.wording(found.get("claim"), f"the claim of {what}")
        citation = self.citations.citation(found, what)
        return Level(id_, title, when, supporting, claim, citation, place=node.place) if id_ else None

    def _supporting(self, node: _yaml.Node | None, what: str) -> tuple[str, ...]:
        supporting: list[str] = []
        known = self.conditions.names.criteria
        for item in self.reader.items(node, f"`supporting` of {what}") if node else ():
            criterion = self.reader.text(item, "the id of a criterion")
            if criterion is not None and criterion not in known:
                help = suggestion(criterion, known)
                self.reader.report(item.place, "LR201", f"no criterion {quoted(criterion)}", help)
            supporting += [criterion] if criterion else []
        return tuple(supporting)
