"""What differs between two rulesets, as markdown. Text from users is escaped, so that it stays text."""

from __future__ import annotations

from collections.abc import Iterator

from lagesbild_rules.explanation import AreasDiff, DiffDocument, DiffItem, RulesetText, phrase
from lagesbild_rules.report._markdown import escaped, table
from lagesbild_rules.text import Language


def diff_markdown(document: DiffDocument) -> str:
    """Return *document* as markdown with headings, lists and tables."""
    return "\n".join(_Layout(document).lines()) + "\n"


class _Layout:
    def __init__(self, document: DiffDocument) -> None:
        self.document = document
        self.language: Language = "sv" if document.language == "sv" else "en"

    def say(self, id: str) -> str:
        return phrase(id, self.language)

    def lines(self) -> Iterator[str]:
        it = self.document
        yield f"# {escaped(it.title)}\n"
        yield f"- {self.say('d_before')}: {self._ruleset(it.before)}"
        yield f"- {self.say('d_after')}: {self._ruleset(it.after)}\n"
        yield f"**{escaped(it.summary)}**"
        for section in it.sections:
            yield f"\n## {escaped(section.title)}\n"
            for item in section.items:
                yield from self._item(item)
        if it.areas:
            yield from self._areas(it.areas)

    def _ruleset(self, it: RulesetText) -> str:
        return f"`{it.id}@{it.effective_from}`, {self.say('l_version')} {it.version}, {it.status}"

    def _item(self, it: DiffItem) -> Iterator[str]:
        yield f"- {escaped(it.text)}"
        yield from (f"  - {escaped(line)}" for line in it.lines)
        for id_, words in (("d_before", it.before), ("d_after", it.after)):
            if words is not None:
                yield f"  - **{self.say(id_)}:** {escaped(words)}"

    def _areas(self, it: AreasDiff) -> Iterator[str]:
        yield f"\n## {escaped(it.title)}\n"
        yield f"{escaped(it.text)}\n"
        if it.counts:
            headings = [self.say(id_) for id_ in ("c_count", "d_before", "d_after", "c_what")]
            yield from table(
                headings, ((str(row.count), row.before_text, row.after_text, row.text) for row in it.counts)
            )
            yield ""
        for change in it.changes:
            yield f"- {escaped(change.text)}"
            yield from (f"  - {escaped(through.text)}" for through in change.through)
