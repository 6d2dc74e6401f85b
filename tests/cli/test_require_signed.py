"""Every command that uses a ruleset refuses one that is not signed as a policy wants it; a new one has to as well."""

from __future__ import annotations

import ast
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from lagesbild_rules import load_ruleset
from lagesbild_rules.cli._signed_rulesets import VARIABLE
from lagesbild_rules.picture import read_round
from lagesbild_rules.record import ENVELOPE, read_policy, require_signed, ruleset_statement, sign, statement_of
from lagesbild_rules.ruleset import LOCK
from tests.record.signing.keys import OTHER, PUBLISHER, policy_text

from .calls import COMMANDS, call_of, make_all_inputs
from .conftest import ROOT, Run

THAT_ASK: Final = [path for path, it in COMMANDS.items() if any(one.name == "policy" for one in it.params)]
"""The commands that take a policy."""
NAMES: Final = {"reference", "before", "after", "targets", "text"}
"""Parameters that name a ruleset; the folder of a round holds one."""
FREE: Final[Mapping[str, str]] = {
    "geometry overlap": "the two that it names are geometries",
    "round check": "it tells whether files are as they were, and uses no ruleset",
    "round return": "it records what became of answers, and uses no ruleset",
    "round send": "it records what became of answers, and uses no ruleset",
    "rulesets check": "it is about the text, which is looked at before it is signed",
    "rulesets publish": "it makes the text that is signed afterwards",
    "rulesets show": "it is about the text, which is looked at before it is signed",
    "rulesets test": "it is about the text, which is looked at before it is signed",
}
"""The commands that seem to name a ruleset and ask for no signatures, each with the reason."""
RULE: Final = '  - {rulesets: ["*"], signers: [publisher]}\n'
DAY: Final = "2024-06-30"


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    make_all_inputs(folder)
    (folder / "policy.yaml").write_text(policy_text(RULE), encoding="utf-8")
    (folder / "nobody.yaml").write_text(policy_text(RULE, names=("publisher",)).replace(
        PUBLISHER.public.pem.splitlines()[1], OTHER.public.pem.splitlines()[1]), encoding="utf-8")  # fmt: skip
    return folder


@pytest.fixture
def here(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of all inputs, which is where commands run."""
    folder = tmp_path / "run"
    shutil.copytree(inputs, folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv(VARIABLE, raising=False)
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {str(it.relative_to(folder)): it.read_bytes() for it in sorted(folder.rglob("*")) if it.is_file()}


def sign_all(folder: Path) -> None:
    for it in (folder / "torg.yaml", folder / "other.yaml", folder / "round" / "ruleset.yaml"):
        made = sign(ruleset_statement(load_ruleset(it)), PUBLISHER)
        Path(f"{it}{ENVELOPE}").write_text(made.text, encoding="utf-8")


def test_every_command_that_uses_a_ruleset_asks_for_signatures() -> None:
    named = {
        path for path, it in COMMANDS.items()
        if {one.name for one in it.params} & NAMES
        or (path.startswith("round ") and any(one.name == "folder" for one in it.params))
    }  # fmt: skip
    assert named - set(THAT_ASK) == set(FREE)
    assert {"assess", "compare", "watch", "form read", "round freeze", "study prove"} <= set(THAT_ASK)
    asking = {"policy", "policy_day", "envelopes"}
    assert all(asking <= {it.name for it in COMMANDS[path].params} for path in THAT_ASK)


def test_no_command_takes_a_ruleset_by_another_door() -> None:
    """Those that do stand here, each with what they are about."""
    doors = {
        "_signed_rulesets.py": {"resolve"},
        "_log_sources.py": {"resolve", "read_round"},  # to name what a command is about to use
        "_round_options.py": {"read_round"},  # then refused where it is not signed
        "_options.py": {"read_round"},  # only to tell that it was changed
        "_round_moves.py": {"read_round"},  # the files alone
        "_verify_studies.py": {"read_round"},  # what was published is looked at again, whoever signed it
        "_rulesets_check.py": {"load_ruleset"},  # texts, before they are signed
        "_rulesets_diff.py": {"resolve"},
        "_rulesets_show.py": {"resolve"},
    }
    found: dict[str, set[str]] = {}
    for file in (ROOT / "lagesbild_rules" / "cli").glob("*.py"):
        for it in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = {one.name for one in it.names} if isinstance(it, ast.ImportFrom) else set()
            opening = names & {"resolve", "find_ruleset", "load_ruleset", "parse_ruleset", "read_round"}
            if opening:
                found.setdefault(file.name, set()).update(opening)
    assert found == doors


@pytest.mark.parametrize("path", [it for it in THAT_ASK if it != "verify"])
def test_a_command_refuses_what_is_not_signed_and_takes_what_is(
    path: str, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, before = call_of(path), held(here)
    for more, setting in ((("--require-signed", "policy.yaml", "--policy-day", DAY), ""), ((), "policy.yaml")):
        monkeypatch.setenv(VARIABLE, setting)
        done = run(*words, *more)
        assert (done.code, done.out) == (2, ""), done.err
        assert "LR884" in done.err
        assert "is not signed: 1 signature is needed" in done.err
        assert held(here) == before
    sign_all(here)
    monkeypatch.setenv(VARIABLE, "nobody.yaml")
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert "is by a key that the rule does not name" in done.err
    done = run(*words, "--require-signed", "policy.yaml", "--policy-day", DAY)
    assert done.code == 0, done.err
    assert "policy" not in done.err


def test_a_policy_that_cannot_be_read_refuses_all(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_all(here)
    monkeypatch.setenv(VARIABLE, "gone.yaml")
    for words in (call_of("watch"), ("compare", "published:2023", "published:2025")):
        done = run(*words)
        assert (done.code, done.out) == (2, "")
        assert "gone.yaml: LR001" in done.err


def test_the_day_of_the_check_is_told_once(run: Run, here: Path) -> None:
    sign_all(here)
    done = run(*call_of("rulesets diff"), "--require-signed", "policy.yaml")
    assert done.code == 0
    assert done.err.count("choose another day with --policy-day") == 1


def test_what_is_not_signed_yet_can_be_looked_at(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "policy.yaml")
    looked = (
        ("rulesets", "diff", "torg.yaml", "other.yaml"),
        ("rulesets", "show", "torg.yaml"),
        ("rulesets", "check", "--rulesets", "texts", "torg.yaml"),
        ("rulesets", "test", "torg.yaml"),
    )
    for words in looked:
        assert "LR884" not in run(*words).err


@pytest.fixture(params=["beside", "lock", "elsewhere"])
def signed(request: pytest.FixtureRequest, here: Path) -> tuple[str, tuple[str, ...]]:
    """A ruleset and what names its signature, which stands in one of three places."""
    text = here / "texts" / "konstruerat" / "torg" / "2024-01-01.yaml"
    named = here / "texts" / LOCK if request.param == "lock" else text
    more = ("--signatures", "kept.json") if request.param == "elsewhere" else ()
    envelope = Path("kept.json") if more else Path(f"{named}{ENVELOPE}")
    made = sign(statement_of(named.read_bytes(), str(named)), PUBLISHER)
    envelope.write_text(made.text, encoding="utf-8")
    return str(text.relative_to(here)), more


def test_a_round_keeps_what_signs_its_ruleset(run: Run, here: Path, signed: tuple[str, tuple[str, ...]]) -> None:
    """Nothing that is outside of it is needed later, and an own envelope is put in where there was none."""
    text, more = signed
    required = ("--require-signed", "policy.yaml", "--policy-day", DAY)
    made = run("round", "new", "out/round", "--ruleset", text, "--as-of", "2024-06-01", "--due", "2024-05-01",
               "--areas", "areas.csv", *required, *more)  # fmt: skip
    assert made.code == 0, made.err
    shutil.rmtree("texts")
    assert run("round", "add", "out/round", "long.csv", "--at", "2024-03-01", *required).code == 0
    assert run("round", "freeze", "out/round", "--role", "chef", "--although-missing", "--at", "2024-03-02",
               *required).code == 0  # fmt: skip
    assert run("round", "status", "out/round", "--day", "2024-03-02", *required).code == 0
    kept = read_round("out/round").ruleset
    assert require_signed(kept, read_policy("policy.yaml"), day=DAY).holding == 1
    assert run("round", "status", "out/round", "--day", "2024-03-02", "--require-signed", "nobody.yaml").code == 2


def test_the_round_before_is_asked_for_its_signatures_too(run: Run, here: Path) -> None:
    shutil.copytree("round", "earlier")
    sign_all(here)
    words = ("round", "unit", "round", "--unit", "Område 1", "--day", "2024-05-01", "--previous", "earlier")
    done = run(*words, "--require-signed", "policy.yaml", "--policy-day", DAY)
    assert done.code == 2
    assert f"earlier{os.sep}ruleset.yaml: LR884" in done.err
    assert run(*words).code == 0
