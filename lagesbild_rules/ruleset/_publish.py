"""Publishing: a new text takes its place, the replaced one stays beside it, and the changelog and lock say so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from lagesbild_rules.errors import Place, Problem, RulesetError
from lagesbild_rules.files import read_text
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._begun import begin, finish
from lagesbild_rules.ruleset._changelog import CHANGELOG, period_words
from lagesbild_rules.ruleset._digest import logic_digest, wording_digest
from lagesbild_rules.ruleset._from_yaml import load_ruleset, parse_ruleset
from lagesbild_rules.ruleset._lock import lock_problems, write_lock
from lagesbild_rules.ruleset._model import Ruleset


@frozen
class Entry:
    """What the changelog is to say of a new version: its kind, the criteria touched, and why."""

    kind: str
    criteria: str
    why: str


@frozen
class _Version:
    """A text that is to be written: where, what it says, and what the changelog says of it."""

    path: Path
    text: str
    ruleset: Ruleset
    entry: Entry


def publish(text: Path, folder: Path, entry: Entry) -> list[Path]:
    """Publish the text in the file *text* among the rulesets in *folder*; return the files written, the lock last.

    A text for a period that *folder* has already becomes its next version, and the replaced one is kept as
    ``<from>.v<n>.yaml``. A text for a new period becomes version 1, and the period before it gets a version that ends
    where the new one begins. Interrupted at any point, nothing was written or ``write_lock`` writes the rest.

    Raises ``RulesetError``, with nothing written, when *folder* is not as its lock has it, or when the text is a draft
    or changes nothing.
    """
    new = load_ruleset(text)
    if unlocked := [it for it in lock_problems(folder) if it.code != "LR603"]:
        raise RulesetError(unlocked)
    if new.status == "draft":
        _refuse(text, "the text is a draft", "set `status` to trial or in_force when it is to be published")
    path = folder.joinpath(*new.id.split(".")) / f"{new.effective.from_}.yaml"
    if path.resolve() == text.resolve():
        _refuse(text, "the text stands where it is to be published", "put the new text into a file of its own")
    source = read_text(text, RulesetError, "max_ruleset_bytes")
    kept: dict[Path, str] = {}
    if path.exists():
        old = load_ruleset(path)
        if _digests(old) == _digests(evolve(new, version=old.version)):
            _refuse(text, f"the text says what version {old.version} says", "change something first")
        kept[path.with_name(f"{new.effective.from_}.v{old.version}.yaml")] = read_text(
            path, RulesetError, "max_ruleset_bytes"
        )
        versions = [_version(path, source, old.version + 1, entry)]
    else:
        versions = [_version(path, source, 1, entry), *_ended(path, new, kept)]
    return [*_write(folder, versions, kept), _locked(folder)]


def _digests(ruleset: Ruleset) -> tuple[str, str]:
    return logic_digest(ruleset), wording_digest(ruleset)


def _ended(path: Path, new: Ruleset, kept: dict[Path, str]) -> list[_Version]:
    """Return the text of the period before *new* with its end set, where it does not end by then."""
    ended = []
    for other in sorted(path.parent.glob("????-??-??.yaml")):
        old = load_ruleset(other)
        until = old.effective.until
        if old.effective.from_ < new.effective.from_ and (until is None or until > new.effective.from_):
            source = read_text(other, RulesetError, "max_ruleset_bytes")
            kept[other.with_name(f"{old.effective.from_}.v{old.version}.yaml")] = source
            why = f"The next period begins on {new.effective.from_}."
            entry = Entry("status", "none changed.", why)
            ended.append(_version(other, source, old.version + 1, entry, new.effective.from_))
    return ended


def _version(path: Path, source: str, version: int, entry: Entry, until: date | None = None) -> _Version:
    before = parse_ruleset(source, str(path))
    text = with_version(source, version)
    if until is not None:
        text = with_until(text, until)
    ruleset = parse_ruleset(text, str(path))
    if ruleset.version != version or logic_digest(ruleset) != logic_digest(before):
        _refuse(path, "its version cannot be set", "write `version: …` plainly, on a line of its own")
    if until is not None and ruleset.effective.until != until:
        _refuse(path, "its end cannot be set", "write `effective` as {from: …, until: …} or as lines of their own")
    return _Version(path, text, ruleset, entry)


def with_version(source: str, version: int) -> str:
    """Return the text *source* with its ``version`` set; all else stays as it is."""
    node = _yaml.parse(source, "<text>", [])
    assert isinstance(node, _yaml.Mapping)
    return _replaced(source, node.items["version"], str(version))


def with_until(source: str, until: date) -> str:
    """Return the text *source* whose period ends on *until*; all else stays as it is."""
    node = _yaml.parse(source, "<text>", [])
    assert isinstance(node, _yaml.Mapping)
    period = node.items["effective"]
    assert isinstance(period, _yaml.Mapping)
    if "until" in period.items:
        return _replaced(source, period.items["until"], str(until))
    from_ = period.items["from"]
    key = period.keys["from"]
    lines = source.split("\n")
    assert key.line is not None
    before = lines[key.line - 1][: int(key.column or 1) - 1]
    added = f"\n{before}until: {until}" if not before.strip() else f", until: {until}"
    assert isinstance(from_, _yaml.Scalar)
    return _replaced(source, from_, f"{from_.text}{added}")


def _replaced(source: str, node: _yaml.Node, text: str) -> str:
    assert isinstance(node, _yaml.Scalar)
    assert node.place.line is not None
    assert isinstance(node.place.column, int)
    lines = source.split("\n")
    line, column = lines[node.place.line - 1], node.place.column - 1
    quote = line[column] if line[column] in "'\"" else ""
    end = column + len(node.text) + 2 * len(quote)
    lines[node.place.line - 1] = line[:column] + text + line[end:]
    return "\n".join(lines)


def _write(folder: Path, versions: list[_Version], kept: dict[Path, str]) -> list[Path]:
    for path in kept:
        if path.exists():
            _refuse(path, "a replaced text stands there already", "look why: a version is kept only once")
    changelog = versions[0].path.parent / CHANGELOG
    texts = {**kept, **{it.path: it.text for it in versions}, changelog: _with_entries(changelog, versions)}
    begin(folder, texts)
    finish(folder)
    return list(texts)


def _with_entries(changelog: Path, versions: list[_Version]) -> str:
    head = f"# Changelog: `{versions[0].ruleset.id}`\n\n"
    source = read_text(changelog, RulesetError, "max_ruleset_bytes") if changelog.exists() else head
    first = source.find("\n## ") + 1 or len(source)
    entries = "".join(
        f"## {it.ruleset.effective.from_}, version {it.ruleset.version}\n"
        f"- **Kind**: {it.entry.kind}\n"
        f"- **Period**: {period_words(it.ruleset.effective)}\n"
        f"- **Criteria**: {it.entry.criteria}\n"
        f"- **Why**: {it.entry.why}\n\n"
        for it in versions
    )
    return source[:first] + entries + source[first:]


def _locked(folder: Path) -> Path:
    write_lock(folder)
    return folder / "lock.json"


def _refuse(path: Path, finding: str, help: str) -> None:
    raise RulesetError([Problem(Place(str(path)), "LR606", finding, help)])
