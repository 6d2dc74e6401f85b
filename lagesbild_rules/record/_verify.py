"""A receipt verified: its digests worked out anew, and the answer assessed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from lagesbild_rules.canonical import Json, digest_of
from lagesbild_rules.evaluation import assess
from lagesbild_rules.facts import FactSet, fact_of
from lagesbild_rules.record._again import Again, Facts
from lagesbild_rules.record._carriers import Carried
from lagesbild_rules.record._differences import answer_differences, facts_differences, leaves, result_differences
from lagesbild_rules.record._facts import blinds_of, indicator_digest, leaf_of, root_of
from lagesbild_rules.record._from_assessments import library, receipt_of
from lagesbild_rules.record._model import AreaMark, RulesetMark
from lagesbild_rules.record._portable import portable_digest
from lagesbild_rules.record._remade import Studies
from lagesbild_rules.record._tree import levels_of
from lagesbild_rules.record._verification import WHATS, Check, Difference, Standing, Verification, What, Why
from lagesbild_rules.ruleset import Ruleset


def verify(
    found: Carried,
    *,
    folders: Iterable[Any] = (),
    facts: Facts | None = None,
    open_only: bool = False,
    studies: Studies | None = None,
) -> Verification:
    """Return whether all is as the receipt *found* says, and every difference with its place.

    Its own digests and that of the page are worked out anew. Its ruleset is found by its digests among those shipped,
    installed and in *folders*. With *facts* everything is assessed again from them; without, what the receipt itself
    says of one area's facts is. Where the facts are *open_only*, a published class is not asked of them. A study is
    made again as far as *studies* makes it.

    Raises ``CatalogueError`` when no text begins on the day of the one that answered, and what *facts* raises.
    """
    (made,) = verify_all([found], folders=folders, facts=facts, open_only=open_only, studies=studies)
    return made


def verify_all(
    found: Iterable[Carried],
    *,
    folders: Iterable[Any] = (),
    facts: Facts | None = None,
    open_only: bool = False,
    studies: Studies | None = None,
) -> tuple[Verification, ...]:
    """Return what ``verify`` says of each of *found*; facts and texts are read once for all of them."""
    again = Again(tuple(folders), facts, studies)
    return tuple(held_to(it, again, open_only) for it in found)


def held_to(found: Carried, again: Again, open_only: bool = False) -> Verification:
    """Return what ``verify`` says of *found* by what *again* finds and makes."""
    return _Verifying(found, again, open_only).whole()


class _Verifying:
    def __init__(self, found: Carried, again: Again, open_only: bool) -> None:
        self.found, self.receipt, self.again, self.open_only = found, found.receipt, again, open_only
        self.data: Mapping[str, Any] = self.receipt.data
        self.differences: list[Difference] = []
        self.why: dict[What, Why] = {}
        self.unchecked: set[What] = set()

    def whole(self) -> Verification:
        self._itself()
        self._document()
        self._tree()
        texts = [self._text(position, mark) for position, mark in enumerate(self.receipt.rulesets)]
        if self.receipt.kind == "study":
            self._study(tuple(texts))
        else:
            self._answer(texts[0])
        told = {(it.what, it.path): it for it in reversed(self.differences)}
        kept = tuple(it for it in self.differences if told[it.what, it.path] is it)
        differ = {it.what for it in kept}
        has = {"ruleset": bool(self.receipt.rulesets), "inputs": bool(self.receipt.inputs)}
        checks = tuple(self._check(what, what in differ) for what in WHATS if has.get(what, True))
        return Verification(self.receipt, self.found.carrier, self.found.place, checks, kept)

    def _check(self, what: What, differs: bool) -> Check:
        standing: Standing = "differs" if differs else "not_checked" if what in self.unchecked else "same"
        return Check(what, standing, self.why.get(what))

    def _left(self, what: What, why: Why) -> None:
        self.unchecked.add(what)
        self.why[what] = why

    def _differs(self, what: What, path: tuple[str, ...], said: Json, found: Json, area: str | None = None) -> None:
        if said != found:
            self.differences.append(Difference(what, path, said, found, area))

    def _itself(self) -> None:
        """Hold the receipt's digests to what it says."""
        it = self.receipt
        self._differs("receipt", ("digest",), self.found.digest, it.digest)
        if it.result is not None:
            self._differs("receipt", ("result_digest",), it.result_digest, digest_of(it.result))
        if self.found.result is not None:
            self._differs("result", ("result_digest",), it.result_digest, self.found.result)

    def _document(self) -> None:
        """Hold the page to its digest, and the receipt in it to the bytes in which it is written."""
        if self.found.carrier == "receipt":
            self._left("document", "on_its_own" if self.receipt.document is None else "elsewhere")
            return
        self._differs("document", ("document",), self.receipt.document, self.found.document)
        if not self.found.intact:
            self._differs("document", ("receipt",), "as it is written", "other bytes")

    def _tree(self) -> None:
        """Work out the root from what the receipt itself says."""
        it = self.receipt.facts
        if it is None:
            return
        if it.area is not None:
            for id_, mark in it.area.indicators.items():
                if not mark.observations:
                    path = ("facts", "area", "indicators", id_, "digest")
                    now = indicator_digest(mark.fact, [])
                    if mark.digest != now:
                        self.differences.append(Difference("facts", path, mark.digest, now, it.area.area, id_))
            self._differs("facts", ("facts", "root"), it.root, root_of(it))
        elif self.receipt.kind == "picture":
            digests = self._said_areas()
            blinds = blinds_of(digests)
            hashes = [leaf_of(area, blind, digests[area]) for area, blind in blinds.items()]
            self._differs("facts", ("facts", "root"), it.root, f"sha256:{levels_of(hashes)[-1][0].hex()}")
            self._differs("facts", ("facts", "areas"), it.areas, len(digests))

    def _said_areas(self) -> dict[str, str]:
        areas = (self.receipt.result or {}).get("areas")
        listed = [it for it in areas if isinstance(it, Mapping)] if isinstance(areas, list) else []
        return {str(it.get("area")): str(it.get("facts")) for it in listed}

    def _text(self, position: int, mark: RulesetMark) -> Ruleset:
        """Return the text that *mark* is of; where none is just so, the one nearest to it."""
        nearest = self.again.text(mark, self.found.place.path)
        one, other = attrs.asdict(mark), attrs.asdict(RulesetMark.of(nearest))
        for path, said, found in leaves(one, other, ("rulesets", str(position))):
            self._differs("ruleset", path, said, found)
        return nearest

    def _study(self, texts: tuple[Ruleset, ...]) -> None:
        """Hold a study to what it rests on, and to what comes out where it is made again."""
        it = self.receipt
        remade = self.again.study(self.found, texts)
        if it.facts is None:
            told = {mark.role for mark in it.inputs} - {"cases"}
            self._left("facts", "among_inputs" if told else "no_facts_asked")
        elif remade.facts is not None:
            self._compare_facts(attrs.asdict(remade.facts))
        elif not texts:
            self._left("facts", "no_facts_asked")
        elif not self.again.reads:
            self._left("facts", "no_facts")
        else:
            self._compare_facts(attrs.asdict(self.again.study_facts(texts[0], it)))
        self._inputs(remade.inputs)
        if remade.result is not None:
            self._remade(remade.result, remade.worded)
        elif self.found.result is None:
            self._left("result", "study")
        else:
            self.why["result"] = "study"

    def _inputs(self, found: Mapping[str, str]) -> None:
        for it in self.receipt.inputs:
            if it.role in found:
                self._differs("inputs", ("inputs", it.role), it.digest, found[it.role])
            else:
                self._left("inputs", "no_inputs")

    def _remade(self, result: Json, worded: bool) -> None:
        """Hold what came out now to the receipt, and to the text that carries it where that holds the result."""
        said, now = self.receipt.result_digest, portable_digest(result)
        if said != now and worded and self.receipt.library != library():
            self._left("result", "another_version")
            return
        told = [] if self.found.data is None else list(answer_differences(self.found.data, result))
        self.differences += told
        if not told:
            self._differs("result", ("result_digest",), said, now)

    def _answer(self, ruleset: Ruleset) -> None:
        """Assess again what can be."""
        it = self.receipt
        assert it.facts is not None
        if self.again.reads:
            self._again(ruleset)
        else:
            self._left("facts", "no_facts")
            if it.kind == "assessment" and it.audience == "internal" and it.facts.area is not None:
                self._by_itself(ruleset, it.facts.area)
            else:
                self._left("result", "no_facts")

    def _again(self, ruleset: Ruleset) -> None:
        """Assess the facts given, and hold them and what comes out to the receipt."""
        it = self.receipt
        assert it.facts is not None
        made = self.again.made(ruleset, it, self._decided())
        if made is None:
            area = it.facts.area.area if it.facts.area else None
            self._differs("facts", ("facts", "area", "area"), area, None, area)
            return
        found: Mapping[str, Any] = made.data
        self._compare_facts(found["facts"])
        if it.audience == "open" and self.open_only:
            self._left("result", "published")
            return
        self._compare_result(found["result"])
        if any(self._decided().values()):
            self.why["result"] = "decided"

    def _by_itself(self, ruleset: Ruleset, it: AreaMark) -> None:
        """Assess what the receipt itself says that was known of its area."""
        self.why["result"] = "only_what_it_says"
        given = {}
        for id_, indicator in ruleset.indicators.items():
            mark = it.indicators.get(id_)
            try:
                given[id_] = fact_of(indicator, mark.fact if mark else {})
            except ValueError:
                path = ("facts", "area", "indicators", id_, "fact")
                said = dict(mark.fact) if mark else None
                self.differences.append(Difference("facts", path, said, None, it.area, id_))
        for id_ in it.indicators.keys() - ruleset.indicators.keys():
            path = ("facts", "area", "indicators", id_, "fact")
            self.differences.append(Difference("facts", path, dict(it.indicators[id_].fact), None, it.area, id_))
        facts = FactSet.of(it.area, ruleset.indicators, given)
        made = assess(ruleset, facts, as_of=self.receipt.as_of)
        found: Mapping[str, Any] = receipt_of(made, decided=self._decided().get(it.area, {})).data
        self._compare_result(found["result"])

    def _compare_facts(self, found: Mapping[str, Any]) -> None:
        self.differences += facts_differences(self.data["facts"], found)

    def _compare_result(self, found: Mapping[str, Any]) -> None:
        area = self.receipt.facts.area if self.receipt.facts else None
        self.differences += result_differences(self.data["result"] or {}, found, area.area if area else None)

    def _decided(self) -> dict[str, dict[str, str]]:
        """Return what the receipt says that people decided, by area; a decision is taken as it stands."""
        said: Any = self.data["result"] or {}
        one = self.receipt.facts.area if self.receipt.facts else None
        if one is not None:
            return {one.area: _levels(said.get("classifications"))}
        areas = said.get("areas")
        listed = [it for it in areas if isinstance(it, Mapping)] if isinstance(areas, list) else []
        return {str(it.get("area")): _levels(it.get("classifications")) for it in listed}


def _levels(said: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, it in said.items() if isinstance(said, Mapping) else ():
        decided = it.get("decided") if isinstance(it, Mapping) else None
        if isinstance(decided, str):
            found[str(name)] = decided
        elif decided is True and isinstance(it.get("level"), str):
            found[str(name)] = it["level"]
    return found
