"""Construct the observations beside this file: invented units answer about invented areas.

Every area has a burden. The units Norr and Söder answer about all areas, Norr one step milder in every third; the
unit Väster answers about its own areas, which are the most burdened, relative to its own norm.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

HERE = Path(__file__).parent
STEPS = ("inget_problem", "litet_problem", "problem", "stort_problem", "mycket_stort_problem")
QUESTIONS = ("open_drug_trade", "public_violence", "direct_pressure", "insecurity", "reduced_reporting")
COLUMNS = ("area", "indicator", "value", "low", "high", "valid_from", "basis", "reported_by")


def rows() -> list[dict[str, str]]:
    """Return the observations, the same each time."""
    chance, found = random.Random(20241), []
    for number in range(1, 37):
        area, burden = f"Sagoby {number}", number / 36
        said = {"area": area, "valid_from": "2024-03-01"}
        crimes = f"{20 + 90 * burden + chance.uniform(-6, 6):.1f}"
        found.append(
            {**said, "indicator": "reported_crimes", "value": crimes, "basis": "register", "reported_by": "Registret"}
        )
        for question in QUESTIONS:
            place = 4.4 * burden - 0.3 + chance.gauss(0, 0.55)
            for unit in ("Enhet Norr", "Enhet Söder"):
                milder = 1 if unit == "Enhet Norr" and number % 3 == 0 else 0
                own = min(4, max(0, round(place - milder + chance.gauss(0, 0.4))))
                if chance.random() < 0.06:
                    low = max(0, own - 1)
                    value = {"low": STEPS[low], "high": STEPS[low + 1]}
                else:
                    value = {"value": STEPS[own]}
                found.append({**said, "indicator": question, "basis": "assessment", "reported_by": unit, **value})
            if number > 24:
                own = min(4, max(0, round(4.4 * (burden - 0.83) + 2 + chance.gauss(0, 0.4))))
                found.append(
                    {
                        **said,
                        "indicator": question,
                        "basis": "assessment",
                        "reported_by": "Enhet Väster",
                        "value": STEPS[own],
                    }
                )
    return found


def main() -> None:
    """Write the observations."""
    with (HERE / "observations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows())


if __name__ == "__main__":
    main()
