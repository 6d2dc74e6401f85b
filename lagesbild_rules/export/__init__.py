"""For other engines: a ruleset written in their language, and facts in the shape that it asks for."""

from lagesbild_rules.export._dmn import dmn
from lagesbild_rules.export._dmn_inputs import DmnInput, dmn_inputs

__all__ = ["DmnInput", "dmn", "dmn_inputs"]
