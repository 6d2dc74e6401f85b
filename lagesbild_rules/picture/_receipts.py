"""What proves a picture later: a receipt of the whole, and one of each area that verifies alone."""

from __future__ import annotations

from lagesbild_rules.picture._summary_model import PictureSummary
from lagesbild_rules.record import Receipt, picture_receipt, receipts_of


def receipt(summary: PictureSummary, *, part: str | None = None) -> Receipt | None:
    """Return the receipt of the whole of *summary* for its audience; ``None`` for a picture that was not assessed.

    A summary of a *part* of a picture is named so.
    """
    picture = summary.picture
    if picture.ruleset is None or any(it.assessment is None for it in picture.areas):
        return None
    return picture_receipt(
        picture.ruleset,
        (it.assessment for it in picture.areas if it.assessment),
        as_of=picture.as_of,
        known_at=picture.known_at,
        audience=summary.audience,
        unmarked=summary.unmarked,
        decided=_decided(summary),
        part=part,
    )


def area_receipts(summary: PictureSummary) -> tuple[Receipt, ...]:
    """Return the receipt of each assessed area of *summary*, in the order of the picture; each verifies alone."""
    assessed = (it.assessment for it in summary.picture.areas if it.assessment)
    said = {"audience": summary.audience, "unmarked": summary.unmarked}
    return receipts_of(assessed, decided=_decided(summary), **said)  # type: ignore[arg-type]


def _decided(summary: PictureSummary) -> dict[str, dict[str, str]]:
    return {
        it.id: {name: decision.level for name, decision in it.decisions.items()}
        for it in summary.picture.areas
        if it.decisions
    }
