"""Reference pages of the shipped rulesets, in Swedish and English, with an index."""

from __future__ import annotations

from lagesbild_rules.explanation import phrase, ruleset_page
from lagesbild_rules.report import ruleset_markdown
from lagesbild_rules.ruleset import Entry, catalogue, load_ruleset, shipped_rulesets
from lagesbild_rules.text import LANGUAGES

FOLDER = "docs/reference/rulesets"


def files() -> dict[str, str]:
    """Return the text of every page under its path in the repository."""
    shipped = [it for it in catalogue() if it.path.is_relative_to(shipped_rulesets())]
    pages = {
        f"{FOLDER}/{_name(it, language)}.md": ruleset_markdown(ruleset_page(load_ruleset(it.path), language))
        for it in shipped
        for language in LANGUAGES
    }
    return {f"{FOLDER}/index.md": _index(shipped), **pages}


def _name(it: Entry, language: str) -> str:
    return f"{it.id}-{it.effective.from_}.{language}"


def _index(shipped: list[Entry]) -> str:
    rows = "\n".join(
        f"| `{it.reference}` | {it.effective.until or '–'} | {phrase(f's_{it.status}', 'en')} | {it.version} "
        f"| [{it.title.in_('en')}]({_name(it, 'en')}.md) | [{it.title.in_('sv')}]({_name(it, 'sv')}.md) |"
        for it in shipped
    )
    return f"""# Rulesets

Each page is made from the ruleset itself: every level in words, every criterion with its quote, source and role, and
whose each threshold is.

| text | until | status | version | in English | in Swedish |
|---|---|---|---|---|---|
{rows}

```{{toctree}}
:hidden:
:glob:

*
```
"""
