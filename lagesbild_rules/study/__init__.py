"""Method research: what a ruleset can and cannot say, proven, counted, varied and compared before anyone is judged."""

from lagesbild_rules.study._case_text import assess_cases, case_texts, cases_beside
from lagesbild_rules.study._coverage import COVERAGE_COLUMNS, Coverage, Coverages, Seen, coverage
from lagesbild_rules.study._diff import StudyDiff, study_diff
from lagesbild_rules.study._mutants import Mutant, mutants
from lagesbild_rules.study._mutation import MUTANT_COLUMNS, Mutation, Tried, mutation
from lagesbild_rules.study._plots import PLOTS, power_plot, regions_plot
from lagesbild_rules.study._power import POWER_COLUMNS, Power, Powers, power
from lagesbild_rules.study._progress import Advance, Progress, quiet
from lagesbild_rules.study._proof import PAIR_CLAIMS, PROOF_COLUMNS, Claim, Proof, Proofs, Verdict, Witness
from lagesbild_rules.study._prove import prove, prove_pair
from lagesbild_rules.study._prover import EngineDisagrees, Settings
from lagesbild_rules.study._regions import REGION_COLUMNS, LogicDiff, Region, logic_diff
from lagesbild_rules.study._sheets import (
    Sheet,
    Shown,
    coverage_sheet,
    logic_sheet,
    mutation_sheet,
    power_sheet,
    proofs_sheet,
)
from lagesbild_rules.study._subjects import Subject, subjects

__all__ = [
    "COVERAGE_COLUMNS",
    "MUTANT_COLUMNS",
    "PAIR_CLAIMS",
    "PLOTS",
    "POWER_COLUMNS",
    "PROOF_COLUMNS",
    "REGION_COLUMNS",
    "Advance",
    "Claim",
    "Coverage",
    "Coverages",
    "EngineDisagrees",
    "LogicDiff",
    "Mutant",
    "Mutation",
    "Power",
    "Powers",
    "Progress",
    "Proof",
    "Proofs",
    "Region",
    "Seen",
    "Settings",
    "Sheet",
    "Shown",
    "StudyDiff",
    "Subject",
    "Tried",
    "Verdict",
    "Witness",
    "assess_cases",
    "case_texts",
    "cases_beside",
    "coverage",
    "coverage_sheet",
    "logic_diff",
    "logic_sheet",
    "mutants",
    "mutation",
    "mutation_sheet",
    "power",
    "power_plot",
    "power_sheet",
    "proofs_sheet",
    "prove",
    "prove_pair",
    "quiet",
    "regions_plot",
    "study_diff",
    "subjects",
]
