"""Write what is generated and committed; with ``--check`` only tell whether it is current.

Usage: python tools/generate.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

import cli_pages
import pages
import ruleset_pages
import sbom
import schemas

ROOT = Path(__file__).resolve().parent.parent
GENERATORS = (cli_pages, pages, ruleset_pages, sbom, schemas)
"""Modules whose ``files()`` returns texts under their paths in the repository."""


def main() -> int:
    """Return 0 when all is current or was written, 1 when a check found something out of date."""
    made = (text for module in GENERATORS for text in module.files().items())
    files = {ROOT / path: text for path, text in made}
    stale = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)}: not current; run `make generate`", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text := files[path], encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)} ({len(text)} characters)")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
