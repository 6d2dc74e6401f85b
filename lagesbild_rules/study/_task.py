"""A claim still to be proven."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from lagesbild_rules.study._proof import Claim, Proof


@frozen
class Task:
    """One claim about one subject, and what proves or refutes it."""

    claim: Claim
    subject: str
    prove: Callable[[], Proof]
