"""What holds: assessments, and the engines that make them."""

from lagesbild_rules.evaluation._comparisons import count_of, reads, wanted
from lagesbild_rules.evaluation._linear import Linear, linear
from lagesbild_rules.evaluation._model import Assessment, Outcome
from lagesbild_rules.evaluation._program import ALWAYS, Program, program
from lagesbild_rules.evaluation._reference import assess

__all__ = [
    "ALWAYS",
    "Assessment",
    "Linear",
    "Outcome",
    "Program",
    "assess",
    "count_of",
    "linear",
    "program",
    "reads",
    "wanted",
]
