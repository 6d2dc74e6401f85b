"""Sensitivity in words of one language: a sheet for each part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from lagesbild_rules.exact import is_number
from lagesbild_rules.explanation import Values, enumerated
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._admissible import shown
from lagesbild_rules.study._assessors import Flips
from lagesbild_rules.study._outcomes import Flow
from lagesbild_rules.study._phrases_sensitivity import told
from lagesbild_rules.study._sensitivity import Sensitivity
from lagesbild_rules.study._shares import Share
from lagesbild_rules.study._sheets import Sheet
from lagesbild_rules.study._sobol import Sobol
from lagesbild_rules.study._unchanged import Intervals, Unchanged, fraction_text
from lagesbild_rules.study._varied import Combinations, Variations
from lagesbild_rules.text import Language

SHOWN: Final = 20
"""So many areas are listed on a sheet; the rows hold all."""


def sensitivity_sheets(found: Sensitivity, language: Language) -> list[Sheet]:
    """Return each part of *found* in words."""
    words = _Words(found.ruleset, language)
    sheets = [words.variations(it) for it in (found.readings, found.parameters) if it is not None and it.found]
    if found.combinations is not None:
        sheets.append(words.combinations(found.combinations, found.seed))
    sheets += [words.intervals(found.intervals)] if found.intervals is not None and found.intervals.found else []
    sheets += [words.variations(found.dropped)] if found.dropped is not None else []
    sheets += [words.assessors(found.assessors)] if found.assessors is not None else []
    sheets += [words.sobol(found.sobol, found.areas)] if found.sobol is not None else []
    return sheets


def percent(share: float, language: Language) -> str:
    """Return *share* in per cent with one decimal."""
    return number(f"{share * 100:.1f}", language) + ("\u00a0%" if language == "sv" else "%")


def number(text: str, language: Language) -> str:
    """Return the numbers in *text* with the decimal mark of *language* and a true minus."""
    return (text.replace(".", ",") if language == "sv" else text).replace("-", "−")


def value(text: str, language: Language) -> str:
    """Return the value *text* of a parameter or reading; only a number is written in the way of *language*."""
    return number(text, language) if is_number(text) else text


def few(names: Sequence[str]) -> str:
    """Return the first of *names*, and how many more there are."""
    return ", ".join(names[:3]) + (f" (+{len(names) - 3})" if len(names) > 3 else "")


class _Words:
    def __init__(self, ruleset: Ruleset, language: Language) -> None:
        self.ruleset, self.language = ruleset, language
        self.values = Values(ruleset, language)

    def _title(self, part: str) -> str:
        return told("title", self.language, ruleset=self.ruleset.reference, part=told(part, self.language))

    def _headings(self, *ids: str) -> tuple[str, ...]:
        return tuple(told(id_, self.language) for id_ in ids)

    def variations(self, it: Variations) -> Sheet:
        lead = [told(f"{it.part}_lead", self.language, areas=it.areas)]
        if it.left_out:
            names = ", ".join(name for name, _ in it.left_out)
            lead.append(told("not_applicable", self.language, names=names))
        found = [one for one in it.found if one.moved or it.part != "dropped"]
        if len(found) < len(it.found):
            lead.append(told("others", self.language, others=len(it.found) - len(found)))
        rows = tuple(
            (
                one.name,
                told(one.value, self.language) if it.part == "dropped" else value(one.value, self.language),
                str(len(one.moved)),
                percent(len(one.moved) / it.areas if it.areas else 0.0, self.language),
                "; ".join(self._flow(flow) for flow in one.flows),
            )
            for one in found
        )
        headings = self._headings("c_name", "c_value", "c_moved", "c_share", "c_flows")
        return Sheet(self._title(it.part), tuple(lead), headings, rows, (), frozenset({2, 3}))

    def _flow(self, it: Flow) -> str:
        return f"{self._levels(it.classification, it.before)} → {self._levels(it.classification, it.after)}: {it.areas}"

    def _levels(self, name: str, levels: tuple[str, ...]) -> str:
        return enumerated([self.values.level(name, it) for it in levels], self.language, "or")

    def combinations(self, it: Combinations, seed: int) -> Sheet:
        lead = told(
            "combinations_sampled" if it.sampled else "combinations_all",
            self.language,
            looked_at=it.looked_at,
            exist=it.exist,
            names=", ".join(it.names),
            same=self._share(it.same),
            seed=seed,
        )
        moving = [(area, share) for area, share in it.areas if share.hits]
        return self._areas("combinations", [lead], moving, sampled=it.sampled)

    def _share(self, it: Share) -> str:
        text = percent(it.value, self.language)
        return f"{text} ({self._interval(it)})" if it.sampled else f"{text} ({it.hits})"

    def _interval(self, it: Share) -> str:
        return "–".join(percent(end, self.language) for end in it.interval)

    def _areas(self, part: str, lead: list[str], moving: list[tuple[str, Share]], *, sampled: bool) -> Sheet:
        moving = sorted(moving, key=lambda it: -it[1].hits)
        if len(moving) > SHOWN:
            lead.append(told("areas_shown", self.language, shown=SHOWN, more=len(moving) - SHOWN))
        rows = tuple(
            (area, percent(it.value, self.language), *([self._interval(it)] if sampled else []))
            for area, it in moving[:SHOWN]
        )
        headings = self._headings("c_area", "c_share", *(["c_interval"] if sampled else []))
        return Sheet(self._title(part), tuple(lead), headings, rows, (), frozenset({1, 2} if sampled else {1}))

    def intervals(self, it: Intervals) -> Sheet:
        lead = [told("intervals_lead", self.language)]
        for how in ("at_least", "squared"):
            names = [one.name for one in it.found if one.how == how]
            if names:
                lead.append(told(f"intervals_{how}", self.language, names=", ".join(names)))
        rows = tuple(
            (
                one.name,
                number(shown(one.value), self.language),
                "–" if one.how == "squared" else self._range(one),
                few(one.low.moved),
                few(one.high.moved),
            )
            for one in it.found
        )
        headings = self._headings("c_name", "c_chosen", "c_unchanged", "c_below", "c_above")
        return Sheet(self._title("intervals"), tuple(lead), headings, rows, (), frozenset({1}))

    def _range(self, it: Unchanged) -> str:
        """Return the interval as mathematics writes it: a square bracket belongs to it, a round one does not."""
        low, high = (number(fraction_text(end.at) or "∞", self.language) for end in (it.low, it.high))
        low = f"−{low}" if it.low.at is None else low
        left, right = "[" if it.low.closed else "(", "]" if it.high.closed else ")"
        text = f"{left}{low}; {high}{right}"
        return f"{text} {told('whole', self.language)}" if it.whole else text

    def assessors(self, it: Flips) -> Sheet:
        lead = [
            told(
                "assessors_lead",
                self.language,
                probability=percent(it.probability, self.language),
                answers=it.answers,
                repetitions=it.repetitions,
                seed=it.seed,
            )
        ]
        if it.answers:
            low, median, high = it.at_once
            lead.append(
                told(
                    "assessors_all",
                    self.language,
                    share=percent(it.in_all.value, self.language),
                    interval=self._interval(it.in_all),
                    unchanged=percent(it.unchanged.value, self.language),
                    low=low,
                    median=median,
                    high=high,
                )
            )
        else:
            lead.append(told("assessors_none", self.language))
        lead.append(told("assessors_model", self.language))
        moving = [(area, shares[-1]) for area, shares in it.areas if shares[-1].hits]
        return self._areas("assessors", lead, moving, sampled=True)

    def sobol(self, it: Sobol, areas: int) -> Sheet:
        lead = [told("sobol_ranks", self.language)]
        if it.inputs:
            lead.append(told("sobol_lead", self.language, areas=areas, samples=it.samples, seed=it.seed))
        else:
            lead.append(told("sobol_nothing", self.language))
        if it.left_out:
            names = ", ".join(f"{name} ({told(why, self.language)})" for name, why in it.left_out)
            lead.append(told("sobol_left_out", self.language, names=names))
        headings = self._headings("c_classification", "c_rank_of", "c_name", "c_range", "c_first", "c_total")
        rows = tuple(tuple(it) for it in self._indices(it))
        return Sheet(self._title("sobol"), tuple(lead), headings, rows, (), frozenset({4, 5}))

    def _indices(self, found: Sobol) -> Iterator[tuple[str, ...]]:
        for it in found.indices:
            low, high = (number(shown(end), self.language) for end in found.inputs[it.input])
            indices = [self._index(it.first), self._index(it.total)]
            yield it.classification, told(it.rank_of, self.language), it.input, f"{low} … {high}", *indices

    def _index(self, it: tuple[float, float] | None) -> str:
        if it is None:
            return told("constant", self.language)
        return number(f"{it[0]:.3f} ± {it[1]:.3f}", self.language)


def fraction(it: Fraction, language: Language) -> str:
    """Return *it* with two decimals at most."""
    text = f"{float(it):.2f}".rstrip("0").rstrip(".")
    return number(text, language)
