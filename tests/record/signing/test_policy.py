"""Policies: whose signatures are accepted for which rulesets, and what is told of the rest."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import LagesbildError, Ruleset, load_ruleset
from lagesbild_rules.record import (
    ENVELOPE,
    Envelope,
    Policy,
    PrivateKey,
    parse_policy,
    read_envelope,
    require_signed,
    ruleset_statement,
    sign,
    statement_of,
    verify_by_policy,
    verify_signatures,
)
from lagesbild_rules.record._policy import _fits
from lagesbild_rules.ruleset import write_lock
from tests.cli.conftest import RULESET, Run
from tests.cli.schemas import fits

from .keys import OTHER, PUBLISHER, SECOND, policy_text, written

RULE = "  - {rulesets: [konstruerat.*], signers: [publisher, second], needed: %d}\n"
DAY = "2024-06-30"
CHANGELOG = """\
# Torg

## 2024-01-01, version 1
- **Kind**: new period
- **Period**: from 2024-01-01 until 2025-01-01
- **Criteria**: `attended`.
- **Why**: constructed.
"""


@pytest.fixture
def torg(tmp_path: Path) -> Ruleset:
    """A small ruleset in a folder of rulesets of its own."""
    path = tmp_path / "rulesets" / "konstruerat" / "torg" / "2024-01-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RULESET.format(status="in_force", from_="2024-01-01", until="2025-01-01"), encoding="utf-8")
    return load_ruleset(path)


def policy(rules: str = RULE % 1, more: str = "") -> Policy:
    text = policy_text(rules, more=more)
    fits(yaml.safe_load(text.replace(": 2024", ": !!str 2024")), "policy")
    return parse_policy(text, "policy.yaml")


def signed(ruleset: Ruleset, *keys: PrivateKey, at: str | None = None) -> Envelope:
    made = sign(ruleset_statement(ruleset, at=at), *keys)
    fits(json.loads(made.text), "envelope")
    fits(made.statement.data, "statement")
    Path(f"{ruleset.place.path}{ENVELOPE}").write_text(made.text, encoding="utf-8")
    return made


def refused(ruleset: Ruleset, by: Policy, day: str = DAY) -> str:
    with pytest.raises(LagesbildError) as told:
        require_signed(ruleset, by, day=day)
    (problem,) = told.value.problems
    assert problem.code == "LR884"
    assert problem.help
    return problem.finding


def test_what_is_signed_as_wanted_is_accepted(torg: Ruleset) -> None:
    signed(torg, PUBLISHER)
    assert require_signed(torg, policy(), day=DAY).holding == 1
    signed(torg, PUBLISHER, SECOND, OTHER)
    assert require_signed(torg, policy(RULE % 2), day=DAY).holding == 2


def test_what_is_missing_is_told(torg: Ruleset) -> None:
    assert "is not signed: 1 signature is needed, and no envelope" in refused(torg, policy())
    signed(torg, PUBLISHER)
    told = refused(torg, policy(RULE % 2))
    assert "2 signatures are needed, and 1 holds" in told
    assert "that of `The second (constructed)` is missing" in told
    signed(torg, OTHER)
    assert f"`{OTHER.public.id}` is by a key that the rule does not name" in refused(torg, policy())
    signed(torg, PUBLISHER)
    rules = '  - {rulesets: [noa.*], signers: [publisher]}\n  - {rulesets: ["*"], use: answer, signers: [second]}\n'
    assert "no rule of the policy is for `konstruerat.torg`" in refused(torg, policy(rules))


def test_a_text_that_was_changed_is_told_with_the_digest_that_differs(torg: Ruleset) -> None:
    signed(torg, PUBLISHER)
    path = Path(torg.place.path)
    before = path.read_text(encoding="utf-8")
    for old, new, digest in (("equals: true", "equals: false", "logic"), ("Squares", "Places", "wording")):
        path.write_text(before.replace(old, new), encoding="utf-8")
        assert f"is not what was signed: its {digest} differs" in refused(load_ruleset(path), policy())
    path.write_text(f"# a remark\n{before}", encoding="utf-8")
    assert require_signed(load_ruleset(path), policy(), day=DAY).hold


def test_the_first_rule_that_is_for_a_ruleset_holds(torg: Ruleset) -> None:
    signed(torg, PUBLISHER)
    rules = '  - {rulesets: [konstruerat.torg], signers: [second]}\n  - {rulesets: ["*"], signers: [publisher]}\n'
    assert "1 signature is needed, and 0 hold" in refused(torg, policy(rules))
    assert require_signed(torg, policy("".join(reversed(rules.splitlines(keepends=True)))), day=DAY).hold


VALID = "    valid: {from: 2024-01-01, until: 2024-07-01}\n"


@pytest.mark.parametrize(
    ("at", "day", "told"),
    [
        (None, "2024-06-30", None),
        (None, "2023-12-31", "not valid then"),
        (None, "2024-07-01", "not valid then"),
        ("2024-06-30", "2030-01-01", None),
        ("2024-01-01", "2024-01-01", None),
        ("2023-12-31", "2024-06-30", "not valid then"),
        ("2024-07-01", "2024-08-01", "not valid then"),
        ("2024-06-30", "2024-06-29", "a day that has not come"),
    ],
)
def test_a_key_signs_in_its_days(torg: Ruleset, at: str | None, day: str, told: str | None) -> None:
    """By the day stated in what is signed; where none is, on the day of the check."""
    signed(torg, SECOND, at=at)
    by = policy(more=VALID)
    if told is None:
        assert require_signed(torg, by, day=day).hold
    else:
        assert told in refused(torg, by, day)


def test_a_revoked_key_never_signs(torg: Ruleset) -> None:
    signed(torg, SECOND, at="2024-01-01")
    assert "is by a revoked key" in refused(torg, policy(more=f"{VALID}    revoked: true\n"))
    assert require_signed(torg, policy(more="    revoked: false\n"), day=DAY).hold


def test_a_broken_signature_counts_against_all(torg: Ruleset) -> None:
    text = json.loads(signed(torg, PUBLISHER, SECOND).text)
    text["signatures"][1]["sig"] = text["signatures"][0]["sig"]
    Path(f"{torg.place.path}{ENVELOPE}").write_text(json.dumps(text), encoding="utf-8")
    assert "that of `The second (constructed)` is not this key's over this" in refused(torg, policy())
    Path(f"{torg.place.path}{ENVELOPE}").write_text("{}", encoding="utf-8")
    with pytest.raises(LagesbildError, match="LR882"):
        require_signed(torg, policy(), day=DAY)


def test_a_signed_lock_stands_for_the_texts_in_it(torg: Ruleset, tmp_path: Path) -> None:
    root, path = tmp_path / "rulesets", Path(torg.place.path)
    path.with_name("CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    write_lock(root)
    lock = root / "lock.json"
    assert "no envelope" in refused(torg, policy())
    envelope = root / f"lock.json{ENVELOPE}"
    envelope.write_text(sign(statement_of(lock.read_bytes(), "lock.json"), PUBLISHER).text, encoding="utf-8")
    assert require_signed(torg, policy(), day=DAY).subject.kind == "lock"
    assert "2 signatures are needed" in refused(torg, policy(RULE % 2))
    changed = path.read_text(encoding="utf-8").replace("Squares", "Places")
    path.write_text(changed, encoding="utf-8")
    assert "is not signed" in refused(load_ruleset(path), policy())
    other = lock.read_text(encoding="utf-8").replace(
        ruleset_statement(torg).data["ruleset"]["wording"],  # type: ignore[index, call-overload, arg-type]
        ruleset_statement(load_ruleset(path)).data["ruleset"]["wording"],  # type: ignore[index, call-overload, arg-type]
    )
    lock.write_text(other, encoding="utf-8")
    assert "is not what was signed" in refused(load_ruleset(path), policy())
    # A file that only calls itself a lock is signed as one by nobody.
    envelope.write_text(sign(statement_of(other.encode(), "lock.json"), OTHER).text, encoding="utf-8")
    assert "does not name" in refused(load_ruleset(path), policy())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("lagesbild-policy/1", "lagesbild-policy/2", "LR883 the policy is in the format"),
        ("needed: 1", "needed: 3", "LR883 3 signatures are needed, and 2 may sign"),
        ("needed: 1", "needed: 0", "LR1"),
        ("signers: [publisher, second]", "signers: [publisher, tredje]", "LR883 no signer is called `tredje`"),
        ("signers: [publisher, second]", "signers: []", "LR114"),
        ("konstruerat.*", "Konstruerat.*", "LR883 .*no pattern of ids"),
        ("accept:", "except:", "LR106"),
        ("needed: 1", "use: anything", "LR112"),
        ("BEGIN PUBLIC KEY", "BEGIN PUBLIC KEYS", "LR880"),
        ("name: The publisher (constructed)", "title: x", "LR107"),
        ("accept:\n", "    valid: {from: 2024-02-01, until: 2024-02-01}\naccept:\n", "LR883 the key is valid until"),
        ("accept:\n", "    revoked: maybe\naccept:\n", "LR112"),
        ("accept:\n", "accept: &x\n", "LR104"),
        ("signers:\n", "signers:\n\t", "LR101"),
    ],
)
def test_what_a_policy_cannot_mean_is_told(old: str, new: str, told: str) -> None:
    text = policy_text(RULE % 1)
    assert old in text
    with pytest.raises(LagesbildError, match=told) as found:
        parse_policy(text.replace(old, new, 1), "policy.yaml")
    assert type(found.value).__name__ == "SignatureError"
    assert all(problem.place.line for problem in found.value.problems)


def test_one_key_is_not_two_signers() -> None:
    text = policy_text(RULE % 2).replace(SECOND.public.pem.splitlines()[1], PUBLISHER.public.pem.splitlines()[1])
    with pytest.raises(LagesbildError, match=r"LR883 `second` has the same key as `publisher`"):
        parse_policy(text)


def test_a_policy_may_be_json(torg: Ruleset) -> None:
    signed(torg, PUBLISHER)
    text = json.dumps(yaml.load(policy_text(RULE % 1), Loader=yaml.BaseLoader), indent=1)
    assert require_signed(torg, parse_policy(text), day=DAY).hold


@given(st.text("ab.*", max_size=12), st.text("ab.", max_size=12))
def test_a_star_is_any_text_and_all_else_is_itself(pattern: str, id: str) -> None:
    expected = re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), id) is not None
    assert _fits(pattern, id) == expected


def test_answers_have_rules_of_their_own(torg: Ruleset) -> None:
    from tests.record.test_receipts import KINDS

    answer = statement_of(json.dumps(KINDS["observed internal"]).encode())
    envelope = sign(answer, SECOND)
    rules = "  - {rulesets: [konstruerat.*], signers: [publisher]}\n"
    assert verify_by_policy(answer, envelope, policy(rules), day=DAY).lacks == ("no_rule",)
    with_answers = policy(f"{rules}  - {{rulesets: [konstruerat.torg], use: answer, signers: [second]}}\n")
    assert verify_by_policy(answer, envelope, with_answers, day=DAY).hold
    assert not verify_by_policy(answer, sign(answer, PUBLISHER), with_answers, day=DAY).hold
    file = statement_of(b"a table")
    assert verify_by_policy(file, sign(file, SECOND), with_answers, day=DAY).lacks == ("no_rule",)
    assert verify_by_policy(
        file, sign(file, SECOND), policy('  - {rulesets: ["*"], signers: [second]}\n'), day=DAY
    ).hold


def test_needing_nobody_accepts_nothing(torg: Ruleset) -> None:
    assert not verify_signatures(ruleset_statement(torg), signed(torg, PUBLISHER), [], needed=0).hold


@pytest.fixture
def asked(torg: Ruleset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words after a command that asks about two squares, a policy and keys beside them."""
    monkeypatch.chdir(tmp_path)
    Path("torg.csv").write_text("area,staffed\nSagotorget (konstruerat),ja\n", encoding="utf-8")
    Path("policy.yaml").write_text(policy_text(RULE % 1), encoding="utf-8")
    for key, name in ((PUBLISHER, "publisher"), (OTHER, "other")):
        written(key, tmp_path / name)
    return ["torg.csv", "--ruleset", torg.place.path, "--as-of", "2024-06-30"]


@pytest.mark.parametrize(
    "command", [["assess"], ["explain", "--area", "Sagotorget (konstruerat)"], ["picture", "--out", "bild"]]
)
def test_commands_refuse_what_is_not_signed(run: Run, asked: list[str], torg: Ruleset, command: list[str]) -> None:
    required = ["--require-signed", "policy.yaml", "--policy-day", DAY]
    done = run(*command, *asked, *required)
    assert (done.code, done.out) == (2, "")
    assert "LR884 `konstruerat.torg@2024-01-01` is not signed" in done.err
    assert not Path("bild").exists()
    assert run("sign", torg.place.path, "--key", "other.key").code == 0
    assert "LR884" in run(*command, *asked, *required).err
    assert run("sign", torg.place.path, "--key", "publisher.key").code == 0
    assert run(*command, *asked, *required).code == 0
    assert run(*command, *asked, "--policy-day", DAY).code == 2


def test_an_envelope_may_stand_elsewhere(run: Run, asked: list[str], torg: Ruleset) -> None:
    assert run("sign", torg.place.path, "--key", "publisher.key").code == 0
    Path(f"{torg.place.path}{ENVELOPE}").rename("kept.json")
    required = ["assess", *asked, "--require-signed", "policy.yaml"]
    assert run(*required).code == 2
    done = run(*required, "--signatures", "kept.json")
    assert done.code == 0
    assert "choose another day with --policy-day" in done.err
    assert run("verify", torg.place.path, "--key", "publisher.pub", "--signatures", "kept.json").code == 0


def test_verify_tells_who_signed_and_whether_it_holds(run: Run, asked: list[str]) -> None:
    where = ["--rulesets", "rulesets"]
    made = run("explain", *asked, "--area", "Sagotorget (konstruerat)", "--format", "html", "--out", "page.html")
    assert made.code == 0
    by_publisher = ["verify", "page.html", *where, "--key", "publisher.pub", "--lang", "en"]
    assert (run(*by_publisher).code, "no envelope" in run(*by_publisher).out) == (1, True)
    assert run("sign", "page.html", "--key", "publisher.key", "--at", "2024-07-01").code == 0
    done = run(*by_publisher)
    assert done.code == 0
    assert "✔ Identical" in done.out
    assert "✔ The signatures hold: the answer, signed on 2024-07-01" in done.out
    assert "publisher.pub: holds" in done.out
    both = run(*by_publisher, "--key", "other.pub", "--format", "json")
    assert both.code == 1
    said = json.loads(both.out)
    fits(said, "verification")
    assert said["identical"]
    assert [(it["name"], it["standing"]) for it in said["signatures"]["signatures"]] == [
        ("publisher.pub", "holds"),
        ("other.pub", "absent"),
    ]
    Path("answers.yaml").write_text(
        policy_text("  - {rulesets: [konstruerat.*], use: answer, signers: [publisher]}\n"), encoding="utf-8"
    )
    by_policy = run("verify", "page.html", *where, "--policy", "answers.yaml", "--policy-day", DAY, "--lang", "en")
    assert by_policy.code == 1  # signed on a day after that
    assert "states a day that has not come" in by_policy.out
    assert run("verify", "page.html", *where, "--policy", "answers.yaml", "--policy-day", "2024-08-01").code == 0
    page = Path("page.html").read_text(encoding="utf-8")
    Path("page.html").write_text(page.replace("Sagotorget", "Sagotörget", 1), encoding="utf-8")
    changed = run(*by_publisher)
    assert changed.code == 1
    assert "what was signed is something else" in changed.out
    assert "the page was changed" in " ".join(changed.out.split())


def test_signing_again_adds_and_never_mixes(run: Run, asked: list[str]) -> None:
    Path("a.txt").write_text("a", encoding="utf-8")
    envelope = Path(f"a.txt{ENVELOPE}")
    assert run("sign", "a.txt", "--key", "publisher.key").code == 0
    assert run("sign", "a.txt", "--key", "other.key").code == 0
    assert len(read_envelope(envelope.read_bytes()).signatures) == 2
    other_day = run("sign", "a.txt", "--key", "other.key", "--at", "2024-07-01")
    assert (other_day.code, "LR882" in other_day.err) == (2, True)
    Path("a.txt").write_text("b", encoding="utf-8")
    Path("b.txt").write_text("b", encoding="utf-8")
    before = envelope.read_bytes()
    both = run("sign", "b.txt", "a.txt", "--key", "other.key")
    assert (both.code, "the file was changed since" in both.err) == (2, True)
    assert not Path(f"b.txt{ENVELOPE}").exists()
    assert envelope.read_bytes() == before
    assert run("sign", "b.txt", "a.txt", "--key", "other.key", "--replace", "--at", "2024-07-01").code == 0
    (one,) = read_envelope(envelope.read_bytes()).signatures
    assert one.keyid == OTHER.public.id


@pytest.mark.parametrize(
    "words",
    [
        ["--key", "publisher.pub", "--policy", "policy.yaml"],
        ["--policy-day", "2024-01-01"],
        ["--signatures", "torg.csv"],
    ],
)
def test_options_that_contradict_are_refused(run: Run, asked: list[str], words: list[str]) -> None:
    assert run("verify", "torg.csv", *words).code == 2


def test_a_picture_is_replaced_with_its_signatures(run: Run, asked: list[str]) -> None:
    assert run("picture", *asked, "--out", "bild").code == 0
    assert run("sign", "bild/picture.json", "bild/index.html", "bild/picture.md", "--key", "publisher.key").code == 0
    done = run("verify", "bild/picture.json", "--rulesets", "rulesets", "--key", "publisher.pub")
    assert done.code == 0
    assert run("picture", *asked, "--out", "bild", "--force").code == 0
    assert not list(Path("bild").glob(f"*{ENVELOPE}"))
