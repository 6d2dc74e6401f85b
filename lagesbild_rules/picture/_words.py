"""What stands in a picture, said in one language."""

from __future__ import annotations

from collections.abc import Iterable

from lagesbild_rules.explanation import Driver
from lagesbild_rules.picture._model import Picture
from lagesbild_rules.picture._phrases import told
from lagesbild_rules.picture._summary_model import PictureSummary
from lagesbild_rules.text import Language, Text


class Words:
    """Says levels, criteria, indicators and readings of one picture in one language."""

    def __init__(self, summary: PictureSummary, language: Language) -> None:
        self.summary, self.picture, self.language = summary, summary.picture, language

    def say(self, id: str, /, **words: object) -> str:
        return told(id, self.language, **words)

    def classification(self, name: str) -> str:
        return self.picture.ladders[name].title.in_(self.language) or name

    def level(self, name: str, level: str) -> str:
        ladder = self.picture.ladders[name]
        return ladder.levels[ladder.rank(level)].title.in_(self.language) or level

    def levels(self, name: str, possible: Iterable[str]) -> str:
        """Return the title of one level, or of several with `or` before the last."""
        words = [self.level(name, it) for it in possible]
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {self.say('or')} {words[-1]}"

    def standing(self, name: str, possible: tuple[str, ...]) -> str:
        """Return the levels, told to be open where there are several."""
        words = self.levels(name, possible)
        return words if len(possible) == 1 else self.say("open_levels", levels=words)

    def driver(self, it: Driver) -> str:
        ruleset = self.picture.ruleset
        claim = ruleset.criteria[it.criterion].claim.in_(self.language).removesuffix(".") if ruleset else ""
        truth = self.say(it.truth.value)
        return self.say("driver" if it.alone else "driver_jointly", claim=claim or it.criterion, truth=truth)

    def indicators(self, ids: Iterable[str]) -> str:
        return "; ".join(map(self.indicator, ids))

    def indicator(self, id: str) -> str:
        ruleset = self.picture.ruleset
        return (ruleset.indicators[id].title.in_(self.language) if ruleset else "") or id

    def reading(self, id: str) -> str:
        ruleset = self.picture.ruleset
        return (ruleset.readings[id].title.in_(self.language) if ruleset else "") or id

    def area(self, id: str, name: str | None) -> str:
        return id if not name or name in id else f"{name} ({id})"

    def source(self) -> str:
        """Return what the picture rests on: the title of its ruleset, or of the published list."""
        return source_of(self.picture, self.language)


def source_of(picture: Picture, language: Language) -> str:
    """Return the title of the ruleset, or of the published list, that *picture* rests on."""
    if picture.publication is not None:
        return picture.publication.title
    title = picture.ruleset.title if picture.ruleset else Text()
    return title.in_(language) or (picture.under.reference if picture.under else picture.name)
