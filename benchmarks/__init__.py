"""Measurements of lagesbild_rules beside other engines on the same work."""
