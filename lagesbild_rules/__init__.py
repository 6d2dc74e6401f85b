"""Class areas by published, versioned rulesets, with every answer traced to its criteria."""

from lagesbild_rules.errors import LagesbildError, Place, Problem
from lagesbild_rules.evaluation import Assessment, Outcome, assess, assess_table
from lagesbild_rules.explanation import Explanation, document, explain
from lagesbild_rules.facts import Cause, FactSet, FactTable, read_facts
from lagesbild_rules.ruleset import Ruleset, find_ruleset, load_ruleset
from lagesbild_rules.truth import Truth

__all__ = [
    "Assessment",
    "Cause",
    "Explanation",
    "FactSet",
    "FactTable",
    "LagesbildError",
    "Outcome",
    "Place",
    "Problem",
    "Ruleset",
    "Truth",
    "assess",
    "assess_table",
    "document",
    "explain",
    "find_ruleset",
    "load_ruleset",
    "read_facts",
]
