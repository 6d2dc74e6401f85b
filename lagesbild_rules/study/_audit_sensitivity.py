"""The chapter of an audit about what the list hangs on: readings, limits, criteria, answers."""

from __future__ import annotations

from collections.abc import Iterator

from lagesbild_rules.study._audit_chapters import left_out, sheet_table
from lagesbild_rules.study._audit_model import Audit, Chapter, Rows, Statement
from lagesbild_rules.study._phrases_audit import put
from lagesbild_rules.study._sensitivity import PARTS, Sensitivity
from lagesbild_rules.study._sensitivity_sheets import percent, sensitivity_sheets
from lagesbild_rules.text import Language


def sensitivity_chapter(audit: Audit, language: Language) -> Chapter:
    """Return what would change the possible levels of the areas: another reading, no criterion, answers that err."""
    found = audit.sensitivity
    if found is None:
        return left_out("sensitivity", language, "areas_none" if audit.assessments is None else "areas_empty")
    data = tuple(Rows(f"sensitivity-{name}", PARTS[name], rows) for name, rows in found.rows().items() if rows)
    return Chapter(
        "sensitivity",
        put("sensitivity", language),
        put("sensitivity_asks", language),
        None,
        tuple(_statements(found, language)),
        tuple(map(sheet_table, sensitivity_sheets(found, language))),
        data=data,
    )


def _statements(found: Sensitivity, language: Language) -> Iterator[Statement]:
    if found.readings is not None and found.readings.found:
        others = found.readings.found
        moving = sum(bool(it.moved) for it in others)
        text = put("sensitivity_readings", language, n=moving, all=len(others))
        yield Statement("counted", "told", text)
    if (together := found.combinations) is not None:
        id_ = "sensitivity_sampled" if together.sampled else "sensitivity_together"
        low, high = (percent(it, language) for it in together.same.interval)
        counts = {"n": together.same.hits, "all": together.same.of, "low": low, "high": high}
        yield Statement("sampled" if together.sampled else "counted", "told", put(id_, language, **counts))
    if found.dropped is not None:
        criteria = dict.fromkeys(it.name for it in found.dropped.found)
        idle = [id_ for id_ in criteria if not any(it.moved for it in found.dropped.found if it.name == id_)]
        text = put("sensitivity_dropped", language, n=len(idle), all=len(criteria))
        yield Statement("counted", "told", text)
    if (flips := found.assessors) is None:
        return
    low, high = (percent(it, language) for it in flips.in_all.interval)
    share, chance = percent(flips.in_all.value, language), percent(flips.probability, language)
    words = {"share": share, "low": low, "high": high, "p": chance, "n": flips.assessments}
    yield Statement("sampled", "told", put("sensitivity_flips", language, **words))
    yield Statement("assumed", "told", put("sensitivity_assumed", language, p=chance))
