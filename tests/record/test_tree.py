"""The tree of digests: that of RFC 6962, and no path leads to its root but a leaf's own."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.record._tree import leaf_hash, levels_of, path_of, root_by

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Of none, one, two … of the leaves: the vectors that logs of certificates are tested by."""


def root(leaves: list[bytes]) -> bytes:
    """Return the root as the standard defines it: split at the largest power of two that is less."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    at = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + root(leaves[:at]) + root(leaves[at:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_that_others_compute(size: int) -> None:
    leaves = [leaf_hash(bytes.fromhex(it)) for it in LEAVES[:size]]
    assert levels_of(leaves)[-1][0].hex() == ROOTS[size]


@given(st.integers(1, 70).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_each_leaf_leads_to_the_root_by_its_path_and_no_other_does(drawn: tuple[int, int]) -> None:
    size, index = drawn
    leaves = [leaf_hash(str(number).encode()) for number in range(size)]
    levels = levels_of(leaves)
    found, path = levels[-1][0], path_of(levels, index)
    assert found == root(leaves)
    assert len(path) <= (size - 1).bit_length()
    assert root_by(leaves[index], index, size, path) == found
    assert root_by(leaf_hash(b"other"), index, size, path) != found
    assert root_by(leaves[index], index, size, (*path, found)) is None
    assert root_by(leaves[index], size, size, path) is None
    for at in range(len(path)):
        assert root_by(leaves[index], index, size, (*path[:at], leaf_hash(b"other"), *path[at + 1 :])) != found
        assert root_by(leaves[index], index, size, (*path[:at], *path[at + 1 :])) != found
    for other in range(size):
        assert other == index or root_by(leaves[index], other, size, path) != found


def test_a_leaf_is_never_an_inner_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != levels_of([left, right])[-1][0]
