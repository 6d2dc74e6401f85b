"""What is no plain YAML: anchors, aliases, tags, bombs, broken files; place, code, finding and help of each."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from lagesbild_rules.errors import RulesetError
from lagesbild_rules.ruleset import _yaml, load_cases, load_ruleset, parse_ruleset
from tests.errors.fragments import whole

PLAIN = "remove it: the text is plain data"
DEEP = "LR105 nested deeper than 64 levels, which is `max_ruleset_depth`\n  help: give the inner part a name of its own"
CHECK = "check indentation, colons and quotation marks here and in the line above"
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(9)
)


def printed(text: str) -> str:
    with pytest.raises(RulesetError) as caught:
        parse_ruleset(text, "r")
    return str(caught.value)


class Refusing(yaml.BaseLoader):
    """Refuses lists and mappings in each other as libyaml 0.2.6 does, by looking further ahead than it ever did."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.refused, self.told = refused_by_libyaml(stream), False

    def check_event(self, *choices: type) -> bool:
        if self.told and self.refused is not None:
            raise self.refused
        self.told = True
        return bool(super().check_event(*choices))


def refused_by_libyaml(text: str) -> yaml.MarkedYAMLError | None:
    """Return what libyaml 0.2.6 says of the flow level 1001 of *text*, if it has one."""
    level = 0
    try:
        for it in yaml.scan(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            level += isinstance(it, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken)
            level -= isinstance(it, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken)
            if level > 1000:
                what = ("while increasing flow level", it.start_mark, "exceeded maximum nesting depth", it.start_mark)
                return yaml.scanner.ScannerError(*what)
    except yaml.MarkedYAMLError as it:  # also by libyaml 0.2.6 itself
        return it if "nesting depth" in str(it.problem) else None
    return None


@pytest.fixture(params=["libyaml", "Python", "refusing"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The YAML library with its reader in C, with the one in Python that it has where there is none in C, and one that
    refuses depth by itself, as libyaml does from 0.2.6 on."""
    if request.param != "libyaml":
        monkeypatch.setattr(_yaml, "_Loader", yaml.BaseLoader if request.param == "Python" else Refusing)
    return str(request.param)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("owner: &x b", f"r:1:8: LR104 `&x` is an anchor\n  help: {PLAIN}"),
        ("owner: !!str b", f"r:1:8: LR104 `!!str` is a tag\n  help: {PLAIN}"),
        ("owner: !python/object:os.system b", f"r:1:8: LR104 `!python/object:os.system` is a tag\n  help: {PLAIN}"),
        ("owner: !x!y b", f"r:1:8: LR104 a tag stands here\n  help: {PLAIN}"),
        (
            "owner: &x b\ntitle: {sv: *x, en: *x}\n",
            f"r:1:8: LR104 `&x` is an anchor\n  help: {PLAIN}\n"
            "r:2:13: LR104 `*x` is an alias\n  help: write out what it stands for\n"
            "r:2:21: LR104 `*x` is an alias\n  help: write out what it stands for",
        ),
        (
            "title: {<<: {sv: A}}\nowner: &x b",
            "r:1:9: LR106 unknown key `<<` in the title\n  help: write `sv` or `en`\n"
            f"r:2:8: LR104 `&x` is an anchor\n  help: {PLAIN}",
        ),
        ("owner: a\nowner: b", "r:2:1: LR102 the key `owner` stands twice; first in line 1\n  help: keep one of them"),
        (
            "title: {sv: A, [a]: b}",
            "r:1:16: LR108 a key is a list or a mapping\n  help: write `key: value`, the key as plain text",
        ),
        ("owner: a\x07", "r:1:9: LR101 the character `\\u0007` is not allowed in YAML\n  help: remove it"),
        ("owner: å\n# \x00", "r:2:3: LR101 the character `\\u0000` is not allowed in YAML\n  help: remove it"),
        ("owner: \ud800", "r:1:8: LR101 the character `\\ud800` is not allowed in YAML\n  help: remove it"),
    ],
)
def test_what_is_no_plain_data(fragment: str, expected: str) -> None:
    assert printed(whole(fragment)) == expected


def test_a_second_document_is_told_beside_what_the_first_holds() -> None:
    text = whole("titel: a")
    assert printed(f"{text}---\nowner: b\n") == (
        "r:1:1: LR106 unknown key `titel` in the ruleset\n  help: did you mean `title`?\n"
        f"r:{text.count(chr(10)) + 1}:1: LR101 a second document begins here\n  help: keep one text in a file"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "owner:\n\tsv: b",
            "r:2:1: LR101 not YAML: while scanning for the next token: found character that cannot start any token\n"
            "  help: indent with spaces, not with tabs",
        ),
        (
            "owner: 'b",
            f"r:1:10: LR101 not YAML: while scanning a quoted scalar: found unexpected end of stream\n  help: {CHECK}",
        ),
        (
            "owner: b: c",
            f"r:1:9: LR101 not YAML: mapping values are not allowed in this context\n  help: {CHECK}",
        ),
        (
            "owner: a\nowner: b\ntitle: {sv: A]",
            "r:2:1: LR102 the key `owner` stands twice; first in line 1\n  help: keep one of them\n"
            f"r:3:14: LR101 not YAML: while parsing a flow mapping: did not find expected ',' or '}}'\n  help: {CHECK}",
        ),
        ("", "r: LR005 the file is empty, or holds comments alone\n  help: check that it was saved"),
        ("# only\n", "r: LR005 the file is empty, or holds comments alone\n  help: check that it was saved"),
        (
            "[a]",
            "r:1:1: LR108 the ruleset is a list, where a mapping is wanted\n"
            "  help: write `{format: …, id: …, version: …, status: …, …}`",
        ),
    ],
)
def test_what_cannot_be_read_on(text: str, expected: str) -> None:
    assert printed(text) == expected


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("opening", "column"), [("[", 65), ("- ", 129), ("{a: ", 257), ("? ", 129)], ids=["flow", "list", "mapping", "key"]
)
@pytest.mark.parametrize("depth", [66, 100_000])
def test_a_depth_bomb_is_refused_at_its_65th_level(opening: str, column: int, depth: int) -> None:
    before = time.perf_counter()
    assert printed(opening * depth) == f"r:1:{column}: {DEEP}"
    assert time.perf_counter() - before < 5


@pytest.mark.usefixtures("loader")
def test_what_stands_before_a_depth_bomb_is_told_as_ever() -> None:
    """Whatever the library looks ahead for, the places count characters, and what is wrong before comes first."""
    assert printed(f"owner: å\nowner: ä\ntitel: {{å: {'[' * 1200}") == (
        f"r:2:1: LR102 the key `owner` stands twice; first in line 1\n  help: keep one of them\nr:3:74: {DEEP}"
    )
    assert printed("a: {b: c d: " + "[" * 1200).startswith("r:1:11: LR101 not YAML: ")
    assert printed("[" * 1100 + "]" * 1100) == f"r:1:65: {DEEP}"


def test_64_levels_are_read_and_65_are_not() -> None:
    deep = "{any: [" * 30 + "{indicator: delimited, equals: {}}" + "]}" * 30
    fragment = f"criteria: {{low_income: {{claim: {{en: A}}, source: rapport, when: {deep}}}}}"
    assert "LR105" not in printed(whole(fragment.replace("{}", "x")))
    assert printed(whole(fragment.replace("{}", "[]"))) == f"r:1:{fragment.index('{}') + 1}: {DEEP}"


@pytest.mark.usefixtures("loader")
def test_a_billion_laughs_are_ten_anchors_and_ninety_aliases() -> None:
    with pytest.raises(RulesetError) as caught:
        parse_ruleset(LAUGHS, "r")
    assert [it.code for it in caught.value.problems] == ["LR104"] * 100
    assert str(caught.value.problems[2]) == "r:2:8: LR104 `*a` is an alias\n  help: write out what it stands for"


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + whole("").lstrip().encode())
    assert load_ruleset(path).id == "exempel.sida"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "owner: å\n".encode("latin-1"),
            ":1:8: LR004 byte 0xe5 is not UTF-8\n  help: save the file as UTF-8; it may be Latin-1 or Windows-1252 now",
        ),
        (
            "# å\nowner: ä".encode() + b"\xe4",
            ":2:9: LR004 byte 0xe4 is not UTF-8\n  help: save the file as UTF-8; it may be Latin-1 or Windows-1252 now",
        ),
        (
            "owner: å\n".encode("utf-16"),
            ":1:1: LR004 byte 0xff is not UTF-8\n  help: save the file as UTF-8; it may be UTF-16 now",
        ),
        (b" \n", ": LR005 the file is empty\n  help: check that it was saved, or name another file"),
    ],
)
def test_a_file_that_is_no_text(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(data)
    for load in (load_ruleset, load_cases):
        with pytest.raises(RulesetError) as caught:
            load(path)
        assert str(caught.value) == f"{path}{expected}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "2019-06-01.yaml").write_text(whole(""))
    for name, expected in {
        "2019-06-1.yaml": "LR001 there is no such file\n  help: did you mean `2019-06-01.yaml`?",
        "other.yaml": f"LR001 there is no such file\n  help: look in `{tmp_path}` for the right name",
        "no/such.yaml": f"LR001 there is no such file\n  help: there is no directory `{tmp_path}/no` either",
        ".": "LR002 this is a directory\n  help: name a file in it",
        "2019-06-01.yaml/x": (
            "LR003 the file cannot be read: not a directory\n  help: check the path, and that you may read the file"
        ),
    }.items():
        with pytest.raises(RulesetError) as caught:
            load_ruleset(tmp_path / name)
        assert str(caught.value) == f"{tmp_path / name}: {expected}"


def test_bad_cases_are_told_at_once_from_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "- {case: A, as_of: 2021-12-32, facts: {a: [1], B: 2}, expect: {}}\n"
        "- {case: A, as_of: 2021-12-31, fact: {a: 1}, expect: {criteria: {a: maybe}, classifications: {c: []}}}\n"
        "- {case: A, as_of: 2021-12-31, facts: {}, expect: x, lacks: a}\n"
    )
    (tmp_path / "b.yaml").write_text("a: *b\n")
    (tmp_path / "c.yaml").write_text("[]\n")
    (tmp_path / "c.txt").write_text("\x00 not a file of cases\n")
    with pytest.raises(RulesetError) as caught:
        load_cases(tmp_path)
    assert str(caught.value).replace(f"{tmp_path}/", "") == (
        "a.yaml:1:20: LR111 `as_of` is `2021-12-32`, not a date\n  help: write YYYY-MM-DD\n"
        "a.yaml:1:43: LR108 the fact `a` is no single cell\n  help: write it as in a table\n"
        "a.yaml:1:48: LR109 `B` is not an id\n"
        "  help: write lower-case letters a–z, digits and `_`, beginning with a letter\n"
        "a.yaml:1:63: LR114 the case expects nothing\n  help: write `criteria` or `classifications`\n"
        "a.yaml:2:3: LR107 a case lacks the key `facts`\n  help: add `facts: …`\n"
        "a.yaml:2:32: LR106 unknown key `fact` in a case\n  help: did you mean `facts`?\n"
        "a.yaml:2:69: LR112 `maybe` is no truth\n  help: write `true`, `false` or `unknown`\n"
        "a.yaml:2:98: LR114 `c` is an empty list\n  help: name at least one member\n"
        "a.yaml:3:51: LR108 `expect` is plain text, where a mapping is wanted\n"
        "  help: write `{criteria: …, classifications: …}`\n"
        "a.yaml:3:61: LR108 `lacks` is plain text, where a list is wanted\n"
        "  help: write `[…]`, or a line with `- ` for each member\n"
        "b.yaml:1:4: LR104 `*b` is an alias\n  help: write out what it stands for\n"
        "c.yaml:1:1: LR114 the file of cases is an empty list\n  help: name at least one member"
    )
