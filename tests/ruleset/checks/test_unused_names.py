"""RC01: a name that nothing uses."""

from __future__ import annotations

from .texts import CLEAN, Shelf, changed, found, place, told, under

UNUSED = changed(
    CLEAN,
    under("sources", "  old: {title: Gammal, evidence: media}\n"),
    under("parameters", "  bench_limit: {value: 3, source: memo}\n"),
    under("readings", "  spare: {value: 1, admissible: [1], because: {sv: A, en: A}}\n"),
    under("scales", "  mood: {steps: [bad, good]}\n"),
    under("indicators", "  benches: {truth: true, title: {sv: Bänkar, en: Benches}}\n"),
)


def test_each_sort_of_name_is_found_where_it_is_declared(shelf: Shelf) -> None:
    findings = found("RC01", [shelf.put(UNUSED)])
    wanted = [
        ("  mood", "nothing uses the scale `mood`"),
        ("  benches", "nothing uses the indicator `benches`"),
        ("  bench_limit", "nothing uses the parameter `bench_limit`"),
        ("  spare", "nothing uses the reading `spare`"),
        ("  old:", "nothing uses the source `old`"),
    ]
    assert told(findings) == [((place(UNUSED, name)[0], 3), words) for name, words in wanted]
    assert {it.help for it in findings} == {"use it, or remove it"}


def test_every_way_of_using_a_name_counts(shelf: Shelf) -> None:
    text = changed(
        UNUSED,
        under("indicators", "  air: {scale: mood}\n  trees: {number: {unit: one, decimals: 0}}\n"),
        (
            "    when: {indicator: warden, equals: false}",
            "    when:\n"
            "      at_least: spare\n"
            "      of:\n"
            "        - {indicator: benches, equals: false}\n"
            "        - not: {indicator: air, one_of: [bad]}\n"
            "        - {value: {times: [bench_limit, {indicator: trees}]}, at_least: 1}\n"
            "        - {indicator: warden, equals: false}",
        ),
        ("        when: {any: [disorder", "        source: old\n        when: {any: [disorder"),
    )
    assert found("RC01", [shelf.put(text)]) == []
