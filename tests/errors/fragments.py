"""Rulesets for tests: the constructed one beside this file, with some of its sections written otherwise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

RULESET: Final = Path(__file__).with_name("ruleset.yaml")
_SECTION: Final = re.compile(r"^([a-z_]+):.*\n(?:(?:[ #].*)?\n)*", re.MULTILINE)
_SECTIONS: Final = {it[1]: it[0] for it in _SECTION.finditer(RULESET.read_text(encoding="utf-8"))}


def whole(fragment: str) -> str:
    """Return *fragment*, and after it the sections of the constructed ruleset that it does not hold itself."""
    own = {it[1] for it in _SECTION.finditer(f"{fragment}\n")}
    rest = [text for key, text in _SECTIONS.items() if key not in own]
    return "".join([fragment.rstrip("\n"), "\n", *rest])
