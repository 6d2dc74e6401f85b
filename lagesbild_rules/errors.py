"""Errors: where something stands, what was found there, and what to do next; all problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from attrs import field, frozen, validators

CODES: Final[dict[str, str]] = {
    # files
    "LR001": "no such file",
    "LR002": "a directory where a file is wanted",
    "LR003": "the file cannot be read",
    "LR004": "the file is not UTF-8",
    "LR005": "the file is empty",
    "LR007": "unknown kind of file",
    # the text of a ruleset or a case
    "LR101": "not a YAML text",
    "LR102": "a key stands twice",
    "LR103": "unknown comparison",
    "LR104": "an anchor, an alias or a tag",
    "LR105": "nested too deep",
    "LR106": "unknown key",
    "LR107": "a required key is missing",
    "LR108": "another shape is wanted",
    "LR109": "not an id",
    "LR110": "not a number",
    "LR111": "not a date",
    "LR112": "not one of the words allowed here",
    "LR113": "unknown format of ruleset",
    "LR114": "an empty text or list",
    "LR115": "not exactly one condition",
    # the meaning of a ruleset
    "LR201": "an undefined name",
    "LR202": "one name for two things",
    "LR203": "a circle of references",
    "LR204": "not a value of the indicator",
    "LR205": "a comparison that the indicator does not take",
    "LR206": "no number",
    "LR207": "a level without its condition",
    "LR208": "a value that is not admissible",
    "LR209": "a count outside its list",
    "LR210": "the same member twice",
    "LR211": "bounds that contradict each other",
    "LR212": "one name used in two senses",
    # a table of facts
    "LR301": "unknown column",
    "LR302": "a column is missing",
    "LR303": "a column stands twice",
    "LR304": "a row of another length",
    "LR305": "a row without a usable area",
    "LR306": "one area in two rows",
    "LR307": "not a value of the indicator",
    "LR308": "not a number",
    "LR309": "more digits than allowed",
    "LR310": "outside the indicator's range",
    "LR311": "a word for a missing value",
    "LR312": "not a line of JSON",
    "LR313": "not a CSV row",
    "LR314": "a binary floating-point number",
    "LR315": "not a Parquet file",
    "LR316": "not a workbook",
    "LR317": "a formula",
    "LR318": "a workbook beyond a limit",
    "LR319": "more problems than are told",
    # choosing a ruleset
    "LR401": "no ruleset of that id",
    "LR402": "no ruleset in force on the day",
    "LR403": "several rulesets in force on the day",
    # asking
    "LR501": "no such area",
    "LR502": "no such reading",
    "LR503": "facts of another ruleset",
    "LR504": "no ruleset to test the case against",
    "LR505": "an optional library is missing",
    "LR506": "the output cannot be written",
    "LR521": "no such level",
    "LR531": "not an experiment",
    # publishing
    "LR601": "a published text that changed",
    "LR602": "a published text that vanished",
    "LR603": "a text that is not locked",
    "LR604": "no entry in the changelog",
    "LR605": "the lock cannot be read",
    "LR606": "a text that cannot be published",
    # observations
    "LR701": "not one of the codes of an observation",
    "LR702": "a period without a day",
    "LR703": "secret without a legal ground",
    "LR704": "a correction that leads nowhere",
    "LR705": "a person's number",
    "LR706": "a row without a usable value",
    "LR707": "one id for two observations",
    "LR708": "the day that is asked about is missing",
    # a store of observations
    "LR709": "the store is in use",
    "LR710": "not a store",
    "LR711": "a store of another version",
    "LR712": "something stands where a store is to be made",
    "LR713": "the store cannot be written",
    "LR714": "no such observation",
    "LR715": "a withdrawal that says nothing new",
    "LR716": "a value in the store that the indicator does not take",
    "LR717": "too little memory for the store",
    "LR718": "a change without its unit",
    # questionnaires
    "LR721": "not a questionnaire",
    "LR722": "a questionnaire of another ruleset",
    "LR723": "a questionnaire that was changed",
    "LR725": "not a plain answer",
    "LR726": "a span that is none",
    "LR727": "one questionnaire in two files",
    "LR728": "a questionnaire that asks nothing",
    # areas and how they came of one another
    "LR731": "an observation of an unknown area",
    "LR732": "an observation of an area that does not exist on its day",
    "LR733": "an area that two units report",
    "LR734": "not a municipality code",
    "LR735": "not a line of descent",
    "LR736": "a circle of descent",
    "LR737": "a fact that no cell can state",
    # studies
    "LR751": "not a question group",
    "LR752": "not an indicator of burden",
    "LR753": "agreement needs observations",
    "LR754": "a published class that is no level",
    "LR755": "no published classes",
    "LR756": "an area published twice",
    "LR757": "not a pair of words",
    "LR758": "a plot of another kind",
    "LR759": "nothing to compare",
    "LR771": "a folder that holds something else",
    # engines
    "LR801": "a ruleset that the engine does not take",
    "LR802": "an engine that does not run on this Python",
    "LR803": "no engine of that name",
    "LR804": "a number of live states out of bounds",
    "LR805": "an observation where a fact is wanted",
    "LR806": "a cluster that cannot be used",
    "LR807": "no Java for Spark",
    # exporting to SQL
    "LR811": "a number that the database could only round",
    "LR812": "a name that the database cannot take",
    "LR813": "more columns than the database takes",
    # receipts
    "LR820": "no receipt in the file",
    "LR821": "a receipt in another format",
    "LR822": "a receipt that cannot be read",
    "LR823": "answers that have no receipt together",
    # packages and faults
    "LR830": "a publication that was interrupted",
    # pictures of all areas, and decisions
    "LR840": "an area that the table of areas lacks",
    "LR841": "a decision on an unknown area",
    "LR842": "a decision on an unknown level",
    "LR843": "a decision that lacks something",
    "LR844": "a decision approved twice by one role",
    "LR845": "a decision without a second approver",
    "LR846": "a decision whose day has not come",
    "LR847": "an area decided twice on one day",
    "LR848": "not a picture",
    "LR849": "a picture of another ruleset",
    # comparing pictures
    "LR850": "no published list of that name",
    "LR851": "pictures that have nothing in common",
    "LR852": "the later picture given first",
    "LR853": "a line of descent with an unknown area",
    "LR854": "an area that became another and is still there",
    "LR855": "too few pictures for a series",
    "LR856": "facts to compare without a ruleset",
    # geometry
    "LR860": "not a file of geometry",
    "LR861": "a file of geometry beyond a limit",
    "LR862": "a coordinate system that is not taken",
    "LR863": "a feature without its area",
    "LR864": "not a polygon",
    "LR865": "an outline that is not valid",
    "LR866": "coordinates outside their system",
    "LR867": "areas that overlap",
    "LR868": "geometry that does not fit what stands beside it",
    "LR869": "a column that geometry cannot carry",
    # rounds of collection
    "LR870": "not a round",
    "LR871": "something stands where a round is to be made",
    "LR872": "a round that is frozen",
    "LR873": "a change that does not fit how the unit stands",
    "LR874": "no such unit in the round",
    "LR875": "units that have not sent",
    "LR876": "a frozen round that was changed",
    "LR877": "an answer by another unit",
    "LR878": "a round without units or areas",
    "LR879": "two changes at the same time",
    # signatures
    "LR880": "a key that cannot be used",
    "LR881": "a private key that others may use",
    "LR882": "an envelope that cannot be used",
    "LR883": "a policy that contradicts itself",
    "LR884": "signatures that are required and not there",
    # a log
    "LR885": "not a log",
    "LR886": "a log that was changed",
    "LR887": "what cannot be logged",
    "LR888": "a log entry without its unit or role",
    "LR889": "a half-written line",
    # limits of what is read
    "LR890": "a file beyond a limit",
    "LR891": "not a limit",
}
"""Every code of an error with its title. Each has a page under ``docs/reference/errors``."""


@frozen(order=True)
class Place:
    """Where something stands: a file with line and column, or a table with row and column name.

    Lines, columns and rows count from 1, as an editor shows them.
    """

    path: str = ""
    line: int | None = None
    column: int | str | None = None

    def __str__(self) -> str:
        column = printable(self.column) if isinstance(self.column, str) else self.column
        parts = [printable(self.path, 1000) or "<input>", self.line, column]
        return ":".join(str(part) for part in parts if part is not None)


@frozen
class Problem:
    """One thing that is wrong: place, code, finding, and a next step where one can be named."""

    place: Place
    code: str = field(validator=validators.in_(CODES))
    finding: str
    help: str | None = None

    def __str__(self) -> str:
        head = f"{self.place}: {self.code} {self.finding}"
        return f"{head}\n  help: {self.help}" if self.help else head


class LagesbildError(Exception):
    """Something is wrong with what was given; ``problems`` holds all of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[LagesbildError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class RulesetError(LagesbildError):
    """The text of a ruleset or of its cases cannot be read or has no meaning."""


class FactsError(LagesbildError):
    """A table of facts, or a fact given in Python, cannot be taken."""


class ReceiptError(LagesbildError):
    """A receipt cannot be made or cannot be read."""


class LogError(LagesbildError):
    """Something cannot be logged, and so is not done; or a log cannot be read."""


class SignatureError(LagesbildError):
    """A key, an envelope or a policy cannot be used, or signatures that are required are not there."""


class CatalogueError(LagesbildError):
    """No ruleset, or more than one, answers to what was asked for."""


class QuestionError(LagesbildError):
    """What was asked does not fit what it was asked of: an unknown area, level or reading."""


UNPRINTABLE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Control characters, invisible marks, marks that turn the reading direction, and halves of characters."""


def printable(text: str, limit: int = 60) -> str:
    """Return *text* on one line: shortened, characters that do not show written out."""
    shown = text if len(text) <= limit else f"{text[:limit]}…"
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", shown)


def quoted(text: str, limit: int = 60) -> str:
    """Return *text* in backticks on one line: shortened, characters that do not show written out."""
    return f"`{printable(text, limit)}`"


def listed(words: Iterable[str], limit: int = 12) -> str:
    """Return *words* as «`a`, `b` or `c`», at most *limit* of them."""
    every = list(words)
    names = [quoted(word) for word in every[:limit]]
    if len(every) > limit:
        names.append(f"{len(every) - limit} more")
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0] if names else "nothing"


def suggestion(word: str, choices: Iterable[str]) -> str:
    """Return «did you mean …» for the choice nearest to *word*, else the choices themselves."""
    known = list(choices)
    by_folded = {name.casefold(): name for name in reversed(known)}
    close = get_close_matches(word[:100].casefold(), by_folded, n=1, cutoff=0.6)
    if close:
        return f"did you mean {quoted(by_folded[close[0]])}?"
    return f"write {listed(known)}" if known else "remove it"


def nearest(word: str, choices: Iterable[str], what: str) -> str:
    """Return «did you mean …» followed by *what* the few choices are; the ``suggestion`` alone for many."""
    known = list(choices)
    help = suggestion(word, known)
    return f"{help} {what} {listed(known)}" if help.endswith("?") and 1 < len(known) <= 12 else help
