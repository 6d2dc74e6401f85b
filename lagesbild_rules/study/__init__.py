"""Method research: what a ruleset can and cannot say, proven, counted, varied and compared before anyone is judged."""

from lagesbild_rules.pages import ReportPage, ReportTable
from lagesbild_rules.progress import Advance, Progress, quiet
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
from lagesbild_rules.study._assessors import FLIP_COLUMNS, Flips, flips
from lagesbild_rules.study._attribution import ATTRIBUTION_COLUMNS, Attribution, Credit, attribution
from lagesbild_rules.study._attribution_sheet import attribution_sheet
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
from lagesbild_rules.study._dropped import dropped
from lagesbild_rules.study._edits import Edit
from lagesbild_rules.study._mutants import Mutant, mutants
from lagesbild_rules.study._mutation import MUTANT_COLUMNS, Mutation, Tried, mutation
from lagesbild_rules.study._outcomes import Areas, Flow, Outcomes
from lagesbild_rules.study._plots import PLOTS, power_plot, power_svg, regions_plot
from lagesbild_rules.study._plots_agreement import agreement_svg, backtest_svg
from lagesbild_rules.study._population import POPULATION_COLUMNS, Population, population, read_pairs
from lagesbild_rules.study._power import POWER_COLUMNS, Power, Powers, power
from lagesbild_rules.study._proof import PAIR_CLAIMS, PROOF_COLUMNS, Claim, Proof, Proofs, Verdict, Witness
from lagesbild_rules.study._prove import prove, prove_pair
from lagesbild_rules.study._prover import EngineDisagrees, Settings
from lagesbild_rules.study._published import Published, read_published
from lagesbild_rules.study._regions import REGION_COLUMNS, LogicDiff, Region, logic_diff
from lagesbild_rules.study._sensitivity import PARTS, Sensitivity, sensitivity
from lagesbild_rules.study._sensitivity_plots import attribution_svg, sensitivity_svg
from lagesbild_rules.study._sensitivity_sheets import sensitivity_sheets
from lagesbild_rules.study._shares import Share
from lagesbild_rules.study._sheets import (
    Sheet,
    Shown,
    coverage_sheet,
    logic_sheet,
    mutation_sheet,
    power_sheet,
    proofs_sheet,
)
from lagesbild_rules.study._sobol import SOBOL_COLUMNS, Index, Sobol, sobol
from lagesbild_rules.study._statistics import Figure, Sampling
from lagesbild_rules.study._subjects import Subject, subjects
from lagesbild_rules.study._unchanged import UNCHANGED_COLUMNS, End, Intervals, Unchanged
from lagesbild_rules.study._variants import with_values
from lagesbild_rules.study._varied import COMBINED_COLUMNS, VARIED_COLUMNS, Combinations, Variation, Variations

__all__ = [
    "AGREEMENT_COLUMNS",
    "ATTRIBUTION_COLUMNS",
    "BACKTEST_COLUMNS",
    "CHAPTERS",
    "COMBINED_COLUMNS",
    "COVERAGE_COLUMNS",
    "FATES",
    "FLIP_COLUMNS",
    "GROUNDS",
    "MUTANT_COLUMNS",
    "PAIR_CLAIMS",
    "PARTS",
    "PLOTS",
    "POPULATION_COLUMNS",
    "POWER_COLUMNS",
    "PROOF_COLUMNS",
    "REGION_COLUMNS",
    "SOBOL_COLUMNS",
    "STANDINGS",
    "UNCHANGED_COLUMNS",
    "VARIED_COLUMNS",
    "Advance",
    "Agreement",
    "Areas",
    "Attribution",
    "Audit",
    "AuditPage",
    "Backtest",
    "Between",
    "BurdenRelation",
    "Chapter",
    "Claim",
    "ClassBacktest",
    "Combinations",
    "Comparison",
    "Coverage",
    "Coverages",
    "Credit",
    "CriterionCount",
    "Edit",
    "End",
    "EngineDisagrees",
    "Figure",
    "Flips",
    "Flow",
    "Ground",
    "GroupConsistency",
    "Index",
    "Input",
    "Intervals",
    "ItemConsistency",
    "LogicDiff",
    "Mutant",
    "Mutation",
    "Outcomes",
    "PairAgreement",
    "Plot",
    "Population",
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
    "Sensitivity",
    "Settings",
    "Share",
    "Sheet",
    "Shown",
    "Sobol",
    "Standing",
    "Statement",
    "StudyDiff",
    "Subject",
    "Tried",
    "Unchanged",
    "Variation",
    "Variations",
    "Verdict",
    "Witness",
    "agreement",
    "agreement_page",
    "agreement_svg",
    "assess_cases",
    "attribution",
    "attribution_sheet",
    "attribution_svg",
    "audit",
    "audit_page",
    "backtest",
    "backtest_page",
    "backtest_svg",
    "case_texts",
    "cases_beside",
    "coverage",
    "coverage_sheet",
    "dropped",
    "flips",
    "logic_diff",
    "logic_sheet",
    "mutants",
    "mutation",
    "mutation_sheet",
    "population",
    "power",
    "power_plot",
    "power_sheet",
    "power_svg",
    "proofs_sheet",
    "prove",
    "prove_pair",
    "quiet",
    "read_pairs",
    "read_published",
    "regions_plot",
    "sensitivity",
    "sensitivity_sheets",
    "sensitivity_svg",
    "sobol",
    "study_diff",
    "subjects",
    "with_values",
]
