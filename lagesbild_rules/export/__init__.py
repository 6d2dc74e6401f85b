"""For other engines: a ruleset written in their language, and facts in the shape that it asks for."""

from lagesbild_rules.export._dmn import dmn
from lagesbild_rules.export._dmn_inputs import DmnInput, dmn_inputs
from lagesbild_rules.export.sql import DIALECTS, Dialect, SqlView, sql_view

__all__ = ["DIALECTS", "Dialect", "DmnInput", "SqlView", "dmn", "dmn_inputs", "sql_view"]
