"""Method research: what a ruleset can and cannot say, proven, counted, varied and compared before anyone is judged."""

from lagesbild_rules.study._agreement import agreement
from lagesbild_rules.study._agreement_model import (
    AGREEMENT_COLUMNS,
    Agreement,
    BurdenRelation,
    GroupConsistency,
    ItemConsistency,
    PairAgreement,
    ResponseStyle,
)
from lagesbild_rules.study._agreement_words import agreement_page
from lagesbild_rules.study._answers import Between
from lagesbild_rules.study._audit import audit
from lagesbild_rules.study._audit_model import (
    GROUNDS,
    STANDINGS,
    Audit,
    AuditPage,
    Chapter,
    Ground,
    Input,
    Plot,
    Role,
    Rows,
    Standing,
    Statement,
)
from lagesbild_rules.study._audit_page import CHAPTERS, audit_page
from lagesbild_rules.study._backtest import backtest
from lagesbild_rules.study._backtest_model import (
    BACKTEST_COLUMNS,
    FATES,
    Backtest,
    ClassBacktest,
    Comparison,
    CriterionCount,
)
from lagesbild_rules.study._backtest_words import backtest_page
from lagesbild_rules.study._case_text import assess_cases, case_texts, cases_beside
from lagesbild_rules.study._coverage import COVERAGE_COLUMNS, Coverage, Coverages, Seen, coverage
from lagesbild_rules.study._diff import StudyDiff, study_diff
from lagesbild_rules.study._mutants import Mutant, mutants
from lagesbild_rules.study._mutation import MUTANT_COLUMNS, Mutation, Tried, mutation
from lagesbild_rules.study._plots import PLOTS, power_plot, power_svg, regions_plot
from lagesbild_rules.study._plots_agreement import agreement_svg, backtest_svg
from lagesbild_rules.study._power import POWER_COLUMNS, Power, Powers, power
from lagesbild_rules.study._progress import Advance, Progress, quiet
from lagesbild_rules.study._proof import PAIR_CLAIMS, PROOF_COLUMNS, Claim, Proof, Proofs, Verdict, Witness
from lagesbild_rules.study._prove import prove, prove_pair
from lagesbild_rules.study._prover import EngineDisagrees, Settings
from lagesbild_rules.study._published import Published, read_published
from lagesbild_rules.study._regions import REGION_COLUMNS, LogicDiff, Region, logic_diff
from lagesbild_rules.study._report_page import ReportPage, ReportTable
from lagesbild_rules.study._sheets import (
    Sheet,
    Shown,
    coverage_sheet,
    logic_sheet,
    mutation_sheet,
    power_sheet,
    proofs_sheet,
)
from lagesbild_rules.study._statistics import Figure, Sampling
from lagesbild_rules.study._subjects import Subject, subjects

__all__ = [
    "AGREEMENT_COLUMNS",
    "BACKTEST_COLUMNS",
    "CHAPTERS",
    "COVERAGE_COLUMNS",
    "FATES",
    "GROUNDS",
    "MUTANT_COLUMNS",
    "PAIR_CLAIMS",
    "PLOTS",
    "POWER_COLUMNS",
    "PROOF_COLUMNS",
    "REGION_COLUMNS",
    "STANDINGS",
    "Advance",
    "Agreement",
    "Audit",
    "AuditPage",
    "Backtest",
    "Between",
    "BurdenRelation",
    "Chapter",
    "Claim",
    "ClassBacktest",
    "Comparison",
    "Coverage",
    "Coverages",
    "CriterionCount",
    "EngineDisagrees",
    "Figure",
    "Ground",
    "GroupConsistency",
    "Input",
    "ItemConsistency",
    "LogicDiff",
    "Mutant",
    "Mutation",
    "PairAgreement",
    "Plot",
    "Power",
    "Powers",
    "Progress",
    "Proof",
    "Proofs",
    "Published",
    "Region",
    "ReportPage",
    "ReportTable",
    "ResponseStyle",
    "Role",
    "Rows",
    "Sampling",
    "Seen",
    "Settings",
    "Sheet",
    "Shown",
    "Standing",
    "Statement",
    "StudyDiff",
    "Subject",
    "Tried",
    "Verdict",
    "Witness",
    "agreement",
    "agreement_page",
    "agreement_svg",
    "assess_cases",
    "audit",
    "audit_page",
    "backtest",
    "backtest_page",
    "backtest_svg",
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
    "power_svg",
    "proofs_sheet",
    "prove",
    "prove_pair",
    "quiet",
    "read_published",
    "regions_plot",
    "study_diff",
    "subjects",
]
