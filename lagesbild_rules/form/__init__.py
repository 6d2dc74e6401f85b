"""Questionnaires: made from a ruleset as XLSX, filled in by units, and read back as observations."""

from lagesbild_rules.facts import Limits
from lagesbild_rules.form._gates import gates
from lagesbild_rules.form._model import FORMAT, Answers, Area, Blank, Form
from lagesbild_rules.form._read import read_form, read_forms
from lagesbild_rules.form._to_workbook import form_bytes, write_form

__all__ = [
    "FORMAT",
    "Answers",
    "Area",
    "Blank",
    "Form",
    "Limits",
    "form_bytes",
    "gates",
    "read_form",
    "read_forms",
    "write_form",
]
