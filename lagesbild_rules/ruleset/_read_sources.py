"""From YAML nodes to sources, and to citations of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from lagesbild_rules.errors import quoted, suggestion
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._keys import KEYS
from lagesbild_rules.ruleset._model import Citation, EvidenceMark, Source
from lagesbild_rules.ruleset._text_reader import TextReader

_MARKS: tuple[EvidenceMark, ...] = get_args(EvidenceMark)
_PUBLISHED = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def read_sources(reader: TextReader, node: _yaml.Node | None) -> dict[str, Source]:
    sources = {}
    for id_, inner, _ in reader.entries(node, "`sources`"):
        what = f"the source {quoted(id_)}"
        found = reader.fields(inner, what, *KEYS["source"])
        published = reader.optional_text(found.get("published"), f"`published` of {what}")
        if published and not _PUBLISHED.fullmatch(published):
            finding = f"`published` is {quoted(published)}, not a date"
            reader.report(found["published"].place, "LR111", finding, "write YYYY, YYYY-MM or YYYY-MM-DD")
        sources[id_] = Source(
            id_,
            reader.optional_text(found.get("title"), f"the title of {what}") or "",
            reader.optional_text(found.get("reference"), f"the reference of {what}"),
            published,
            reader.word(found.get("evidence"), "mark of evidence", _MARKS),
        )
    return sources


class CitationReader:
    """Reads citations of the sources that the mapping *node* declares."""

    def __init__(self, reader: TextReader, node: _yaml.Node | None) -> None:
        self.reader = reader
        self._declared = tuple(node.items) if isinstance(node, _yaml.Mapping) else ()

    def citation(self, found: Mapping[str, _yaml.Node], what: str) -> Citation:
        """Return where *what* stands in a source, as the keys *found* say."""
        source = self.reader.optional_text(found.get("source"), f"the source of {what}")
        if source is not None and source not in self._declared:
            help = suggestion(source, self._declared) if self._declared else "declare it under `sources`"
            self.reader.report(found["source"].place, "LR201", f"no source {quoted(source)}", help)
        return Citation(
            source,
            self.reader.optional_text(found.get("locator"), f"the locator of {what}"),
            self.reader.optional_text(found.get("quote"), f"the quote of {what}"),
            self.reader.word(found.get("evidence"), "mark of evidence", _MARKS),
        )
