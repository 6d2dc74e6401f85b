"""A tree of digests as in RFC 6962, section 2.1: one root for all leaves, and a short path from each leaf to it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf that holds *data*; never that of an inner node."""
    return sha256(_LEAF + data).digest()


def levels_of(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Return the tree over *leaves*, from them up to the root: a node without a neighbour moves up as it is.

    That is the tree of RFC 6962, which splits at the largest power of two, read from below.
    """
    if not leaves:
        return [[sha256(b"").digest()]]
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        paired = [_node(*below[at : at + 2]) for at in range(0, len(below) - 1, 2)]
        levels.append(paired + below[2 * len(paired) :])
    return levels


def path_of(levels: Sequence[Sequence[bytes]], index: int) -> tuple[bytes, ...]:
    """Return the hashes beside the way from the leaf at *index* to the root, from below."""
    path = []
    for level in levels[:-1]:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside])
        index //= 2
    return tuple(path)


def root_by(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root to which *path* leads from *leaf*, number *index* of *size*; nothing when it cannot be one."""
    if not 0 <= index < size:
        return None
    found, last, left = leaf, size - 1, list(reversed(path))
    while last:
        if index % 2 or index < last:
            if not left:
                return None
            beside = left.pop()
            found = _node(beside, found) if index % 2 else _node(found, beside)
        index, last = index // 2, last // 2
    return None if left else found


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()
