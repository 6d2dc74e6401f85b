"""What all formats share: marks of truth, always beside the word that they stand for, and how much is shown."""

from typing import Final, Literal

MARKS: Final = {"true": "✔", "false": "✘", "unknown": "?"}

Detail = Literal["headline", "criteria", "full"]
"""How much is shown: the answer and what it rests on; every level besides; the whole ledger besides."""
