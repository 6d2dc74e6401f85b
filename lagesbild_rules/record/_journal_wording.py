"""Lines of a log in words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lagesbild_rules.record._journal_model import LogLine
from lagesbild_rules.text import Language, Text

_WORDS: Final[Mapping[str, Text]] = {
    "number": Text("Nr", "No"),
    "at": Text("När", "When"),
    "who": Text("Enhet, roll", "Unit, role"),
    "what": Text("Vad", "What"),
    "how": Text("Hur", "How"),
    "about": Text("Om", "About"),
    "add": Text("lägger till", "adds"),
    "change": Text("ändrar", "changes"),
    "read": Text("läser", "reads"),
    "disclose": Text("lämnar ut", "discloses"),
    "combine": Text("sammanför", "combines"),
    "withdraw": Text("drar tillbaka", "withdraws"),
    "begin": Text("loggen börjar", "the log begins"),
    "repair": Text("halvskriven rad borttagen", "half-written line taken away"),
    "outcome": Text("slut", "end"),
    "areas": Text("{areas} områden", "{areas} areas"),
    "open": Text("öppet", "open"),
    "file": Text("till fil", "to a file"),
    "exit": Text("slutkod {exit}", "exit code {exit}"),
    "no_end": Text("slutet saknas", "no end is told"),
}


def log_headings(language: Language) -> tuple[str, ...]:
    """Return the headings of the columns that ``log_rows`` fills."""
    return tuple(_WORDS[name].in_(language) for name in ("number", "at", "who", "what", "how", "about"))


def log_rows(lines: Iterable[LogLine], ended: Mapping[int, int], language: Language) -> Iterator[tuple[str, ...]]:
    """Yield for each of *lines* its number, time, unit and role, what was done, how, and with what.

    Of an entry that *ended* otherwise than with exit code 0, or of which no end is told, that stands there too.
    """
    for it in lines:
        who = f"{it.unit}, {it.role}"
        time = it.at[:19].replace("T", " ")
        if it.what != "entry":
            yield str(it.number), time, who, _WORDS[it.what].in_(language), "", ""
            continue
        said = it.said
        how = [said["command"]]
        how += [_WORDS["open"].in_(language)] if said["audience"] == "open" else []
        how += [_WORDS["file"].in_(language)] if said["to"] == "file" else []
        if it.number not in ended:
            how.append(_WORDS["no_end"].in_(language))
        elif ended[it.number]:
            how.append(_WORDS["exit"].in_(language).format(exit=ended[it.number]))
        about = [*said["areas"], *said["units"], *said["observations"]]
        about += [_source(one, language) for one in said["sources"]]
        about += [f"{one['id']}@{one['effective_from']}" for one in said["rulesets"]]
        what = ", ".join(_WORDS[kind].in_(language) for kind in it.kinds)
        yield str(it.number), time, who, what, ", ".join(how), "; ".join(about)


def _source(source: Mapping[str, object], language: Language) -> str:
    digest, areas = source["digest"], source["areas"]
    said = [] if areas is None else [_WORDS["areas"].in_(language).format(areas=areas)]
    said += [str(digest)[:19]] if digest is not None else []
    said += [str(source["published"])] if source["published"] is not None else []
    return f"{source['role']} ({', '.join(said)})" if said else str(source["role"])
