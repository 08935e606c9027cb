"""What every test may use."""

from __future__ import annotations

import os
import signal
from contextlib import nullcontext
from typing import TYPE_CHECKING

import hypothesis
import pytest

from generator import pdf
from generator.reading.settings import REGISTER
from tests.projects import small_project
from tests.units import listening, quick
from tests.yaml_parsers import PARSERS, without_libyaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The same examples in every run and nothing kept between runs, so that a failure here is a failure everywhere.
hypothesis.settings.register_profile(
    "project",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
# What `make fuzz` runs of tests/reading/test_fuzz.py: other examples each time, so many for each test.
hypothesis.settings.register_profile(
    "fuzz", hypothesis.settings.get_profile("project"), derandomize=False, max_examples=25_000, print_blob=True
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))

os.environ.pop(REGISTER, None)  # else every test would read the register of whoever runs it

# A shell starts what it runs in the background deaf to Ctrl-C, and so would be all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write again what the projects in tests/cases give")


@pytest.fixture
def update_cases(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-cases"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder of a small project without a fault in it; see tests/projects.py."""
    return small_project(tmp_path / "project")


@pytest.fixture
def no_type_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something stands for each PDF of the private site."""
    monkeypatch.setattr(pdf, "make_pdfs", quick)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folder of each unit of the private site that is rendered, as that happens."""
    return listening(monkeypatch)


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest) -> Iterator[None]:
    """The test is done with each of PyYAML's parsers."""
    with nullcontext() if request.param == PARSERS[0] else without_libyaml():
        yield
