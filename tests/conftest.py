"""How much Hypothesis tries: some on a desk, the same every time in CI, much in a soak.

``pytest --hypothesis-profile=soak`` runs the laws on eighty times as many rulesets.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

# openpyxl reads by another parser where a library of the tests happens to bring one; users have the standard one.
os.environ["OPENPYXL_DEFUSEDXML"] = "False"

# A slow or busy machine is no fault of a law.
_patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("desk", _patient, max_examples=25)
settings.register_profile("ci", _patient, max_examples=25, derandomize=True, database=None, print_blob=True)
settings.register_profile("quick", _patient, max_examples=10, derandomize=True, database=None)
settings.register_profile("soak", _patient, max_examples=2000)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_configure(config: pytest.Config) -> None:
    # Shown with an example that fails: as an error it would hide the failure.
    config.addinivalue_line("filterwarnings", "ignore:Generating overly large repr")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport]:
    """In CI everything that tests need is there: a test that is skipped has failed."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report
