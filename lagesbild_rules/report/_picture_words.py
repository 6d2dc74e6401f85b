"""Numbers as a picture writes them: whole numbers with their thousands apart, shares in whole per cent."""

from __future__ import annotations

from lagesbild_rules.text import Language


def count(value: int, language: Language) -> str:
    """Return a whole number with its thousands apart.

    >>> count(104976, "sv"), count(104976, "en")
    ('104\\xa0976', '104,976')
    """
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}" if language == "sv" else ",")


def share(part: int, whole: int, language: Language) -> str:
    """Return *part* of *whole* in whole per cent; what is not all and not nothing is never told as 100 or 0.

    >>> share(1, 3, "sv"), share(999, 1000, "en"), share(1, 1000, "en"), share(5, 5, "en")
    ('33\\xa0%', 'over 99%', 'under 1%', '100%')
    """
    percent = (200 * part + whole) // (2 * whole)
    space = "\N{NO-BREAK SPACE}" if language == "sv" else ""
    if part < whole and percent >= 100:
        return f"över 99{space}%" if language == "sv" else "over 99%"
    if part and percent == 0:
        return f"under 1{space}%"
    return f"{percent}{space}%"
