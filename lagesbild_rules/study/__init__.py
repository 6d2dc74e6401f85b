"""Method research: what a ruleset can and cannot say, proven, counted, varied and compared before anyone is judged."""

from lagesbild_rules.study._case_text import case_texts, cases_beside
from lagesbild_rules.study._coverage import Coverage, Coverages, Seen, coverage
from lagesbild_rules.study._mutants import Mutant, mutants
from lagesbild_rules.study._mutation import Mutation, Tried, mutation
from lagesbild_rules.study._power import Power, Powers, power
from lagesbild_rules.study._progress import Progress, quiet
from lagesbild_rules.study._proof import PAIR_CLAIMS, Claim, Proof, Proofs, Verdict, Witness
from lagesbild_rules.study._prove import prove, prove_pair
from lagesbild_rules.study._prover import EngineDisagrees, Settings
from lagesbild_rules.study._regions import LogicDiff, Region, logic_diff
from lagesbild_rules.study._subjects import Subject, subjects

__all__ = [
    "PAIR_CLAIMS",
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
    "Subject",
    "Tried",
    "Verdict",
    "Witness",
    "case_texts",
    "cases_beside",
    "coverage",
    "logic_diff",
    "mutants",
    "mutation",
    "power",
    "prove",
    "prove_pair",
    "quiet",
    "subjects",
]
