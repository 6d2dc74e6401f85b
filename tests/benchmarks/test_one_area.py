"""The benchmark of one area: all its contenders answer alike, and it runs whatever peers are installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import _baselines, one_area
from benchmarks._contender import Contender, alone, possible
from benchmarks._plain import plain
from benchmarks._work import Area, areas, ruleset
from benchmarks.peers import PEERS
from lagesbild_rules import FactSet, Truth, assess

RULES = ruleset()
PLAIN = plain(RULES)
COMPILED = _baselines.compiled(PLAIN)
KNOWN = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}
TINY = one_area.Size(areas=5, rounds=2, checked=20, kept=5)

shares = st.sampled_from([0.0, 0.1, 0.5, 1.0])
seeds = st.integers(0, 2**32)


def constructed(seed: int, missing: float) -> Iterator[Area]:
    yield from areas(RULES, 5, seed=seed, missing=missing)


class TestTheWork:
    def test_it_is_of_the_size_that_is_announced(self) -> None:
        (ladder,) = RULES.classifications.values()
        assert (len(RULES.indicators), len(RULES.criteria), len(ladder.levels)) == (24, 20, 4)

    def test_one_seed_gives_the_same_areas(self) -> None:
        assert areas(RULES, 20, seed=7) == areas(RULES, 20, seed=7) != areas(RULES, 20, seed=8)

    def test_about_one_fact_in_ten_is_missing(self) -> None:
        known = sum(len(area.row) for area in areas(RULES, 500, seed=1))
        assert 0.88 < known / (500 * 24) < 0.92

    def test_every_level_and_open_areas_are_met(self) -> None:
        met = {one_area.level(assess(RULES, it.facts, as_of=one_area.AS_OF)) for it in areas(RULES, 500, seed=1)}
        assert met == {None, *PLAIN.levels}

    def test_complete_areas_are_decided_in_every_criterion(self) -> None:
        for area in areas(RULES, 50, seed=1, missing=0):
            assert Truth.UNKNOWN not in assess(RULES, area.facts, as_of=one_area.AS_OF).criteria.values()


class TestBaselines:
    @given(seeds, shares)
    def test_both_say_of_every_criterion_and_level_what_the_reference_says(self, seed: int, missing: float) -> None:
        for area in constructed(seed, missing):
            reference = assess(RULES, area.facts, as_of=one_area.AS_OF)
            spans = _baselines.spans(area)
            interpreted, trace = _baselines.interpreted(PLAIN, spans)
            (outcome,) = reference.classifications.values()
            for answer in (interpreted, COMPILED(spans)):
                assert {id_: answer.truths[id_] for id_ in RULES.criteria} == {
                    id_: KNOWN[truth] for id_, truth in reference.criteria.items()
                }
                assert answer.possible == outcome.possible
            assert trace.keys() == set(PLAIN.criteria) | set(PLAIN.levels[1:])


@pytest.fixture(scope="module", params=PEERS)
def peer(request: pytest.FixtureRequest) -> list[Contender]:
    module = import_module(f"benchmarks.peers.{request.param}")
    try:
        found: list[Contender] = module.contenders(RULES)
    except ImportError as it:
        pytest.skip(f"{module.DISTRIBUTION} cannot be imported: {it}")
    return found


class TestPeers:
    def test_each_gives_complete_areas_the_level_of_the_reference(self, peer: list[Contender]) -> None:
        for contender in peer:
            one_area.check(contender, RULES, areas(RULES, 200, seed=3, missing=0))

    def test_none_fails_where_facts_are_missing(self, peer: list[Contender]) -> None:
        for contender in peer:
            for area in (*areas(RULES, 40, seed=4, missing=0.3), *areas(RULES, 1, seed=4, missing=1)):
                assert contender.level(contender.run(contender.ready(area))) in {None, *PLAIN.levels}

    def test_one_that_leaves_an_area_open_agrees_with_the_reference_everywhere(self, peer: list[Contender]) -> None:
        some = areas(RULES, 200, seed=5)
        for contender in peer:
            given = [contender.level(contender.run(contender.ready(area))) for area in some]
            if None in given:
                assert given == [one_area.level(assess(RULES, it.facts, as_of=one_area.AS_OF)) for it in some]


class TestCheck:
    def test_a_contender_that_answers_otherwise_is_named(self) -> None:
        mild = Contender("mild", "the mildest", lambda area: area, lambda _: PLAIN.levels[0])
        with pytest.raises(AssertionError, match="mild gives Exempelby"):
            one_area.check(mild, RULES, areas(RULES, 20, seed=1, missing=0))


class TestPossible:
    @pytest.mark.parametrize(
        ("truths", "wanted"),
        [
            ((False, False), ("a",)),
            ((True, False), ("b",)),
            ((True, None), ("b", "c")),
            ((None, False), ("a", "b")),
            ((False, None), ("a", "c")),
            ((None, True), ("c",)),
        ],
    )
    def test_a_level_is_possible_when_not_false_and_none_above_is_true(
        self, truths: tuple[bool | None, bool | None], wanted: tuple[str, ...]
    ) -> None:
        found = possible(("a", "b", "c"), dict(zip("bc", truths, strict=True)))
        assert found == wanted
        assert alone(found) == (wanted[0] if len(wanted) == 1 else None)


class TestRun:
    def test_without_peers_it_times_our_own_four(self) -> None:
        found = one_area.measure(TINY, seed=1, peers=())
        assert found.timed[0].contender.name == one_area.OURS
        assert [len(it.rounds) for it in found.timed] == [2, 2, 2, 2]
        assert {it.open_areas_decided for it in found.timed} == {0}
        assert "**Not measured**: no peer is installed." in one_area.section(found)

    def test_a_peer_that_is_not_installed_is_a_row(self, monkeypatch: pytest.MonkeyPatch) -> None:
        module = import_module("benchmarks.peers.zen_engine")

        def contenders(_: object) -> list[Contender]:
            raise ModuleNotFoundError("No module named 'zen'")

        monkeypatch.setattr(module, "contenders", contenders)
        monkeypatch.setattr(module, "DISTRIBUTION", "no-such-peer")
        found = one_area.measure(TINY, seed=1, peers=["zen_engine"])
        assert "| no-such-peer | not installed |" in one_area.section(found)

    def test_a_peer_that_is_installed_but_broken_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        module = import_module("benchmarks.peers.zen_engine")

        def contenders(_: object) -> list[Contender]:
            raise ImportError("undefined symbol")

        monkeypatch.setattr(module, "contenders", contenders)
        monkeypatch.setattr(module, "DISTRIBUTION", "attrs")
        found = one_area.measure(TINY, seed=1, peers=["zen_engine"])
        assert "is installed but cannot be imported: ImportError |" in one_area.section(found)

    def test_quick_writes_its_section_and_no_other(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(one_area, "QUICK", TINY)
        results = tmp_path / "RESULTS.md"
        results.write_text("# Results\n\n<!-- section: other -->\nkept\n<!-- end of section: other -->\n", "utf-8")
        one_area.main(["--quick", "--seed", "3", "--date", "2021-12-31", "--results", str(results)])
        text = results.read_text(encoding="utf-8")
        assert capsys.readouterr().out.strip() in text
        assert text.startswith("# Results\n\n<!-- section: other -->\nkept\n")
        assert "Measured 2021-12-31." in text
        for name in PEERS:
            assert import_module(f"benchmarks.peers.{name}").DISTRIBUTION in text

    def test_a_dry_run_writes_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(one_area, "QUICK", TINY)
        one_area.main(["--quick", "--dry-run", "--results", str(tmp_path / "RESULTS.md")])
        assert not list(tmp_path.iterdir())

    def test_whether_the_aim_is_met_follows_the_rounds(self) -> None:
        peer = Contender("peer", "", id, id)
        found = one_area.measure(TINY, seed=1, peers=())
        ours = one_area.Timed(found.timed[0].contender, (10.0, 12.0), 0, peer=False)
        for slow, wanted in (
            ((20.0, 24.0), "**Met**: 0.5 times peer"),
            ((19.0, 22.0), "**Not met**: 0.536 times peer"),
        ):
            timed = (ours, one_area.Timed(peer, slow, 0, peer=True))
            run = one_area.Measurement(TINY, 1, 0, 1, timed, (), found.memory)
            assert wanted in one_area.section(run)


class TestReading:
    def test_every_answer_is_read_off_where_no_fact_is_left_to_evaluate(self) -> None:
        (area,) = areas(RULES, 1, seed=1)
        found = assess(RULES, area.facts, as_of=one_area.AS_OF)
        bare = evolve(found, facts=FactSet(area.name, RULES.indicators, {}))
        criteria, levels, steps = one_area.read_all(bare)
        assert criteria.keys() == RULES.criteria.keys()
        assert levels == {name: it.possible for name, it in found.classifications.items()}
        assert tuple(steps) == found.truths
