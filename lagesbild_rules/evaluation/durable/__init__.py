"""Facts that arrive one by one: the ruleset as monotone rules that chain forward in durable-rules."""

from lagesbild_rules.evaluation.durable._changes import Changed, Derived
from lagesbild_rules.evaluation.durable._engine import DurableEngine, assess
from lagesbild_rules.evaluation.durable._watch import Watch

__all__ = ["Changed", "Derived", "DurableEngine", "Watch", "assess"]
