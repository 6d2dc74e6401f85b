"""What holds: assessments, and the engines that make them."""

from lagesbild_rules.evaluation._assess import ENGINES, EngineName, assess
from lagesbild_rules.evaluation._comparisons import count_of, reads, wanted
from lagesbild_rules.evaluation._datasets import DATASET_ENGINES, assess_dataset
from lagesbild_rules.evaluation._diagram import Diagrams
from lagesbild_rules.evaluation._engine import Answer, Engine, ReferenceEngine
from lagesbild_rules.evaluation._forced import outcomes_given, outcomes_if
from lagesbild_rules.evaluation._linear import LIMITS, Linear, linear
from lagesbild_rules.evaluation._model import Assessment, Outcome
from lagesbild_rules.evaluation._program import ALWAYS, Program, outcome_of, program
from lagesbild_rules.evaluation._symbolic import Symbolic, count_truth, symbolic
from lagesbild_rules.evaluation._tables import TABLE_ENGINES, assess_table, engine_module
from lagesbild_rules.evaluation._verdicts import closed_truth, closing, truth_of, verdict

__all__ = [
    "ALWAYS",
    "DATASET_ENGINES",
    "ENGINES",
    "LIMITS",
    "TABLE_ENGINES",
    "Answer",
    "Assessment",
    "Diagrams",
    "Engine",
    "EngineName",
    "Linear",
    "Outcome",
    "Program",
    "ReferenceEngine",
    "Symbolic",
    "assess",
    "assess_dataset",
    "assess_table",
    "closed_truth",
    "closing",
    "count_of",
    "count_truth",
    "engine_module",
    "linear",
    "outcome_of",
    "outcomes_given",
    "outcomes_if",
    "program",
    "reads",
    "symbolic",
    "truth_of",
    "verdict",
    "wanted",
]
