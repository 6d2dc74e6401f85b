"""The lock: what every published text said, as two digests, so that none changes unnoticed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, RulesetError
from lagesbild_rules.files import read_text, replacing
from lagesbild_rules.ruleset._begun import begun_problems, finish
from lagesbild_rules.ruleset._catalogue import every_text_in
from lagesbild_rules.ruleset._changelog import changelog_problems
from lagesbild_rules.ruleset._digest import logic_digest, wording_digest
from lagesbild_rules.ruleset._from_yaml import load_ruleset
from lagesbild_rules.ruleset._model import Ruleset

LOCK: Final = "lock.json"
LOCK_FORMAT: Final = "lagesbild-lock/1"

_HELP: Final = "publish it as a new version with `lagesbild rulesets publish`, or put the old text back"


@frozen
class Locked:
    """What is kept of one version of one period's text. ``path`` is where it stood, with `/` between its parts."""

    id: str
    effective_from: str
    version: int
    path: str
    logic: str
    wording: str

    @property
    def name(self) -> str:
        return f"{self.id}@{self.effective_from} version {self.version}"


Lock = tuple[Locked, ...]
"""What is kept of every text that is published: all but drafts, the replaced versions among them."""


def lock_of(folder: Path) -> Lock:
    """Return the lock of the texts in *folder* as they are now; raises ``RulesetError`` with every problem in them."""
    return tuple(_locked(folder, path, ruleset) for path, ruleset in _texts(folder).items())


def read_lock(folder: Path) -> Lock:
    """Return the lock kept in *folder*; empty where there is none yet.

    Raises ``RulesetError`` when it cannot be read.
    """
    path = folder / LOCK
    return parse_lock(read_text(path, RulesetError, "max_ruleset_bytes"), str(path)) if path.exists() else ()


def parse_lock(text: str, path: str = LOCK) -> Lock:
    """Return the lock that *text* is; raises ``RulesetError`` when it cannot be read."""
    import cattrs  # loaded only where a lock is read or written

    try:
        data = json.loads(text)
        if data["format"] != LOCK_FORMAT:
            raise ValueError(data["format"])
        return cattrs.structure(data["texts"], Lock)
    except (ValueError, KeyError, TypeError, RecursionError, cattrs.BaseValidationError):
        finding = f"the lock is no JSON text in the format {LOCK_FORMAT}"
        raise RulesetError([Problem(Place(path), "LR605", finding, "put the last one back")]) from None


def lock_problems(folder: Path) -> list[Problem]:
    """Return where the texts in *folder* are not what its lock keeps; empty when all is well.

    A publication that was interrupted, a text that vanished, a digest that moved while the version did not, a text
    that is not locked, and a version without its entry in the changelog.
    """
    kept, texts = read_lock(folder), _texts(folder)
    now = {it.name: it for it in (_locked(folder, path, ruleset) for path, ruleset in texts.items())}
    problems = [*begun_problems(folder), *_not_as_kept(folder, kept, now)]
    for path, ruleset in texts.items():
        problems += changelog_problems(ruleset, path)
    return problems


def write_lock(folder: Path) -> Lock:
    """Write the lock of the texts in *folder* and return it; a publication that was interrupted is finished first.

    Raises ``RulesetError`` and writes nothing when a locked text vanished, moved under the same version, or has no
    changelog entry: a published text never changes.
    """
    import cattrs  # loaded only where a lock is read or written

    finish(folder)
    refused = [it for it in lock_problems(folder) if it.code != "LR603"]
    if refused:
        raise RulesetError(refused)
    lock = lock_of(folder)
    with replacing(folder / LOCK, RulesetError) as file:
        data = {"format": LOCK_FORMAT, "texts": cattrs.unstructure(lock)}
        file.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    return lock


def _texts(folder: Path) -> dict[Path, Ruleset]:
    """Return every text in *folder* that is no draft."""
    if not folder.is_dir():
        raise RulesetError(
            [Problem(Place(str(folder)), "LR001", "there is no such folder", "name a folder of rulesets")]
        )
    found: dict[Path, Ruleset] = {}
    problems: list[Problem] = []
    for path in every_text_in(folder):
        try:
            ruleset = load_ruleset(path)
        except RulesetError as it:
            problems.extend(it.problems)
        else:
            if ruleset.status != "draft":
                found[path] = ruleset
    if problems:
        raise RulesetError(problems)
    return found


def _locked(folder: Path, path: Path, ruleset: Ruleset) -> Locked:
    return Locked(
        ruleset.id,
        str(ruleset.effective.from_),
        ruleset.version,
        path.relative_to(folder).as_posix(),
        logic_digest(ruleset),
        wording_digest(ruleset),
    )


def _not_as_kept(folder: Path, kept: Lock, now: dict[str, Locked]) -> Iterator[Problem]:
    names = {it.name for it in kept}
    for it in kept:
        if it.name not in now:
            finding = f"the published text {it.name} vanished"
            help = "put it back, or beside the text that replaced it: published texts stay"
            yield Problem(Place(str(folder / it.path)), "LR602", finding, help)
            continue
        place = Place(str(folder / now[it.name].path))
        for digest in ("logic", "wording"):
            if getattr(it, digest) != getattr(now[it.name], digest):
                yield Problem(place, "LR601", f"the {digest} of {it.name} moved while its version did not", _HELP)
    for name, it in now.items():
        if name not in names:
            yield Problem(Place(str(folder / it.path)), "LR603", f"{name} is not locked", "run `rulesets lock`")
