"""Shown to people: explanations on the terminal, as markdown and as JSON; assessments as lines and tables."""

from lagesbild_rules.report._json import (
    assessment_data,
    assessment_line,
    csv_cells,
    explanation_json,
    ruleset_json,
    table_columns,
    table_row,
)
from lagesbild_rules.report._markdown import markdown
from lagesbild_rules.report._markdown_ruleset import ruleset_markdown
from lagesbild_rules.report._marks import Detail

__all__ = [
    "Detail",
    "assessment_data",
    "assessment_line",
    "csv_cells",
    "explanation_json",
    "markdown",
    "ruleset_json",
    "ruleset_markdown",
    "table_columns",
    "table_row",
]
