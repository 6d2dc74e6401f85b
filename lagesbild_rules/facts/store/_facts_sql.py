"""Resolution in SQL: what ``resolve`` says, for all areas at once and without an object for each observation.

Every value becomes a whole number: a number counted in its last decimal, a step, truth or code by its rank. So one
aggregate serves all kinds. The tables are made in this order: ``rule``, ``value`` and ``grade`` (what is asked),
``known`` (what was recorded by then), ``place`` (the areas in their order), ``said`` (what each observation says, and
whether it counts), ``cell`` (the fact of each area and indicator that is not missing).
"""

from __future__ import annotations

from typing import Final

from lagesbild_rules.facts._observation import INFORMATION_GRADES, SOURCE_GRADES

RULE: Final = """
    CREATE TEMP TABLE rule AS
    SELECT * REPLACE (bottom::HUGEINT AS bottom, top::HUGEINT AS top, rounding::HUGEINT AS rounding) FROM rules"""

VALUE: Final = "CREATE TEMP TABLE value AS SELECT * FROM values_of_rules"


def _grades() -> str:
    rows = []
    for one, source in enumerate(SOURCE_GRADES):
        for two, information in enumerate(INFORMATION_GRADES):
            better = sum(1 << (4 * s + i) for s in range(one + 1) for i in range(two + 1) if (s, i) != (one, two))
            rows.append(f"('{source}', '{information}', {1 << (4 * one + two)}, {better})")
    return ", ".join(rows)


GRADE: Final = f"""
    CREATE TEMP TABLE grade AS
    SELECT * FROM (VALUES {_grades()}) g (source_grade, information_grade, bit, better)"""
"""Every whole grade as one bit, with the bits of those that are better in a part and worse in none."""

KNOWN: Final = """
    CREATE TEMP TABLE known AS
    SELECT k.sequence, k.area, r.no, k.number, k.low, k.high, k.valid_from, k.valid_until, k.recorded_at,
        k.withdrawn OR k.superseded_by IS NOT NULL AS gone, k.source_grade, k.information_grade
    FROM ({standing}) k JOIN rule r ON r.indicator = k.indicator"""

PLACE: Final = """
    CREATE TEMP TABLE place AS
    SELECT area, (row_number() OVER (ORDER BY min(sequence)) - 1)::INTEGER AS area_no FROM known GROUP BY area"""

DIGITS: Final = """
    SELECT no, max(greatest(strlen(split_part(low, '.', 1)), strlen(split_part(high, '.', 1)))) FROM known
    WHERE number GROUP BY no"""
"""How many characters stand before the point at most, for each indicator."""


def _whole(text: str) -> str:
    """Return the expression for *text*, a number in its normal form, counted in its last decimal."""
    fraction = f"rpad(split_part({text}, '.', 2), r.scale, '0')"
    return f"TRY_CAST(split_part({text}, '.', 1) || {fraction} AS HUGEINT)"


SAID: Final = f"""
    CREATE TEMP TABLE said AS
    SELECT w.sequence, w.area_no, w.no, r.way, r.is_category, w.gone,
        w.one IS NULL OR w.other IS NULL OR w.number <> r.is_number OR w.decimals > r.decimals
            OR least(w.one, w.other) < r.bottom OR greatest(w.one, w.other) > r.top AS misfit,
        greatest(least(w.one, w.other) - r.rounding, r.bottom) AS low,
        least(greatest(w.one, w.other) + r.rounding, r.top) AS high,
        w.gone OR w.not_valid AS silent,
        coalesce(w.day < r.fresh_from, false) AS stale,
        coalesce(w.source_grade > r.least_source, false)
            OR coalesce(w.information_grade > r.least_information, false) AS low_graded,
        (w.day - DATE '0001-01-01')::HUGEINT * 1000000000000000000 + epoch_us(w.recorded_at) AS age,
        g.bit, g.better
    FROM (
        SELECT k.sequence, p.area_no, k.no, k.gone, k.number, k.source_grade, k.information_grade, k.recorded_at,
            CASE WHEN k.number THEN {_whole("k.low")} ELSE a.rank::HUGEINT END AS one,
            CASE WHEN k.number THEN {_whole("k.high")} ELSE b.rank::HUGEINT END AS other,
            CASE WHEN k.number
                THEN greatest(strlen(split_part(k.low, '.', 2)), strlen(split_part(k.high, '.', 2))) ELSE 0
            END AS decimals,
            coalesce(k.valid_from > $day, false) OR coalesce(k.valid_until <= $day, false) AS not_valid,
            coalesce(k.valid_from, k.recorded_at::DATE) AS day
        FROM known k
        JOIN rule r ON r.no = k.no
        JOIN place p ON p.area = k.area
        LEFT JOIN value a ON a.no = k.no AND a.value = k.low
        LEFT JOIN value b ON b.no = k.no AND b.value = k.high
        WHERE NOT list_contains($left_out::INTEGER[], k.no)
    ) w
    JOIN rule r ON r.no = w.no
    LEFT JOIN grade g ON g.source_grade = w.source_grade AND g.information_grade = w.information_grade"""

MISFITS: Final = "SELECT sequence FROM said WHERE misfit AND NOT gone"

CELL: Final = """
    CREATE TEMP TABLE cell AS
    WITH counted AS (
        SELECT *, NOT (silent OR stale OR low_graded) AS usable FROM said
    ), best AS (
        SELECT area_no, no, max(age) AS age, bit_or(bit) AS bits FROM counted
        WHERE usable AND way IN ('newest', 'best_graded') GROUP BY area_no, no
    ), sorted_out AS (
        SELECT c.*, c.usable AND CASE c.way
            WHEN 'newest' THEN c.age = b.age
            WHEN 'best_graded' THEN coalesce(c.better & b.bits, 0) = 0
            ELSE true END AS kept
        FROM counted c LEFT JOIN best b ON b.area_no = c.area_no AND b.no = c.no
    ), gathered AS (
        SELECT area_no, no, any_value(way) AS way, any_value(is_category) AS is_category,
            bool_or(kept) AS found,
            bool_or(NOT silent AND stale) AS stale,
            bool_or(NOT silent AND low_graded) AS low_graded,
            min(low) FILTER (kept) AS least_low, max(low) FILTER (kept) AS greatest_low,
            min(high) FILTER (kept) AS least_high, max(high) FILTER (kept) AS greatest_high,
            bool_or(low < high) FILTER (kept) AS rounded,
            list(TRY_CAST(low AS INTEGER)) FILTER (kept AND is_category) AS lows,
            list(TRY_CAST(high AS INTEGER)) FILTER (kept AND is_category) AS highs
        FROM sorted_out GROUP BY area_no, no
    ), ends AS (
        SELECT g.*, least_low < greatest_low OR least_high < greatest_high AS differ,
            CASE WHEN NOT found THEN r.bottom WHEN g.way = 'worst_high' THEN greatest_low ELSE least_low END AS low,
            CASE WHEN NOT found THEN r.top WHEN g.way = 'worst_low' THEN least_high ELSE greatest_high END AS high
        FROM gathered g JOIN rule r ON r.no = g.no
        WHERE found OR stale OR low_graded
    )
    SELECT area_no, no, low, high,
        (CASE
            WHEN NOT found THEN stale::INTEGER * 4 + low_graded::INTEGER * 8
            WHEN way IN ('worst_high', 'worst_low') THEN (low < high)::INTEGER * 16
            ELSE differ::INTEGER * 2 + rounded::INTEGER * 16
        END)::UTINYINT AS causes,
        CASE
            WHEN NOT is_category THEN NULL
            WHEN found AND NOT (differ AND way IN ('worst_high', 'worst_low'))
                THEN list_sort(list_distinct(lows || highs))
            ELSE range(TRY_CAST(low AS INTEGER), TRY_CAST(high AS INTEGER) + 1)
        END AS codes
    FROM ends"""

COLUMN: Final = """
    SELECT {cells} FROM place p LEFT JOIN (SELECT * FROM cell WHERE no = {no}) c ON c.area_no = p.area_no
    ORDER BY p.area_no"""
