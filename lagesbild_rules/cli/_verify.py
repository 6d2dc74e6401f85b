"""``lagesbild verify``: whether an answer is what its receipt says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from lagesbild_rules.cli._options import (
    areas_option,
    facts_for,
    folders_option,
    format_option,
    language_option,
    out_option,
    output,
    skip_option,
)
from lagesbild_rules.cli._signed_rulesets import ask_no_signatures
from lagesbild_rules.cli._signing_options import envelope_at, policy_day_of, policy_day_option, signatures_option
from lagesbild_rules.cli._verify_studies import StudiesAgain, roles_of
from lagesbild_rules.errors import ReceiptError
from lagesbild_rules.facts import FactSet
from lagesbild_rules.files import read_bytes
from lagesbild_rules.record import (
    Envelope,
    Signatures,
    Signer,
    carried,
    envelope_beside,
    read_policy,
    read_public_key,
    signatures_text,
    statement_of,
    verification_text,
    verify_all,
    verify_by_policy,
    verify_signatures,
)
from lagesbild_rules.report import print_verifications, verification_json
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language


def _roles(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for it in given:
        role, equals, path = it.partition("=")
        if not equals or not path or role in found:
            raise click.BadParameter(f"{it!r} is {'given twice' if role in found else 'not ROLE=FILE'}")
        found[role] = Path(path)
    return found


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--facts", metavar="TABLE", type=click.Path(path_type=Path), help="The facts: all is assessed again from them."
)
@click.option(
    "--input",
    "inputs",
    metavar="ROLE=FILE",
    multiple=True,
    callback=_roles,
    help="Something else that a study rests on, by its role in the receipt; may be repeated.",
)
@click.option(
    "--open-facts",
    "open_only",
    is_flag=True,
    help="The facts are the open ones alone: do not ask of them how a published class came to be.",
)
@click.option(
    "--key",
    "keys",
    metavar="PUB",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A public key by which FILE has to be signed; may be repeated, and then it takes all of them.",
)
@click.option(
    "--policy",
    metavar="POLICY",
    type=click.Path(path_type=Path),
    help="FILE has to be signed as the policy in the file POLICY wants it.",
)
@policy_day_option
@signatures_option
@areas_option
@skip_option
@folders_option
@format_option("console", "json")
@out_option
@language_option
def verify_command(
    file: Path,
    facts: Path | None,
    inputs: dict[str, Path],
    open_only: bool,
    keys: tuple[Path, ...],
    policy: Path | None,
    policy_day: str | None,
    envelopes: tuple[Path, ...],
    areas_table: Path | None,
    skip_bad_rows: bool,
    folders: tuple[Path, ...],
    format_: str,
    out: Path | None,
    language: Language,
) -> None:
    """Verify FILE by its receipt, offline: a receipt, several as JSON Lines, or a JSON, HTML or PDF output.

    The digests are worked out again, the ruleset is found by its own, and the answer is assessed again: from the
    facts given, else from what the receipt itself says of one area's facts. A study is made again where that is quick
    and its inputs are given, else these are held to their digests. Tells what differs and where; the exit code is 1
    when something does. Where nothing differs, what could not be checked is told beside it.

    With --key or --policy the signatures in FILE.dsse.json are held to FILE too, which may then also be a ruleset, a
    lock or any other file; the exit code is 1 when one that is needed is missing or does not hold.
    """
    if open_only and facts is None:
        raise click.UsageError("--open-facts goes with --facts")
    if keys and policy is not None:
        raise click.UsageError("--key and --policy are two ways to say who must have signed: give one of them")
    if policy_day is not None and policy is None:
        raise click.UsageError("--policy-day goes with --policy")
    if envelopes and not keys and policy is None:
        raise click.UsageError("--signatures goes with --key or --policy")
    ask_no_signatures()

    def rows(ruleset: Ruleset, day: date, known_at: datetime | None) -> Sequence[FactSet]:
        assert facts is not None
        table = facts_for(facts, ruleset, day, known_at, areas_table=areas_table, skip_bad_rows=skip_bad_rows)
        return table.rows

    data = read_bytes(file, ReceiptError)
    signed = _signed(file, data, keys, policy, policy_day, envelopes)
    found = carried(data, str(file)) if signed is None or signed.subject.kind == "answer" else ()
    known = {role for it in found for role in roles_of(it.receipt)}
    if unknown := sorted(set(inputs) - known):
        names = ", ".join(sorted(known)) or "nothing"
        raise click.UsageError(f"--input: {unknown[0]!r} is nothing that the receipt rests on, which names {names}")
    verified = verify_all(
        found,
        folders=folders,
        facts=None if facts is None else rows,
        open_only=open_only,
        studies=StudiesAgain(facts, inputs, areas_table),
    )
    texts = [verification_text(it, language) for it in verified]
    told = None if signed is None else signatures_text(signed, language)
    with output(out) as written:
        if format_ == "json":
            written.write(verification_json(texts, told) + "\n")
        else:
            print_verifications(texts, written, signatures=told)
    if not all(it.identical for it in verified) or (signed is not None and not signed.hold):
        raise click.exceptions.Exit(1)


def _signed(
    file: Path,
    data: bytes,
    keys: tuple[Path, ...],
    policy: Path | None,
    policy_day: str | None,
    envelopes: tuple[Path, ...],
) -> Signatures | None:
    """Return how the signatures over *file* stand; nothing where nobody asks. Of several envelopes the best counts."""
    if not keys and policy is None:
        return None
    subject = statement_of(data, str(file))
    given: list[Envelope | None] = [envelope_at(it) for it in envelopes]
    given = given or [envelope_beside(file)]
    if policy is None:
        signers = [Signer(str(it), read_public_key(it)) for it in keys]
        found = [verify_signatures(subject, it, signers) for it in given]
    else:
        accepted, day = read_policy(policy), policy_day_of(policy_day)
        found = [verify_by_policy(subject, it, accepted, day=day) for it in given]
    return max(found, key=lambda it: (it.hold, it.holding))
