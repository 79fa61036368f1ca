"""What every test may use: the shipped plans, and a settled profile for generated cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.conftest_plans import steady
from wsoa.files.load import LoadedPlan, load

settings.register_profile("wsoa", steady(60))
settings.load_profile("wsoa")

REPOSITORY = Path(__file__).parent.parent
PLANS = REPOSITORY / "plans"


@pytest.fixture(scope="session")
def cumbria() -> LoadedPlan:
    """Cumbria's statement of October 2019."""
    return load(PLANS / "cumbria", REPOSITORY)


@pytest.fixture(scope="session")
def peterborough() -> LoadedPlan:
    """Peterborough's statement of November 2019."""
    return load(PLANS / "peterborough", REPOSITORY)


@pytest.fixture(scope="session")
def lancashire() -> LoadedPlan:
    """Lancashire's plan of April 2019."""
    return load(PLANS / "lancashire", REPOSITORY)
