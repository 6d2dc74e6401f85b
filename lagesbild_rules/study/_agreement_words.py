"""How far assessors agree, in words of one language."""

from __future__ import annotations

from collections.abc import Iterator

from lagesbild_rules.explanation import Values, enumerated
from lagesbild_rules.pages import ReportPage, ReportTable
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._agreement_model import Agreement, PairAgreement, ResponseStyle
from lagesbild_rules.study._phrases_agreement import decimal, ranged, told
from lagesbild_rules.text import Language


def agreement_page(found: Agreement, ruleset: Ruleset, language: Language) -> ReportPage:
    """Return *found* in words, the titles being those of *ruleset*."""
    return _Words(found, ruleset, language).page()


class _Words:
    def __init__(self, found: Agreement, ruleset: Ruleset, language: Language) -> None:
        self.found, self.language, self.ruleset = found, language, ruleset
        self.values = Values(ruleset, language)

    def say(self, id: str, /, **words: object) -> str:
        return told(id, self.language, **words)

    def page(self) -> ReportPage:
        found = self.found
        lead = [self.say(f"agreement_{found.between}", day=found.as_of), sampled(found, self.language)]
        if found.without_unit or found.undated:
            lead.append(self.say("not_used", n=found.without_unit, m=found.undated))
        lead.append(self.say("no_judgement"))
        tables = [self._pairs(), *self._groups(), *self._units()]
        return ReportPage(self.say("agreement", ruleset=found.ruleset), tuple(lead), tuple(tables))

    def titled(self, it: PairAgreement) -> str:
        if it.scope == "indicator":
            return self.values.indicator(it.id)
        return self.say(f"scope_{it.scope}", id=it.id)

    def _pairs(self) -> ReportTable:
        asked = ("c_asked", "c_areas", "c_pairs", "c_not_exact", "c_equal", "c_kappa", "c_weighted", "c_fleiss")
        notes = []
        if not self.found.pairs:
            notes.append(self.say("nothing_twice"))
        if self.found.single:
            names = [self.values.indicator(it) for it in self.found.single]
            notes.append(self.say("single", names=enumerated(names, self.language)))
        found = ReportTable(
            self.say("h_pairs"),
            tuple(self.say(it) for it in (*asked, "c_alpha", "c_notes")),
            tuple(self._pair(it) for it in self.found.pairs),
            frozenset(range(1, 9)),
            tuple(notes),
        )
        return found.without_empty() if found.rows else found

    def _pair(self, it: PairAgreement) -> tuple[str, ...]:
        weighted = (decimal(it.kappa_linear, self.language), decimal(it.kappa_quadratic, self.language))
        return (
            self.titled(it),
            str(it.areas),
            str(it.pairs),
            str(it.not_exact) if it.not_exact else "",
            decimal(None if it.equal is None else 100 * it.equal, self.language, 1),
            decimal(it.kappa, self.language),
            " / ".join(weighted) if it.kappa_linear is not None else "–",
            decimal(it.fleiss, self.language),
            ranged(it.alpha, it.alpha_low, it.alpha_high, self.language),
            self._notes(it.notes),
        )

    def _notes(self, notes: tuple[str, ...]) -> str:
        return "; ".join(self.say(note) for note in notes)

    def _groups(self) -> Iterator[ReportTable]:
        if not self.found.groups:
            return
        headings = ("c_group", "c_cases", "c_cronbach", "c_item_rest", "c_without", "c_notes")
        yield ReportTable(
            self.say("h_groups"),
            tuple(self.say(it) for it in headings),
            tuple(self._group_rows()),
            frozenset({1, 2, 3, 4}),
            (self.say("ranks"),),
        ).without_empty()

    def _group_rows(self) -> Iterator[tuple[str, ...]]:
        for it in self.found.groups:
            alpha = ranged(it.alpha, it.alpha_low, it.alpha_high, self.language)
            yield it.group, str(it.cases), alpha, "", "", self._notes(it.notes)
            for item in self.found.items:
                if item.group == it.group:
                    title = self.values.indicator(item.indicator)
                    rest = ranged(item.item_rest, item.item_rest_low, item.item_rest_high, self.language)
                    name = self.say("turned", title=title) if item.turned else title
                    yield f"  {name}", "", "", rest, decimal(item.alpha_without, self.language), ""

    def _units(self) -> Iterator[ReportTable]:
        if not self.found.units:
            return
        headings = ("c_unit", "c_answers", "c_commonest", "c_steps", "c_uniform", "c_severity", "c_offset")
        yield ReportTable(
            self.say("h_units"),
            tuple(self.say(it) for it in headings),
            tuple(self._unit(it) for it in self.found.units),
            frozenset({1, 3, 4, 5, 6}),
            (self.say("style_note"),),
        )
        it = self.found.burden
        if it is None:
            yield ReportTable(self.say("h_burden"), (), (), frozenset(), (self.say("burden_none"),))
            return
        slopes = (
            ("within", it.within, it.within_low, it.within_high),
            ("between", it.between, it.between_low, it.between_high),
            ("difference", it.difference, it.difference_low, it.difference_high),
        )
        names = enumerated([self.values.indicator(id_) for id_ in it.indicators], self.language)
        yield ReportTable(
            self.say("h_burden"),
            (self.say("c_slope"), self.say("c_value")),
            tuple((self.say(id_), ranged(value, low, high, self.language)) for id_, value, low, high in slopes),
            frozenset(),
            (self.say("burden_of", names=names), self.say("burden_note")),
        )

    def _unit(self, it: ResponseStyle) -> tuple[str, ...]:
        scale = self.ruleset.scales[it.same_scale] if it.same_scale else None
        title = scale.titles.get(it.same_step or "") if scale else None
        step = (title.in_(self.language) if title else None) or it.same_step or ""
        share = decimal(None if it.same_share is None else 100 * it.same_share, self.language, 0)
        return (
            it.unit,
            f"{it.answers} / {it.areas}",
            self.say("commonest", step=step, share=share),
            self.say("of", n=it.steps_used, all=it.steps),
            self.say("of", n=it.uniform_areas, all=it.long_areas) if it.long_areas else "–",
            decimal(it.severity, self.language, 2),
            ranged(it.offset, it.offset_low, it.offset_high, self.language),
        )


def sampled(found: Agreement, language: Language) -> str:
    """Return how the intervals were drawn, in words."""
    it = found.sampling
    confidence = f"{100 * it.confidence:g}"
    return told("sampled", language, confidence=confidence, resamples=it.resamples, seed=it.seed)
