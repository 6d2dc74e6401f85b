"""One process of the fuzzer: ``python -m tests.fuzz.target READER FOLDER… -option=…``; needs atheris."""

from __future__ import annotations

import logging
import sys
import tempfile
import warnings
from pathlib import Path


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["lagesbild_rules", "yaml", "csv", "json"]):
        from tests.fuzz.readers import READERS, tried

    name = sys.argv[1]
    names = sorted(READERS)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as given:
        folder = Path(given)

        def one(data: bytes) -> None:
            if name != "any":
                tried(name, folder, data)
            elif data:  # the first byte says which reader
                tried(names[data[0] % len(names)], folder, data[1:])

        atheris.Setup([sys.argv[0], *sys.argv[2:]], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
