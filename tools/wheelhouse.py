"""Collect the wheels of the library and of all it needs into a folder, for a network that reaches no index.

Usage: python tools/wheelhouse.py FOLDER [--extra NAME …] [-- OPTIONS OF pip wheel]

The folder is for the Python and the kind of machine that it was made with. `requirements.txt` in it names each wheel
with its digest, and pip takes no other.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from packaging.utils import parse_wheel_filename

ROOT: Final = Path(__file__).resolve().parent.parent
OWN: Final = "lagesbild-rules"
INSTALL: Final = "python -m pip install --no-index --find-links . --require-hashes --requirement requirements.txt"


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill the folder, which appears when all is there and replaces an earlier one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--extra", action="append", default=[], help="an extra of the library; may be repeated")
    parser.add_argument("--own", type=Path, help="the wheel of the library, when it was built before")
    words = sys.argv[1:] if arguments is None else list(arguments)
    end = words.index("--") if "--" in words else len(words)
    asked = parser.parse_args(words[:end])
    folder: Path = asked.folder.absolute()
    if folder.exists() and not (folder / "requirements.txt").is_file():
        sys.exit(f"{folder} holds something else: name a new folder")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".wheelhouse-") as made:
        part = Path(made, "wheels")
        collect(part, asked.own, asked.extra, words[end + 1 :])
        if folder.exists():
            shutil.rmtree(folder)
        part.rename(folder)
    wheels = sorted(folder.glob("*.whl"))
    print(f"{len(wheels)} wheels, {sum(it.stat().st_size for it in wheels) / 1e6:.1f} MB in {folder}")
    print(f"install there, in that folder: {INSTALL}")


def collect(folder: Path, built: Path | None, extras: Sequence[str], options: Sequence[str]) -> None:
    """Put every wheel and the list of their digests into *folder*."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(folder)]
    folder.mkdir()
    if built is not None:
        shutil.copy(built, folder)
    else:
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--no-index", str(ROOT)], check=True)
    (own,) = folder.glob("*.whl")
    wanted = f"{own}[{','.join(extras)}]" if extras else str(own)
    limits = ["--constraint", str(ROOT / "constraints.txt")]
    subprocess.run([*pip, *limits, *options, wanted], check=True)
    lines = [_line(it, extras) for it in sorted(folder.glob("*.whl"))]
    (folder / "requirements.txt").write_text("".join(f"{it}\n" for it in lines), encoding="utf-8")


def _line(wheel: Path, extras: Sequence[str]) -> str:
    name, version, _, _ = parse_wheel_filename(wheel.name)
    asked = f"[{','.join(extras)}]" if name == OWN and extras else ""
    return f"{name}{asked}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"


if __name__ == "__main__":
    main()
