"""Studies, comparisons and rounds carry receipts too: verified, made again, and found when anything is changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules import LagesbildError
from lagesbild_rules.canonical import digest_of
from lagesbild_rules.cli._verify_studies import StudiesAgain
from lagesbild_rules.record import Carried, Remade, Verification, carried, in_rows, portable_digest, verify
from lagesbild_rules.record._again import Again
from lagesbild_rules.record._verify import held_to
from lagesbild_rules.ruleset import Ruleset
from tests.cli.conftest import Run
from tests.cli.schemas import fits

from .museum import STUDIES, run
from .test_tampering import broken, changed, tampered
from .torg import FACTS, OBSERVATIONS, ROOM, RULESETS

SOAK: Final = settings().max_examples >= 1000
LATER: Final = ROOM / "later-facts.csv"
GIVEN: Final[Mapping[str, tuple[object, ...]]] = {
    "diff": ("--facts", FACTS),
    "attribution": ("--facts", FACTS),
    "coverage": ("--facts", FACTS),
    "sensitivity": ("--facts", FACTS),
    "backtest": ("--facts", FACTS, "--input", f"published={ROOM / 'published.csv'}"),
    "agreement": ("--input", f"observations={OBSERVATIONS}"),
    "compare": ("--input", f"before={FACTS}", "--input", f"after={LATER}"),
    "compare-open": ("--input", f"before={OBSERVATIONS}", "--input", f"after={OBSERVATIONS}"),
    "round-status": ("--facts", ROOM / "round"),
    "round-unit": ("--input", f"round={ROOM / 'round'}", "--input", f"previous={ROOM / 'round'}"),
    "round-open": ("--facts", ROOM / "round"),
}
"""What each is verified with."""
NOT_AGAIN: Final = {"mutants", "coverage", "sensitivity", "backtest", "agreement"}
"""The studies that take too long to be made again: their inputs are held to their digests."""
WORDED: Final = {"diff", "compare", "compare-open", "series"}
"""Results that hold sentences: what a later version words otherwise is told as that."""
SCHEMAS: Final = {
    "power": "study-power",
    "prove": "study-proofs",
    "prove-pair": "study-proofs",
    "mutants": "study-mutants",
    "coverage": "study-coverage",
    "diff": "study-diff",
    "attribution": "study-attribution",
    "sensitivity": "study-sensitivity",
    "agreement": "agreement",
    "backtest": "backtest",
    "compare": "comparison",
    "compare-open": "comparison",
    "series": "picture-series",
    "round-status": "round-status",
    "round-unit": "round-unit",
    "round-open": "round-status",
}
JSON: Final = sorted(it for it in STUDIES if it.endswith(".json"))
HTML: Final = sorted(it for it in STUDIES if it.endswith(".html"))


def kind(name: str) -> str:
    return name.partition(".")[0]


def exhibit(name: str) -> bytes:
    return (ROOM / name).read_bytes()


def verification(run: Run, path: Path, *words: object, code: int = 0) -> dict[str, Any]:
    """Return what `verify` says of the one receipt in *path*."""
    done = run("verify", path, "--rulesets", RULESETS, *words, "--format", "json", "--lang", "en")
    assert done.code == code, done.out + done.err
    whole = json.loads(done.out)
    fits(whole, "verification")
    (found,) = whole["receipts"]
    told: dict[str, Any] = found
    return told


@pytest.mark.parametrize("name", STUDIES)
def test_what_was_kept_verifies_beside_its_inputs(name: str, run: Run) -> None:
    found = verification(run, ROOM / name, *GIVEN.get(kind(name), ()))
    assert (found["identical"], found["differences"], found["kind"]) == (True, [], "study")
    checks = {it["what"]: (it["standing"], it["why"]) for it in found["checks"]}
    assert checks["receipt"] == checks["document"] == ("same", None)
    assert checks.get("ruleset", ("same", None)) == checks.get("inputs", ("same", None)) == ("same", None)
    assert checks["facts"] in {("same", None), ("not_checked", "among_inputs"), ("not_checked", "no_facts_asked")}
    if kind(name) in NOT_AGAIN:
        assert checks["result"] == ("same", "study")
    elif kind(name) in WORDED:
        assert checks["result"] in {("same", None), ("not_checked", "another_version")}
    else:
        assert checks["result"] == ("same", None)


@pytest.mark.parametrize("name", STUDIES)
def test_without_its_inputs_it_is_told_what_was_not_checked(name: str, run: Run) -> None:
    found = verification(run, ROOM / name)
    checks = {it["what"]: (it["standing"], it["why"]) for it in found["checks"]}
    (held,) = carried(exhibit(name))
    if held.receipt.facts is not None:
        assert checks["facts"] == ("not_checked", "no_facts")
    if {it.role for it in held.receipt.inputs} - {"cases"} and kind(name) != "series":
        assert checks["inputs"] == ("not_checked", "no_inputs")


@pytest.mark.parametrize("name", STUDIES)
def test_equal_input_gives_equal_bytes_without_a_path_or_a_clock(name: str, tmp_path: Path) -> None:
    made = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        out = tmp_path / folder / name
        run([*STUDIES[name][:-1], str(out)])
        made.append(out.read_bytes())
    assert made[0] == made[1]
    if name.endswith(".json"):
        fits(json.loads(made[0]), SCHEMAS[kind(name)])
    (found,) = carried(made[0])
    text = json.dumps(found.receipt.data)
    assert found.receipt.arguments["command"] in " ".join(STUDIES[name])
    assert not any(it in text for it in (str(ROOM), str(tmp_path), "museum", ".csv", ".yaml"))
    assert verify(found, folders=[RULESETS]).identical


@pytest.mark.parametrize("name", JSON)
def test_every_leaf_of_a_receipt_and_of_what_carries_it_is_found(name: str) -> None:
    whole = json.loads(exhibit(name))
    assert not broken(exhibit(name))
    holder = whole[-1] if isinstance(whole, list) else whole
    receipt = holder.pop("receipt")

    def text(said: Any, held: Any) -> bytes:
        if isinstance(said, list) and said and isinstance(said[-1], dict):
            return json.dumps([*said[:-1], {**said[-1], "receipt": held}]).encode()
        return json.dumps({**said, "receipt": held} if isinstance(said, dict) else said).encode()

    tried = list(tampered(receipt))
    assert len(tried) > 40
    assert [(path, word) for path, word, it in tried if not broken(text(whole, it))] == []
    leaves = list(tampered({"whole": whole}))
    step = 1 if SOAK else max(1, len(leaves) // 30)
    for path, word, it in leaves[::step]:
        assert len(path) < 2 or broken(text(it["whole"], receipt)), (path, word)


@pytest.mark.parametrize("name", HTML)
@given(data=st.data())
def test_every_changed_byte_of_a_page_is_found(name: str, data: st.DataObject) -> None:
    assert broken(changed(exhibit(name), data))


@pytest.mark.parametrize("name", HTML)
def test_a_page_that_nobody_touched_verifies(name: str) -> None:
    assert not broken(exhibit(name))


def anew(whole: Any) -> bytes:
    """Return *whole* with every digest in its receipt made anew, as who has no key can."""
    holder = whole[-1] if isinstance(whole, list) else whole
    receipt = holder.pop("receipt")
    receipt["document"] = receipt["result_digest"] = portable_digest(whole)
    receipt["digest"] = digest_of({key: it for key, it in receipt.items() if key != "digest"})
    holder["receipt"] = receipt
    return json.dumps(whole).encode()


@cache
def remade(name: str) -> Remade:
    """Return what comes out when *name* is made again, once."""
    words = GIVEN.get(kind(name), ())
    facts = next((Path(str(it)) for before, it in pairwise(words) if before == "--facts"), None)
    pairs = [str(it).partition("=") for it in words if "=" in str(it)]
    made: list[Remade] = []

    def keep(found: Carried, texts: tuple[Ruleset, ...]) -> Remade:
        made.append(StudiesAgain(facts, {role: Path(path) for role, _, path in pairs})(found, texts))
        return made[0]

    verify(*carried(exhibit(name)), folders=[RULESETS], studies=keep)
    return made[0]


@cache
def again(name: str) -> Again:
    return Again((RULESETS,), None, lambda _, __: remade(name))


def held(name: str, data: bytes) -> Verification:
    return held_to(*carried(data), again(name))


AGAIN: Final = [it for it in JSON if kind(it) not in NOT_AGAIN | WORDED]


@pytest.mark.parametrize("name", AGAIN)
def test_who_makes_the_digests_anew_is_found_when_it_is_made_again(name: str) -> None:
    whole = json.loads(exhibit(name))
    assert held(name, anew(json.loads(exhibit(name)))).identical
    tried = 0
    leaves = [it for it in tampered({"whole": whole}) if "receipt" not in it[0] and len(it[0]) > 2]
    for path, word, other in leaves[:: 1 if SOAK else max(1, len(leaves) // 40)]:
        said = other["whole"]
        if isinstance(said, list) and (not said or "receipt" not in said[-1]):
            continue
        found = held(name, anew(said))
        tried += 1
        assert not found.identical, (path, word)
        assert {it.what for it in found.differences} == {"result"}
        assert all(it.path[0] == "answer" for it in found.differences)
    assert tried > 20


def test_where_a_study_comes_out_otherwise_is_told(run: Run, tmp_path: Path) -> None:
    whole = json.loads(exhibit("prove.json"))
    assert whole[0]["verdict"] == "proven"
    whole[0]["verdict"] = "refuted"
    path = tmp_path / "prove.json"
    path.write_bytes(anew(whole))
    found = verification(run, path, code=1)
    assert [it["text"] for it in found["differences"]] == [
        "answer.0.verdict comes out as proven, but there stands refuted"
    ]
    page = tmp_path / "series.html"
    page.write_bytes(exhibit("series.html"))
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("picture-series", "", 1).replace("46", "47", 1), encoding="utf-8")
    found = verification(run, page, code=1)
    assert {it["what"] for it in found["differences"]} == {"document"}


@pytest.mark.parametrize(
    ("name", "words", "what", "told"),
    [
        ("compare.json", ("--input", f"before={LATER}", "--input", f"after={LATER}"), "inputs", "the input before"),
        ("backtest.json", ("--input", f"published={FACTS}"), "inputs", "the input published changed"),
        ("agreement.json", ("--input", f"observations={FACTS}"), "inputs", "the input observations changed"),
        ("diff.json", ("--facts", LATER), "facts", "is not the same in every area"),
        ("attribution.json", ("--facts", LATER), "facts", "is not the same in every area"),
        ("sensitivity.json", ("--facts", LATER), "facts", "is not the same in every area"),
    ],
)
def test_another_input_is_told(run: Run, name: str, words: tuple[object, ...], what: str, told: str) -> None:
    found = verification(run, ROOM / name, *words, code=1)
    assert any(it["what"] == what and told in it["text"] for it in found["differences"])


def test_a_changed_ruleset_is_told_with_what_it_changes(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "rulesets" / "konstruerat.torg"
    folder.mkdir(parents=True)
    text = (RULESETS / "konstruerat.torg" / "2020-01-01.yaml").read_text(encoding="utf-8")
    (folder / "2020-01-01.yaml").write_text(text.replace("at_least: 2, of", "at_least: 3, of"), encoding="utf-8")
    done = run("verify", ROOM / "power.json", "--rulesets", folder.parent, "--lang", "en")
    assert done.code == 1
    assert "the ruleset changed: its logic is" in " ".join(done.out.split())
    assert "answer.0.banzhaf comes out as" in " ".join(done.out.split())


def test_another_version_that_words_it_otherwise_is_told_and_no_difference(run: Run, tmp_path: Path) -> None:
    whole = json.loads(exhibit("compare.json"))
    whole["title"] = "Comparison"
    for library, code in (("0.0.1", 0), (whole["receipt"]["library"], 1)):
        whole["receipt"]["library"] = library
        path = tmp_path / "compare.json"
        path.write_bytes(anew(json.loads(json.dumps(whole))))
        found = verification(run, path, *GIVEN["compare"], code=code)
        told = {it["what"]: it["why"] for it in found["checks"]}
        assert (told["result"] == "another_version") is (code == 0)


@pytest.mark.parametrize(
    "name", ["prove.json", "diff.json", "attribution.json", "compare.json", "series.json", "round-unit.json"]
)
def test_no_argument_of_a_receipt_does_harm(name: str) -> None:
    """Whatever an argument is changed to, verifying ends, with an answer or a problem."""
    studies = StudiesAgain(FACTS if kind(name) == "diff" else None)
    by = Again((RULESETS,), None, studies)
    words = {"seconds": "1e300", "seed": "-1", "permutations": "[[[[", "unit": "nowhere", "day": "x", "before": "../x"}
    for key, value in {**words, "command": "study audit", "want": '["x"]', "picture-1": "published:1"}.items():
        whole = json.loads(exhibit(name))
        holder = whole[-1] if isinstance(whole, list) else whole
        holder["receipt"]["arguments"][key] = value
        with suppress(LagesbildError):
            assert held_to(*carried(anew(whole)), by).checks


@pytest.mark.parametrize("hostile", [10**400, "\u202e\x1b[31m" * 500, [[]] * 1000, {"a": None}])
def test_whatever_stands_in_the_place_of_a_value_is_told(run: Run, tmp_path: Path, hostile: Any) -> None:
    whole = json.loads(exhibit("power.json"))
    whole[0]["banzhaf"] = hostile
    path = tmp_path / "power.json"
    path.write_bytes(anew(whole))
    found = verification(run, path, code=1)
    assert [it["path"][:3] for it in found["differences"]] == [["answer", "0", "banzhaf"]]
    text = found["differences"][0]["text"]
    assert len(text) < 3000
    assert text.isprintable()


@pytest.mark.parametrize("deep", [450, 950])
def test_what_is_nested_too_deep_is_told_or_held_to_its_digest(deep: int) -> None:
    data = b'{"a": ' + b"[" * deep + b"]" * deep + exhibit("series.json").replace(b"{", b", ", 1)
    assert broken(data)


def test_rows_carry_their_receipt_in_the_last_and_none_where_there_are_none() -> None:
    (held_,) = carried(exhibit("power.json"))
    assert in_rows([], held_.receipt) == []
    rows = [{"a": 1}, {"a": 2}]
    made = in_rows(rows, held_.receipt)
    assert rows == [{"a": 1}, {"a": 2}]
    assert [list(it) for it in made] == [["a"], ["a", "receipt"]]


def test_what_no_receipt_names_is_no_input(run: Run) -> None:
    done = run("verify", ROOM / "power.json", "--rulesets", RULESETS, "--input", f"facts={FACTS}")
    assert (done.code, "is nothing that the receipt rests on" in done.err) == (2, True)
    for wrong in ("facts", "=x", "a="):
        assert run("verify", ROOM / "power.json", "--input", wrong).code == 2
    assert run("verify", ROOM / "power.json", "--input", "a=x", "--input", "a=y").code == 2


OTHERWISE: Final = {
    OBSERVATIONS: ("sedd två gånger", "sedd tre gånger"),
    ROOM / "answers.csv": ("sedd två gånger", "sedd tre gånger"),
}
"""By table, what is not open in it, and other words for it."""


@pytest.mark.parametrize(("form", "audience"), [("json", "open"), ("html", "open"), ("json", "internal")])
def test_an_open_output_is_the_same_whatever_is_not_open(tmp_path: Path, form: str, audience: str) -> None:
    made: dict[str, list[bytes]] = {"compare": [], "status": [], "unit": []}
    for number in (0, 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        for table, words in OTHERWISE.items():
            text = table.read_text(encoding="utf-8")
            assert words[0] in text
            (folder / table.name).write_text(text.replace(words[0], words[number]), encoding="utf-8")
        told, round_ = folder / OBSERVATIONS.name, folder / "round"
        days = ("--as-of-a", "2023-06-30", "--as-of-b", "2023-12-31", "--ruleset", "konstruerat.torg")
        begin = ("--ruleset", "konstruerat.torg", "--as-of", "2023-06-30", "--due", "2023-06-01")
        run(["round", "new", str(round_), *begin, "--rulesets", str(RULESETS), "--areas", str(ROOM / "areas.csv")])
        run(["round", "add", str(round_), str(folder / "answers.csv"), "--at", "2023-06-20"])
        look = ("--day", "2023-07-10", "--audience", audience, "--format", form, "--out")
        for name, words in {
            "compare": ("compare", told, told, *days, "--rulesets", RULESETS, *look[2:]),
            "status": ("round", "status", round_, *look),
            "unit": ("round", "unit", round_, "--unit", "LPO Söder (konstruerat)", *look),
        }.items():
            run([*map(str, words), str(folder / name)])
            made[name].append((folder / name).read_bytes())
            (found,) = carried(made[name][-1])
            assert found.receipt.audience == audience
    assert {name: one == other for name, (one, other) in made.items()} == dict.fromkeys(made, audience == "open")


def test_kept_pictures_are_compared_again(run: Run, tmp_path: Path) -> None:
    first, second, other = (tmp_path / it for it in ("first", "second", "other"))
    ruled = ("--ruleset", "konstruerat.torg", "--rulesets", RULESETS)
    for folder, table, day in (
        (first, FACTS, "2023-06-30"),
        (second, LATER, "2023-12-31"),
        (other, LATER, "2023-06-30"),
    ):
        assert run("picture", table, *ruled, "--as-of", day, "--out", folder, "--no-pages").code == 0
    given_ = ("--input", f"before={first}", "--input", f"after={second / 'picture.json'}")
    out = tmp_path / "out"
    for words, inputs in (
        (("compare", first, second, "--format", "html"), given_),
        (("compare", first, second, "--format", "json", "--audience", "open"), given_),
        (
            ("compare", first, LATER, *ruled, "--as-of-b", "2023-12-31", "--format", "json"),
            (*given_[:3], f"after={LATER}"),
        ),
        (("compare", "--series", first, second, "--format", "json"), _as_series(given_)),
    ):
        assert run(*words, "--out", out).code == 0
        told = {it["what"]: it["standing"] for it in verification(run, out, *inputs)["checks"]}
        assert told["inputs"] == told["result"] == "same"
        wrong = [str(it).replace(f"={first}", f"={other}") for it in inputs]
        assert {it["what"] for it in verification(run, out, *wrong, code=1)["differences"]} == {"inputs", "result"}


def _as_series(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(it.replace("before=", "picture-1=").replace("after=", "picture-2=") for it in words)
