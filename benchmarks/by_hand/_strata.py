"""The named conditions in layers: each rests on the layers before it, so that none is worked out twice."""

from __future__ import annotations

from benchmarks._plain import AtLeast, Every, No, Node, Plain, Ref, Some


def layers(rules: Plain) -> list[dict[str, Node]]:
    """Return the named conditions of *rules*, each in the first layer that can hold it."""
    depth: dict[str, int] = {}
    for name, node in rules.named.items():
        depth[name] = max((depth[it] + 1 for it in _names(node)), default=0)
    found: list[dict[str, Node]] = [{} for _ in range(max(depth.values()) + 1)]
    for name, node in rules.named.items():
        found[depth[name]][name] = node
    return found


def _names(node: Node) -> list[str]:
    match node:
        case Ref(name):
            return [name]
        case No(member):
            return _names(member)
        case Every(members) | Some(members) | AtLeast(_, members):
            return [name for it in members for name in _names(it)]
        case _:
            return []
