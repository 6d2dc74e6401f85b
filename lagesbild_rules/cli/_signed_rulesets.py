"""Rulesets that commands use, refused where a policy does not accept whose signatures they have."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click
from attrs import define, field

from lagesbild_rules.cli._options import Decorator
from lagesbild_rules.cli._signing_options import envelope_at, policy_day_of, policy_day_option, signatures_option
from lagesbild_rules.day import Day
from lagesbild_rules.record import Envelope, Policy, read_policy, require_signed
from lagesbild_rules.ruleset import Ruleset, resolve

VARIABLE: Final = "LAGESBILD_REQUIRE_SIGNED"
"""The setting that names a policy for every command that uses a ruleset; the option of a command wins over it."""
_KEY: Final = "lagesbild_rules.cli.required"

_policy_option: Decorator = click.option(
    "--require-signed",
    "policy",
    metavar="POLICY",
    type=click.Path(path_type=Path),
    envvar=VARIABLE,
    help="Refuse a ruleset that is not signed as the policy in the file POLICY wants it.  "
    f"[default: {VARIABLE}, else none is refused]",
)


@define
class Required:
    """What a command asks of the signatures of rulesets: nothing where there is no policy."""

    policy: Policy | None
    policy_day: str | None
    envelopes: tuple[Envelope, ...]
    _day: date | None = field(default=None, init=False)

    def refuse_unsigned(self, ruleset: Ruleset) -> None:
        """Raise ``SignatureError`` when there is a policy and it does not accept whose signatures *ruleset* has."""
        if self.policy is None:
            return
        if self._day is None:
            self._day = policy_day_of(self.policy_day)  # which tells the day once, however many rulesets there are
        require_signed(ruleset, self.policy, day=self._day, envelopes=self.envelopes)


def require_signed_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the options by which it refuses a ruleset that is not signed as a policy wants it.

    They never reach the command itself: it takes its rulesets from ``ruleset_of``, or holds them to
    ``refuse_unsigned``. The policy is read before it begins, so that one that cannot be read refuses everything.
    """

    @functools.wraps(command)
    def asking(*, policy: Path | None, policy_day: str | None, envelopes: tuple[Path, ...], **parameters: Any) -> Any:
        if policy is None and (policy_day is not None or envelopes):
            raise click.UsageError("--policy-day and --signatures go with --require-signed")
        accepted = None if policy is None else read_policy(policy)
        click.get_current_context().meta[_KEY] = Required(accepted, policy_day, tuple(map(envelope_at, envelopes)))
        return command(**parameters)

    return _policy_option(policy_day_option(signatures_option(asking)))


def ask_no_signatures() -> None:
    """Let the command that runs take every ruleset: one that checks what was done, whoever signed it."""
    click.get_current_context().meta[_KEY] = Required(None, None, ())


def ruleset_of(reference: str, *, as_of: Day, folders: Iterable[Path] = ()) -> Ruleset:
    """Return the ruleset that *reference* names, as ``resolve`` does; raises ``SignatureError`` for one refused."""
    ruleset = resolve(reference, as_of=as_of, folders=folders)
    refuse_unsigned(ruleset)
    return ruleset


def refuse_unsigned(ruleset: Ruleset) -> None:
    """Raise ``SignatureError`` when the command that runs is to refuse *ruleset*."""
    required().refuse_unsigned(ruleset)


def required() -> Required:
    """Return what the command that runs asks of signatures."""
    found = click.get_current_context().meta[_KEY]
    assert isinstance(found, Required)
    return found
