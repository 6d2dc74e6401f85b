"""Whether a questionnaire is still what it was when it was made, and for which ruleset that was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from lagesbild_rules.errors import FactsError, LagesbildError, Place, Problem, quoted
from lagesbild_rules.form._from_workbook import Page
from lagesbild_rules.form._layout import FIXED, asked, one_line, question
from lagesbild_rules.form._model import FORMAT, Area, Form
from lagesbild_rules.form._seal import DIGEST, SHEET, check, head, split, text_digest, total, unsealed_texts
from lagesbild_rules.ruleset import Ruleset, logic_digest, wording_digest
from lagesbild_rules.text import LANGUAGES

_ANEW = "restore it, or copy the answers into a form that is made anew"


@frozen
class Intact:
    """A questionnaire as it was made, and the name of its sheet of answers."""

    form: Form
    answers: str


def intact(pages: Mapping[str, Page], ruleset: Ruleset, shown: str) -> Intact:
    """Return the questionnaire that *pages* are.

    Raises ``FactsError`` when they are none, when it was made for another ruleset than *ruleset*, or when anything
    but answers was changed since it was made: then with every row that was, at its first such cell.
    """
    rows = _rows(pages, shown)
    if rows.get("format") != FORMAT:
        finding = f"the format of the questionnaire is {quoted(rows.get('format', ''))}"
        raise FactsError([Problem(Place(shown), "LR721", finding, f"this version reads {quoted(FORMAT)}")])
    if other := _other_ruleset(rows, ruleset, shown):
        raise FactsError([other])
    form = _form(rows, ruleset, shown)
    texts = unsealed_texts(rows)
    names = tuple(texts)
    answers = names[1] if len(names) > 1 else ""
    if problems := [*_sheets(pages, texts, shown), *_changed(pages, texts, answers, form, shown)]:
        raise FactsError(problems)
    return Intact(form, answers)


def _rows(pages: Mapping[str, Page], shown: str) -> dict[str, str]:
    """Return the rows of the hidden sheet, each of them as it was written."""
    if SHEET not in pages:
        help = "make a form with `lagesbild form new`, or restore the sheet"
        finding = f"it holds no sheet {quoted(SHEET)}, so it is no questionnaire, or no longer one"
        raise FactsError([Problem(Place(shown, None, SHEET), "LR721", finding, help)])
    cells: dict[int, dict[str, str]] = {}
    for cell, typed in pages[SHEET].cells.items():
        letters, row = split(cell)
        cells.setdefault(row, {})[letters] = typed.text if typed.sort == "text" else ""
    found: dict[str, str] = {}
    problems = []
    for row, its in sorted(cells.items()):
        key, value = its.get("A", ""), its.get("B", "")
        if its.get("C") != check(key, value) or its.keys() - set("ABC") or key in found:
            problems.append(_problem(shown, SHEET, f"A{row}:C{row}", "what the form keeps of itself was changed"))
        found[key] = value
    last = max(cells, default=1)
    if not problems and (next(reversed(found), None) != DIGEST or found[DIGEST] != total(found)):
        problems.append(
            _problem(shown, SHEET, f"A{last}:C{last}", "rows of what the form keeps of itself are not whole")
        )
    if problems:
        raise FactsError(problems)
    return found


def _other_ruleset(rows: Mapping[str, str], ruleset: Ruleset, shown: str) -> Problem | None:
    made_for, version = f"{rows.get('ruleset')}@{rows.get('effective_from')}", rows.get("version", "")
    asked_for = ruleset.reference
    if made_for != asked_for:
        finding = f"the form was made for {quoted(made_for)}, not for {quoted(asked_for)}"
        return Problem(Place(shown), "LR722", finding, f"read it with `--ruleset {made_for}`")
    if version != str(ruleset.version):
        finding = f"the form was made for version {version} of {quoted(made_for)}, not for version {ruleset.version}"
        help = "read it with the text of that version, named by its path"
        return Problem(Place(shown), "LR722", finding, help)
    if (rows.get("logic"), rows.get("wording")) != (logic_digest(ruleset), wording_digest(ruleset)):
        finding = f"the form was made for another text that calls itself {quoted(made_for)}, version {version}"
        return Problem(Place(shown), "LR722", finding, "read it with the text that it was made from, named by its path")
    return None


def _form(rows: Mapping[str, str], ruleset: Ruleset, shown: str) -> Form:
    areas = [Area(value, rows.get(f"name.{key[5:]}") or None) for key, value in rows.items() if key.startswith("area.")]
    language = next((it for it in LANGUAGES if it == rows.get("language")), None)
    try:
        form = Form(
            ruleset=ruleset,
            unit=rows.get("unit", ""),
            areas=areas,
            valid_from=rows.get("valid_from", ""),
            valid_until=rows.get("valid_until") or None,
            language=language or "sv",
        )
    except LagesbildError:
        form = None
    if form is None or dict(head(form)) != {
        key: value for key, value in rows.items() if ":" not in key and key != DIGEST
    }:
        raise FactsError([_problem(shown, SHEET, "A1", "what the form keeps of itself makes no form")])
    return form


def _sheets(pages: Mapping[str, Page], texts: Mapping[str, object], shown: str) -> Iterator[Problem]:
    for name in texts:
        if name not in pages:
            yield Problem(Place(shown, None, name), "LR723", "the sheet is missing", _ANEW)
    for name in pages:
        if name not in texts and name != SHEET:
            help = "take it out: only answers are read"
            yield Problem(Place(shown, None, name), "LR723", "the form has no such sheet", help)


def _changed(
    pages: Mapping[str, Page], texts: Mapping[str, Mapping[str, str]], answers: str, form: Form, shown: str
) -> Iterator[Problem]:
    for name in (it for it in texts if it in pages):
        page, wanted = pages[name], dict(texts[name])
        free: set[str] = set()
        if name == answers:
            for it in asked(form):
                free.update(map(it.cell, it.parts))
                for column, text in (("area", str(it.area)), ("question", question(it.indicator, form.language))):
                    cell = f"{FIXED[column]}{it.row}"
                    wanted[cell] = text_digest(name, cell, one_line(text))
        rows: dict[int, list[tuple[str, str]]] = {}
        for cell in sorted({*wanted, *page.cells} - free, key=lambda it: (split(it)[1], len(split(it)[0]), it)):
            if finding := _finding(page, name, cell, wanted.get(cell)):
                rows.setdefault(split(cell)[1], []).append((cell, finding))
        for found in rows.values():
            more = f", and {len(found) - 1} more in the row" if len(found) > 1 else ""
            yield _problem(shown, name, found[0][0], f"{found[0][1]}{more}")
        for merged in page.merged:
            yield _problem(shown, name, merged, "cells were merged")


def _finding(page: Page, name: str, cell: str, wanted: str | None) -> str | None:
    typed = page.cells.get(cell)
    if typed is None:
        return "a text of the form was taken out"
    if wanted is None:
        return f"the form has no text and no answer here: {quoted(typed.text)}"
    same = typed.sort in ("text", "number") and text_digest(name, cell, typed.text) == wanted
    return None if same else f"a text of the form was changed: {quoted(typed.text)}"


def _problem(shown: str, sheet: str, cell: str, finding: str) -> Problem:
    return Problem(Place(shown, None, f"{sheet}!{cell}"), "LR723", finding, _ANEW)
