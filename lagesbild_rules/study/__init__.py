"""Method research: what a ruleset can and cannot say, proven, counted, varied and compared before anyone is judged."""

from lagesbild_rules.study._assessors import FLIP_COLUMNS, Flips, flips
from lagesbild_rules.study._attribution import ATTRIBUTION_COLUMNS, Attribution, Credit, attribution
from lagesbild_rules.study._attribution_sheet import attribution_sheet
from lagesbild_rules.study._dropped import dropped
from lagesbild_rules.study._edits import Edit
from lagesbild_rules.study._outcomes import Areas, Flow, Outcomes
from lagesbild_rules.study._population import POPULATION_COLUMNS, Population, population, read_pairs
from lagesbild_rules.study._progress import Advance, Progress, quiet
from lagesbild_rules.study._sensitivity import PARTS, Sensitivity, sensitivity
from lagesbild_rules.study._sensitivity_plots import attribution_svg, sensitivity_svg
from lagesbild_rules.study._sensitivity_sheets import sensitivity_sheets
from lagesbild_rules.study._shares import Share
from lagesbild_rules.study._sheets import Sheet, Shown
from lagesbild_rules.study._sobol import SOBOL_COLUMNS, Index, Sobol, sobol
from lagesbild_rules.study._unchanged import UNCHANGED_COLUMNS, End, Intervals, Unchanged
from lagesbild_rules.study._variants import with_values
from lagesbild_rules.study._varied import COMBINED_COLUMNS, VARIED_COLUMNS, Combinations, Variation, Variations

__all__ = [
    "ATTRIBUTION_COLUMNS",
    "COMBINED_COLUMNS",
    "FLIP_COLUMNS",
    "PARTS",
    "POPULATION_COLUMNS",
    "SOBOL_COLUMNS",
    "UNCHANGED_COLUMNS",
    "VARIED_COLUMNS",
    "Advance",
    "Areas",
    "Attribution",
    "Combinations",
    "Credit",
    "Edit",
    "End",
    "Flips",
    "Flow",
    "Index",
    "Intervals",
    "Outcomes",
    "Population",
    "Progress",
    "Sensitivity",
    "Share",
    "Sheet",
    "Shown",
    "Sobol",
    "Unchanged",
    "Variation",
    "Variations",
    "attribution",
    "attribution_sheet",
    "attribution_svg",
    "dropped",
    "flips",
    "population",
    "quiet",
    "read_pairs",
    "sensitivity",
    "sensitivity_sheets",
    "sensitivity_svg",
    "sobol",
    "with_values",
]
