"""Cases of rulesets as tests of pytest: one for each case of each ``cases/*.yaml`` beside a ruleset.

Nothing is done unless it is asked for: ``pytest --lagesbild-rulesets FOLDER`` runs the cases of the rulesets in
FOLDER too; the ini value ``lagesbild_rulesets`` names folders whose cases are tests where pytest comes by, as
through ``testpaths``. What runs a case is imported when the first one is collected: this module stands outside the
package, so that pytest loads nothing of the package until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from lagesbild_rules.ruleset import Case, Ruleset
    from lagesbild_rules.testing import CaseResult

_OPTION = "lagesbild_rulesets"
_CASES = "cases"

_folders = pytest.StashKey[tuple[Path, ...]]()
_loaded = pytest.StashKey[dict[Path, "tuple[Ruleset, ...]"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("lagesbild", "cases of lagesbild rulesets")
    group.addoption(
        "--lagesbild-rulesets",
        action="append",
        default=[],
        metavar="FOLDER",
        help="Run the cases that stand beside the rulesets in FOLDER; may be repeated.",
    )
    parser.addini(_OPTION, "Folders of rulesets whose cases are tests.", type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    asked = [_absolute(config, it) for it in config.getoption(_OPTION)]
    for folder in asked:
        if not folder.is_dir():
            raise pytest.UsageError(f"--lagesbild-rulesets: there is no folder {folder}")
    config.stash[_folders] = tuple(it.resolve() for it in (*asked, *config.getini(_OPTION)))
    config.stash[_loaded] = {}
    if not hasattr(config, "workerinput"):  # a worker of xdist is told what to collect
        named = [_absolute(config, it) for it in config.args]
        config.args.extend(str(it) for it in asked if not any(_overlap(it, other) for other in named))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseFile | None:
    folders = parent.config.stash[_folders]
    if not folders or file_path.suffix != ".yaml" or file_path.parent.name != _CASES:
        return None
    if not any(file_path.resolve().is_relative_to(it) for it in folders) or not _texts_beside(file_path.parent):
        return None
    return CaseFile.from_parent(parent, path=file_path)


class CaseFile(pytest.File):
    """A file of cases; its rulesets are the texts in the folder above."""

    def collect(self) -> Iterator[CaseItem]:
        from lagesbild_rules.errors import RulesetError
        from lagesbild_rules.ruleset import load_cases

        try:
            rulesets = self._rulesets()
            cases = load_cases(self.path)
        except RulesetError as it:
            raise self.CollectError(str(it)) from None
        seen: set[str] = set()
        for case in cases:
            sentence = " ".join(case.case.replace("::", ":").split())
            name = f"{sentence} (line {case.place.line})" if sentence in seen else sentence
            seen.add(sentence)
            yield CaseItem.from_parent(self, name=name, case=case, rulesets=rulesets)

    def _rulesets(self) -> tuple[Ruleset, ...]:
        from lagesbild_rules.ruleset import load_ruleset

        folder, loaded = self.path.parent, self.config.stash[_loaded]
        if folder not in loaded:
            loaded[folder] = tuple(load_ruleset(it) for it in _texts_beside(folder))
        return loaded[folder]


class CaseItem(pytest.Item):
    """One case, put to the text in force on its day."""

    def __init__(self, *, case: Case, rulesets: tuple[Ruleset, ...], **rest: Any) -> None:
        super().__init__(**rest)
        self.case, self.rulesets = case, rulesets

    def runtest(self) -> None:
        from lagesbild_rules.testing import run_case

        found = [it for it in self.rulesets if it.effective.covers(self.case.as_of)]
        if len(found) != 1:
            texts = ", ".join(it.place.path for it in found)
            many = f"{len(found)} texts beside it are in force on {self.case.as_of}: {texts}"
            raise CaseFailed(many if found else f"no text beside it is in force on {self.case.as_of}")
        result = run_case(found[0], self.case)
        if not result.passed:
            raise CaseFailed("\n".join(_lines(result)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: object) -> str:
        from lagesbild_rules.errors import LagesbildError

        if isinstance(excinfo.value, CaseFailed | LagesbildError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        line = self.case.place.line
        return self.path, line - 1 if line else None, self.name


class CaseFailed(Exception):
    """What was found is not what the case expects."""


def _lines(result: CaseResult) -> Iterator[str]:
    from lagesbild_rules.testing import path_lines

    for failure in result.failures:
        yield f"{failure.subject}: expected {failure.expected}, found {failure.found}"
        yield from (f"  {line}" for line in path_lines(result, failure))
    yield f"{result.case.place}, put to {result.ruleset.reference}"


def _texts_beside(cases: Path) -> list[Path]:
    from lagesbild_rules.ruleset import texts_in

    return [it for it in texts_in(cases.parent) if it.parent == cases.parent]


def _absolute(config: pytest.Config, path: str) -> Path:
    return config.invocation_params.dir / path.partition("::")[0]


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)
