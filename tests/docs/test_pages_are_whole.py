"""What there is stands on the page that lists it."""

from __future__ import annotations

import re
from importlib.metadata import requires

import pytest

import lagesbild_rules
from lagesbild_rules.facts import Cause
from lagesbild_rules.ruleset._keys import KEYS

from .blocks import ROOT, pages


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_schema_is_listed_with_the_answers() -> None:
    shipped = {it.name.removesuffix(".schema.json") for it in (ROOT / "lagesbild_rules" / "schemas").glob("*.json")}
    listed = set(re.findall(r"(?m)^\| `([a-z-]+)` \|", _page("reference/answers.md").partition("## JSON Schemas")[2]))
    assert listed == shipped


@pytest.mark.parametrize("mapping", KEYS)
def test_every_key_of_the_format_is_explained_and_shown(mapping: str) -> None:
    page = _page("reference/ruleset-format.md")
    required, optional = KEYS[mapping]
    examples = "\n".join(re.findall(r"(?s)```yaml\n(.*?)```", page))
    for key in (*required, *optional):
        assert re.search(rf"[`{{, ]{key}[`}}:, ]", page), key
        assert re.search(rf"(?m)(^|[\s{{,]){key}:", examples), key


def test_every_public_name_is_on_the_page_on_python() -> None:
    named = set(re.findall(r"(?m)^\.\. auto\w+:: lagesbild_rules\.(\w+)(?:\(\))?$", _page("reference/python.md")))
    assert named == set(lagesbild_rules.__all__)


def test_every_cause_is_named_with_the_answers() -> None:
    assert all(f"`{it.value}`" in _page("reference/answers.md") for it in Cause)


def test_every_dependency_and_extra_is_explained() -> None:
    page = _page("explanation/dependencies.md")
    wanted = requires("lagesbild-rules") or []
    libraries = {re.split(r"[^A-Za-z0-9-]", it, maxsplit=1)[0] for it in wanted} - {"lagesbild-rules"}
    assert [name for name in sorted(libraries) if name.lower() not in page.lower()] == []
    extras = {found for it in wanted for found in re.findall(r"extra == ['\"](\w+)['\"]", it)}
    assert [name for name in sorted(extras) if f"`{name}`" not in page] == []


def test_readme_is_short_and_every_link_leads_somewhere() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) > 10
    assert [it for it in links if not (ROOT / it).is_file()] == []


def test_the_pages_speak_of_the_project_alone() -> None:
    said = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in pages()}
    for pattern in (r"/work/", r"/home/", r"/root/", r"(?i)\bissue \d", r"pypi\.org", r"localhost"):
        assert [name for name, text in said.items() if re.search(pattern, text)] == [], pattern
