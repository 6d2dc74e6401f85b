"""Explanations in a notebook, shown as the HTML page they make."""

from __future__ import annotations

from html import escape
from typing import Any

from attrs import frozen

from lagesbild_rules.explanation import Document, Explanation, RulesetPage, document
from lagesbild_rules.report._html import html
from lagesbild_rules.report._html_ruleset import ruleset_html
from lagesbild_rules.text import Language


@frozen
class Notebook:
    """Shows *value* in a notebook; an explanation is put into words of *language*.

    The page stands in a frame of its own, without scripts, so that neither its style nor its text can touch the
    notebook around it.
    """

    value: Explanation | Document | RulesetPage
    language: Language = "sv"

    def _repr_html_(self) -> str:
        value = document(self.value, self.language) if isinstance(self.value, Explanation) else self.value
        whole = html(value) if isinstance(value, Document) else ruleset_html(value)
        title = value.title if isinstance(value, Document) else value.ruleset.title
        style = "width:100%;height:40rem;border:1px solid #888;resize:vertical"
        return f'<iframe sandbox="" title="{escape(title)}" style="{style}" srcdoc="{escape(whole)}"></iframe>'


def load_ipython_extension(shell: Any) -> None:
    """Let ``%load_ext lagesbild_rules.report`` show explanations, documents and rulesets' pages without more words."""
    formatter = shell.display_formatter.formatters["text/html"]
    for kind in (Explanation, Document, RulesetPage):
        formatter.for_type(kind, lambda value: Notebook(value)._repr_html_())
