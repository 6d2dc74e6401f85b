"""Facts that arrive one by one: the ruleset as monotone rules that chain forward in durable-rules."""

from lagesbild_rules.evaluation.durable._engine import DurableEngine, assess

__all__ = ["DurableEngine", "assess"]
