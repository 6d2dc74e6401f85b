"""Every command that writes a file or a folder, and in which ways: the words, and what it writes."""

from __future__ import annotations

from typing import Final

from attrs import frozen

_TORG: Final = ("--ruleset", "torg.yaml", "--as-of", "2024-06-01")
_STORE: Final = ("--store", "out/store.duckdb")
_AT: Final = ("--unit", "Enhet 2", "--at", "2024-04-01")


@frozen
class Command:
    """A command line, run in a folder of inputs, and what it writes under `out`, of which there may be an old one."""

    words: tuple[str, ...]
    writes: str
    """The file, or the folder, that it writes; an old one stands there before."""
    starts: str | None = None
    """The input that *writes* is a copy of before, where the command changes what stands there."""
    settled: tuple[str, ...] | None = None
    """A command after which what was written is whole: one that finishes it, or writes what it holds to `out/held`."""
    fresh: bool = False
    """Whether nothing may stand there before."""
    needs: str | None = None
    """A library that is loaded beforehand, and takes long."""

    @property
    def name(self) -> str:
        kind = self.writes.rpartition("/")[2]
        return f"{' '.join(it for it in self.words[:2] if it.isalpha())} to {kind}"

    @property
    def is_folder(self) -> bool:
        return "." not in self.writes


def _to(writes: str, *words: str, option: str = "--out", **more: str | bool | tuple[str, ...] | None) -> Command:
    return Command((*words, option, f"out/{writes}"), writes, **more)  # type: ignore[arg-type]


def _assess(writes: str, format_: str, *words: str, facts: str = "wide.csv") -> Command:
    return _to(writes, "assess", facts, *_TORG, "--format", format_, *words)


COMMANDS: Final = (
    _assess("answers.jsonl", "jsonl"),
    _assess("answers.csv", "csv"),
    _assess("answers.txt", "table"),
    _assess("answers.parquet", "parquet"),
    _assess("columns.parquet", "parquet", "--engine", "columnar"),
    _assess("columns.csv", "csv", "--engine", "columnar"),
    _assess("columns.jsonl", "jsonl", facts="wide.parquet"),
    _assess("columns.txt", "table", facts="wide.parquet"),
    _assess("durable.jsonl", "jsonl", "--engine", "durable"),
    _to("parts", "assess", "parts", *_TORG, fresh=True),
    *(
        _to(f"why.{ending}", "explain", "wide.csv", "--area", "Sagotorget 1", *_TORG, "--format", format_,
            needs="typst" if format_ == "pdf" else None)
        for ending, format_ in (
            ("txt", "console"), ("json", "json"), ("md", "markdown"), ("html", "html"), ("pdf", "pdf"),
        )
    ),
    *(
        Command(("facts", "convert", facts, f"out/{writes}", *_TORG), writes)
        for facts, writes in (("wide.csv", "wide.jsonl"), ("wide.csv", "wide.parquet"), ("long.csv", "long.xlsx"))
    ),
    _to("completeness.txt", "facts", "completeness", "wide.csv", *_TORG),
    _to("form.xlsx", "form", "new", "--ruleset", "torg.yaml", "--unit", "Enhet 1", "--area", "Sagotorget 1",
        "--from", "2024-02-01"),
    _to("answers.csv", "form", "read", "form.xlsx", "--ruleset", "torg.yaml", "--at", "2024-03-01"),
    _to("ruleset.md", "rulesets", "show", "torg.yaml", "--format", "markdown"),
    _to("diff.md", "rulesets", "diff", "torg.yaml", "other.yaml", "--format", "markdown"),
    _to("torg.dmn", "rulesets", "export", "torg.yaml", option="--dmn"),
    _to("torg.sql", "rulesets", "export", "torg.yaml", "--sql", "--dialect", "duckdb", needs="sqlglot"),
    Command(("rulesets", "lock", "--rulesets", "out/unlocked"), "unlocked", starts="unlocked"),
    Command(("rulesets", "publish", "other.yaml", "--rulesets", "out/texts", "--kind", "correction",
             "--criteria", "`loud`", "--why", "It was read wrongly."), "texts", starts="texts",
            settled=("rulesets", "lock", "--rulesets", "out/texts")),
    Command(("store", "init", "out/store.duckdb"), "store.duckdb", fresh=True, needs="duckdb",
            settled=("store", "export", *_STORE, "--out", "out/held.csv")),
    Command(("store", "add", "long.csv", *_STORE, *_TORG, *_AT), "store.duckdb", starts="store.duckdb",
            needs="duckdb", settled=("store", "export", *_STORE, "--out", "out/held.csv")),
    Command(("store", "withdraw", "o0-0", *_STORE, *_AT), "store.duckdb", starts="store.duckdb", needs="duckdb",
            settled=("store", "export", *_STORE, "--out", "out/held.csv")),
    _to("list.csv", "store", "list", "--store", "store.duckdb", "--format", "csv", needs="duckdb"),
    _to("export.csv", "store", "export", "--store", "store.duckdb", needs="duckdb"),
    _to("power.md", "study", "power", "torg.yaml", "--format", "markdown"),
    *(
        _to(f"power.{it}", "study", "power", "torg.yaml", option="--plot", needs="matplotlib")
        for it in ("svg", "png", "pdf")
    ),
    _to("proofs.md", "study", "prove", "torg.yaml", "--format", "markdown", needs="z3"),
    _to("witnesses", "study", "prove", "torg.yaml", option="--save-witnesses", needs="z3"),
    _to("differ.md", "study", "diff", "torg.yaml", "other.yaml", "--format", "markdown", needs="z3"),
    _to("diff.svg", "study", "diff", "torg.yaml", "other.yaml", option="--plot", needs="matplotlib z3"),
    _to("coverage.md", "study", "coverage", "torg.yaml", "--format", "markdown", needs="z3"),
    _to("cases.yaml", "study", "coverage", "torg.yaml", option="--write", needs="z3"),
    _to("mutants.md", "study", "mutants", "torg.yaml", "--format", "markdown", needs="z3"),
    _to("killing.yaml", "study", "mutants", "torg.yaml", option="--write", needs="z3"),
    _to("agreement.md", "study", "agreement", "long.csv", *_TORG, "--format", "markdown"),
    _to("agreement.svg", "study", "agreement", "long.csv", *_TORG, option="--plot", needs="matplotlib"),
    _to("backtest.md", "study", "backtest", "wide.csv", *_TORG, "--published", "published.csv", "--format", "markdown"),
    _to("backtest.svg", "study", "backtest", "wide.csv", *_TORG, "--published", "published.csv", option="--plot",
        needs="matplotlib"),
    _to("edits.md", "study", "attribution", "torg.yaml", "other.yaml", "--facts", "wide.csv", "--as-of", "2024-06-01",
        "--format", "markdown"),
    _to("edits.svg", "study", "attribution", "torg.yaml", "other.yaml", "--facts", "wide.csv", "--as-of", "2024-06-01",
        option="--plot", needs="matplotlib"),
    _to("rests.md", "study", "sensitivity", "wide.csv", *_TORG, "--format", "markdown"),
    _to("rests.svg", "study", "sensitivity", "wide.csv", *_TORG, option="--plot", needs="matplotlib"),
    _to("receipts.jsonl", "assess", "wide.csv", *_TORG, option="--receipts"),
    _to("verified.json", "verify", "receipts.jsonl", "--rulesets", "texts", "--format", "json"),
    Command(("sign", "out/signed/receipts.jsonl", "--key", "office.key"), "signed", starts="signed",
            needs="cryptography"),
    _to("office.pub", "key", "show", "office.key", fresh=True, needs="cryptography"),
    _to("head.json", "log", "head", "log.jsonl"),
    _to("log.csv", "log", "export", "log.jsonl", "--format", "csv"),
    _to("log.txt", "log", "show", "log.jsonl"),
    _to("comparison.md", "compare", "published:2023", "published:2025", "--format", "markdown"),
    _to("picture", "picture", "wide.csv", *_TORG, "--force", needs="typst"),
    Command(("geometry", "export", "published:2025", "out/list.geojson", "--web"), "list.geojson", needs="geopandas"),
    Command(("geometry", "export", "published:2025", "out/list.gpkg"), "list.gpkg", needs="geopandas"),
    _to("map.svg", "geometry", "map", "published:2025", needs="geopandas"),
    _to("near.csv", "geometry", "indicators", "published:2025", "--listed", "published:2025", needs="geopandas"),
    _to("neighbours.csv", "geometry", "neighbours", "published:2025", "--within", "500", needs="geopandas"),
    _to("overlap.csv", "geometry", "overlap", "published:2023", "published:2025", "--date", "2025-12-01",
        needs="geopandas"),
    Command(("round", "new", "out/round", *_TORG, "--due", "2024-05-01", "--areas", "areas.csv"), "round", fresh=True,
            needs="duckdb"),
    _to("status.json", "round", "status", "round", "--day", "2024-05-01", "--format", "json", needs="duckdb"),
    _to("unit.md", "round", "unit", "round", "--unit", "Område 1", "--day", "2024-05-01", "--format", "markdown",
        needs="duckdb"),
    _to("pages", "round", "pages", "round", "--day", "2024-05-01", fresh=True, needs="duckdb"),
    _to("audit", "study", "audit", "--ruleset", "torg.yaml", needs="matplotlib z3 typst"),
)  # fmt: skip

KEYS: Final = Command(("key", "new", "out/keys/unit"), "keys", starts="keys", needs="cryptography")
"""A pair of keys, which is another one each time."""

READ: Final = frozenset({"facts", "areas_table", "folders", "lineage", "forms", "text", "file", "observations",
                         "published_table", "lineage_table", "decisions_table", "geometry", "declared", "columns",
                         "previous", "files", "inputs", "head_file", "key", "keys",
                         "policy", "envelopes", "passphrase_file", "public"})  # fmt: skip
"""Arguments and options that name what is read."""
WRITTEN: Final = frozenset({"out", "to", "plot", "write", "save_witnesses", "dmn_file", "receipts"})
"""Those that name what is written."""
CHANGED: Final = frozenset({("rulesets", "lock"), ("rulesets", "publish"), ("store", "init"), ("store", "add"),
                            ("store", "withdraw")})  # fmt: skip
"""Commands that change what another argument names."""
KEPT_IN: Final = frozenset({("store", "store"), ("round", "folder")})
"""What commands of a group all name, and only some of them change."""
APART: Final = frozenset({("key", "new")})
"""Commands that write two files, each of them whole: a pair of keys, where nothing may stand."""
