"""The tables of a store, and what stands in them at a time: every row is added once and never changed."""

from __future__ import annotations

from typing import Final

FORMAT: Final = "lagesbild-store"
VERSION: Final = 1
"""The version of the tables that this code writes and reads."""

CONTENT: Final = (
    *("area", "indicator", "number", "low", "high", "valid_from", "valid_until", "source_grade", "information_grade"),
    *("basis", "handling", "handling_ground", "reported_by", "note"),
)
"""What an observation says: one that is added again under its id must say the same."""

FATE: Final = ("withdrawn", "withdrawn_at", "superseded_by")
"""What became of an observation: may be stated later."""

_STATED: Final = """
    id VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    number BOOLEAN NOT NULL,
    low VARCHAR NOT NULL,
    high VARCHAR NOT NULL,
    valid_from DATE,
    valid_until DATE,
    recorded_at TIMESTAMP{wanted},
    withdrawn BOOLEAN NOT NULL,
    withdrawn_at TIMESTAMP,
    superseded_by VARCHAR,
    source_grade VARCHAR,
    information_grade VARCHAR,
    basis VARCHAR,
    handling VARCHAR,
    handling_ground VARCHAR,
    reported_by VARCHAR,
    note VARCHAR
"""

TABLES: Final = (
    "CREATE TABLE store (format VARCHAR NOT NULL, version INTEGER NOT NULL)",
    """CREATE TABLE change (
    number BIGINT PRIMARY KEY,
    made_at TIMESTAMP NOT NULL,
    unit VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    note VARCHAR
)""",
    f"CREATE TABLE observation (sequence BIGINT NOT NULL, change BIGINT NOT NULL,{_STATED.format(wanted=' NOT NULL')})",
    """CREATE TABLE mark (
    change BIGINT NOT NULL,
    observation VARCHAR NOT NULL,
    withdrawn_at TIMESTAMP,
    superseded_by VARCHAR,
    known_from TIMESTAMP
)""",
)
"""``number`` in ``change`` is the one key that the database holds unique: of two adds at once, one has to wait."""

STAGED: Final = f"CREATE TEMP TABLE staged (row BIGINT NOT NULL, path VARCHAR, line BIGINT,{_STATED.format(wanted='')})"
"""What is about to be added: for one add only, and gone with it."""

_MARKED: Final = """
    SELECT observation, min(withdrawn_at) AS withdrawn_at, min(superseded_by) AS superseded_by,
        min(known_from) AS known_from
    FROM mark GROUP BY observation"""

NOW: Final = f"""
    SELECT o.* REPLACE (
        o.withdrawn OR m.withdrawn_at IS NOT NULL AS withdrawn,
        coalesce(o.withdrawn_at, CASE WHEN NOT o.withdrawn THEN m.withdrawn_at END) AS withdrawn_at,
        coalesce(o.superseded_by, m.superseded_by) AS superseded_by)
    FROM observation o LEFT JOIN ({_MARKED}) m ON m.observation = o.id"""
"""Every observation with what has become of it."""

THEN: Final = f"""
    SELECT i.* REPLACE (
        CASE WHEN c.recorded_at > $known_at THEN NULL ELSE i.superseded_by END AS superseded_by)
    FROM (
        SELECT n.* EXCLUDE (known_from) REPLACE (
            n.withdrawn AND (n.withdrawn_at IS NULL OR n.withdrawn_at <= $known_at) AS withdrawn,
            CASE WHEN n.withdrawn_at <= $known_at THEN n.withdrawn_at END AS withdrawn_at,
            CASE WHEN n.known_from > $known_at THEN NULL ELSE n.superseded_by END AS superseded_by)
        FROM (
            SELECT o.* REPLACE (
                o.withdrawn OR m.withdrawn_at IS NOT NULL AS withdrawn,
                coalesce(o.withdrawn_at, CASE WHEN NOT o.withdrawn THEN m.withdrawn_at END) AS withdrawn_at,
                coalesce(o.superseded_by, m.superseded_by) AS superseded_by),
                CASE WHEN o.superseded_by IS NULL THEN m.known_from END AS known_from
            FROM observation o LEFT JOIN ({_MARKED}) m ON m.observation = o.id
            WHERE o.recorded_at <= $known_at
        ) n
    ) i
    LEFT JOIN (
        SELECT id, recorded_at FROM observation WHERE id IN (
            SELECT superseded_by FROM observation UNION SELECT superseded_by FROM mark)
    ) c ON c.id = i.superseded_by"""
"""Every observation that was recorded by ``$known_at``, with what had become of it by then."""
