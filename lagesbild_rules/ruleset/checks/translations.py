"""RC06: a text that is shown, but is missing in Swedish or English.

What it does
    Looks for both languages in every text that readers are shown: titles of the ruleset, its indicators, steps,
    codes, classifications, levels, parameters and readings; claims; known misreadings; ``because``. A title that
    is missing altogether is found where its id would be shown instead; parameters and readings may go without.

Why it is unwise
    A reader of one language is shown the words of the other, or an id that was never meant to be read.

What to do
    Write the text in the language that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from lagesbild_rules.errors import Place, quoted
from lagesbild_rules.facts import CategoryKind
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import where
from lagesbild_rules.text import LANGUAGES, Text

CODE = "RC06"
_NAMES = {"sv": "Swedish", "en": "English"}
_BOTH = "{sv: …, en: …}"


@frozen
class _Shown:
    """A text that is shown: under which keys it stands, whose it is, and whether it may be missing altogether."""

    path: tuple[str | int, ...]
    what: str
    text: Text
    place: Place | None = None
    optional: bool = False


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        for it in _shown(ruleset):
            missing = [language for language in LANGUAGES if not getattr(it.text, language)]
            if not missing or (it.optional and len(missing) == len(LANGUAGES)):
                continue
            place = where(ruleset, *it.path, near=it.place)
            if len(missing) == len(LANGUAGES):
                yield Finding(place, CODE, f"{it.what} is missing", f"add `{it.path[-1]}: {_BOTH}`")
            else:
                finding = f"{it.what} is missing in {_NAMES[missing[0]]}"
                yield Finding(place, CODE, finding, f"add `{missing[0]}: …`")


def _shown(ruleset: Ruleset) -> Iterator[_Shown]:
    yield _Shown(("title",), "the title", ruleset.title)
    for parameter in ruleset.parameters.values():
        what = f"the title of the parameter {quoted(parameter.id)}"
        yield _Shown(("parameters", parameter.id, "title"), what, parameter.title, parameter.place, optional=True)
    for reading in ruleset.readings.values():
        path, of = ("readings", reading.id), f"of the reading {quoted(reading.id)}"
        yield _Shown((*path, "title"), f"the title {of}", reading.title, reading.place, optional=True)
        yield _Shown((*path, "because"), f"`because` {of}", reading.because, reading.place, optional=True)
    for scale in ruleset.scales.values():
        for step in scale.steps:
            what = f"the title of the step {quoted(step)} of {quoted(scale.id)}"
            yield _Shown(("scales", scale.id, "titles", step), what, scale.titles.get(step, Text()))
    for indicator in ruleset.indicators.values():
        what = f"the title of the indicator {quoted(indicator.id)}"
        yield _Shown(("indicators", indicator.id, "title"), what, indicator.title, indicator.place)
        if isinstance(indicator.kind, CategoryKind):
            for code in indicator.kind.values:
                what = f"the title of the code {quoted(code)} of {quoted(indicator.id)}"
                title = indicator.kind.titles.get(code, Text())
                yield _Shown(("indicators", indicator.id, "titles", code), what, title, indicator.place)
    yield from _of_conditions(ruleset)


def _of_conditions(ruleset: Ruleset) -> Iterator[_Shown]:
    for criterion in ruleset.criteria.values():
        path, of = ("criteria", criterion.id), f"of the criterion {quoted(criterion.id)}"
        yield _Shown((*path, "claim"), f"the claim {of}", criterion.claim, criterion.place)
        for position, it in enumerate(criterion.known_misreadings):
            yield _Shown((*path, "known_misreadings", position), f"a misreading {of}", it, criterion.place)
    for classification in ruleset.classifications.values():
        what = f"the title of the classification {quoted(classification.id)}"
        top = ("classifications", classification.id)
        yield _Shown((*top, "title"), what, classification.title, classification.place)
        for position, level in enumerate(classification.levels):
            of = f"of the level {quoted(level.id)}"
            yield _Shown((*top, "levels", position, "title"), f"the title {of}", level.title, level.place)
            yield _Shown(
                (*top, "levels", position, "claim"), f"the claim {of}", level.claim, level.place, optional=True
            )
