"""Shown to people: explanations on the terminal, as markdown, JSON, HTML and PDF; assessments as lines and tables.

Each name is loaded when it is first asked for: who prints lines needs no maps, and no studies.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from lagesbild_rules.rows import safe_cells

if TYPE_CHECKING:
    from lagesbild_rules.report._html import html
    from lagesbild_rules.report._html_audit import audit_html
    from lagesbild_rules.report._html_comparison import comparison_html, series_html
    from lagesbild_rules.report._html_notebook import Notebook, load_ipython_extension
    from lagesbild_rules.report._html_report import report_html
    from lagesbild_rules.report._html_ruleset import ruleset_html
    from lagesbild_rules.report._json import (
        Classed,
        answer_line,
        assessment_data,
        assessment_line,
        csv_cells,
        diff_json,
        explanation_json,
        ruleset_json,
        table_columns,
        table_row,
    )
    from lagesbild_rules.report._json_audit import audit_data, audit_json
    from lagesbild_rules.report._json_comparison import (
        COMPARISON_COLUMNS,
        SERIES_COLUMNS,
        comparison_data,
        comparison_json,
        comparison_rows,
        series_rows,
    )
    from lagesbild_rules.report._json_picture import picture_json
    from lagesbild_rules.report._json_round import round_data, round_json, unit_page_data, unit_page_json
    from lagesbild_rules.report._json_watch import changed_line
    from lagesbild_rules.report._map import map_figure, map_headings, map_rows, picture_map
    from lagesbild_rules.report._markdown import markdown
    from lagesbild_rules.report._markdown_comparison import comparison_markdown, series_markdown
    from lagesbild_rules.report._markdown_diff import diff_markdown
    from lagesbild_rules.report._markdown_ruleset import ruleset_markdown
    from lagesbild_rules.report._marks import Detail
    from lagesbild_rules.report._pdf import pdf
    from lagesbild_rules.report._pdf_audit import audit_pdf
    from lagesbild_rules.report._picture_beside import Beside
    from lagesbild_rules.report._picture_files import (
        PICTURE_FILES,
        picture_files,
        picture_workbook,
        write_table,
    )
    from lagesbild_rules.report._picture_html import picture_html
    from lagesbild_rules.report._picture_pages import PICTURE_PAGES, is_page, picture_pages
    from lagesbild_rules.report._picture_pdf import picture_pdf
    from lagesbild_rules.report._sheet import rows_json, sheet_markdown, write_rows
    from lagesbild_rules.report._study_report import (
        agreement_data,
        agreement_json,
        backtest_data,
        backtest_json,
        report_markdown,
    )
    from lagesbild_rules.report._svg_series import series_plot
    from lagesbild_rules.report._verification import print_verifications, verification_json

__all__ = [
    "COMPARISON_COLUMNS",
    "PICTURE_FILES",
    "PICTURE_PAGES",
    "SERIES_COLUMNS",
    "Beside",
    "Classed",
    "Detail",
    "Notebook",
    "agreement_data",
    "agreement_json",
    "answer_line",
    "assessment_data",
    "assessment_line",
    "audit_data",
    "audit_html",
    "audit_json",
    "audit_pdf",
    "backtest_data",
    "backtest_json",
    "changed_line",
    "comparison_data",
    "comparison_html",
    "comparison_json",
    "comparison_markdown",
    "comparison_rows",
    "csv_cells",
    "diff_json",
    "diff_markdown",
    "explanation_json",
    "html",
    "is_page",
    "load_ipython_extension",
    "map_figure",
    "map_headings",
    "map_rows",
    "markdown",
    "pdf",
    "picture_files",
    "picture_html",
    "picture_json",
    "picture_map",
    "picture_pages",
    "picture_pdf",
    "picture_workbook",
    "print_verifications",
    "report_html",
    "report_markdown",
    "round_data",
    "round_json",
    "rows_json",
    "ruleset_html",
    "ruleset_json",
    "ruleset_markdown",
    "safe_cells",
    "series_html",
    "series_markdown",
    "series_plot",
    "series_rows",
    "sheet_markdown",
    "table_columns",
    "table_row",
    "unit_page_data",
    "unit_page_json",
    "verification_json",
    "write_rows",
    "write_table",
]

_MODULES = {
    "_html": ("html",),
    "_html_audit": ("audit_html",),
    "_html_comparison": ("comparison_html", "series_html"),
    "_html_notebook": ("Notebook", "load_ipython_extension"),
    "_html_report": ("report_html",),
    "_html_ruleset": ("ruleset_html",),
    "_json": (
        "Classed",
        "answer_line",
        "assessment_data",
        "assessment_line",
        "csv_cells",
        "diff_json",
        "explanation_json",
        "ruleset_json",
        "table_columns",
        "table_row",
    ),
    "_json_audit": ("audit_data", "audit_json"),
    "_json_comparison": (
        "COMPARISON_COLUMNS",
        "SERIES_COLUMNS",
        "comparison_data",
        "comparison_json",
        "comparison_rows",
        "series_rows",
    ),
    "_json_picture": ("picture_json",),
    "_json_round": ("round_data", "round_json", "unit_page_data", "unit_page_json"),
    "_json_watch": ("changed_line",),
    "_map": ("map_figure", "map_headings", "map_rows", "picture_map"),
    "_markdown": ("markdown",),
    "_markdown_comparison": ("comparison_markdown", "series_markdown"),
    "_markdown_diff": ("diff_markdown",),
    "_markdown_ruleset": ("ruleset_markdown",),
    "_marks": ("Detail",),
    "_pdf": ("pdf",),
    "_pdf_audit": ("audit_pdf",),
    "_picture_beside": ("Beside",),
    "_picture_files": ("PICTURE_FILES", "picture_files", "picture_workbook", "write_table"),
    "_picture_html": ("picture_html",),
    "_picture_pages": ("PICTURE_PAGES", "is_page", "picture_pages"),
    "_picture_pdf": ("picture_pdf",),
    "_sheet": ("rows_json", "sheet_markdown", "write_rows"),
    "_study_report": ("agreement_data", "agreement_json", "backtest_data", "backtest_json", "report_markdown"),
    "_svg_series": ("series_plot",),
    "_verification": ("print_verifications", "verification_json"),
}
"""What stands where."""
_LATER = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, getattr(import_module(f"{__name__}.{_LATER[name]}"), name))
