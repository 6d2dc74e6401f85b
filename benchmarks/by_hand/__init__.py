"""The ruleset of a table written out for numpy, polars and DuckDB, as one would by hand; the same outputs as ours.

Each module has ``contender(rules)``. Every one decides in three values: unknown is null, or neither true nor false.
"""
