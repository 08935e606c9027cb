"""What we build on: known by hash, held to a version, and not older than the release that mended a known hole."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock")

FLOORS = {
    "babel": ("2.9.1", "CVE-2021-42771"),
    "brotli": ("1.2.0", "CVE-2025-6176"),
    "certifi": ("2024.7.4", "CVE-2024-39689"),
    "fonttools": ("4.60.2", "CVE-2025-66034"),
    "idna": ("3.15", "CVE-2026-45409"),
    "jinja2": ("3.1.6", "CVE-2025-27516"),
    "joblib": ("1.2.0", "CVE-2022-21797"),
    "lxml": ("6.1.0", "CVE-2026-41066"),
    "markdown": ("3.8.1", "CVE-2025-69534"),
    "markdown-it-py": ("2.2.0", "CVE-2023-26302"),
    "mkdocs": ("1.2.3", "CVE-2021-40978"),
    "opencv-python-headless": ("4.8.1.78", "CVE-2023-4863"),
    "openpyxl": ("2.4.2", "CVE-2017-5992"),
    "pikepdf": ("2.10.0", "CVE-2021-29421"),
    "pillow": ("12.2.0", "CVE-2026-40192"),
    "pygments": ("2.20.0", "CVE-2026-4539"),
    "pymdown-extensions": ("11.0.1", "CVE-2026-67422"),
    "pypdf": ("6.16.1", "CVE-2026-84311"),
    "pytest": ("9.0.3", "CVE-2025-71176"),
    "pyyaml": ("5.4", "CVE-2020-14343"),
    "requests": ("2.33.0", "CVE-2026-25645"),
    "scikit-learn": ("1.5.0", "CVE-2024-5206"),
    "urllib3": ("2.7.0", "CVE-2026-44432"),
    "weasyprint": ("70.0", "CVE-2026-55073"),
}
"""By package the release that mended the last hole we know of, and the name of that hole. Of the rest we know none."""


def locked(lock: str) -> Iterator[tuple[Requirement, list[str]]]:
    """Each package of a lock file, with its hashes. Some stand there twice, for different versions of Python."""
    text = re.sub(r"^#.*\n", "", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    for line in text.replace("\\\n", " ").splitlines():
        requirement, *hashes = line.split(" --hash=")
        yield Requirement(requirement), [each.strip() for each in hashes]


def pinned(requirement: Requirement) -> Version:
    (specifier,) = requirement.specifier
    assert specifier.operator == "==", requirement
    return Version(specifier.version)


def versions(lock: str) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for requirement, _ in locked(lock):
        found.setdefault(canonicalize_name(requirement.name), set()).add(pinned(requirement))
    return found


def project() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by the lock that has to hold it."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = said["dependency-groups"]
    build = [*said["project"]["dependencies"], *groups["build"], *said["build-system"]["requires"]]
    return {
        "requirements.lock": [Requirement(text) for text in build],
        "requirements-test.lock": [Requirement(text) for text in (*build, *groups["test"])],
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_is_one_version_known_by_its_hashes(lock: str) -> None:
    found = [*locked(lock)]

    assert len(found) > 50
    assert [str(requirement) for requirement, hashes in found if not hashes or requirement.url] == []
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", each) for _, hashes in found for each in hashes)
    assert all(pinned(requirement) for requirement, _ in found)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_package_of_a_lock_is_older_than_what_mended_its_last_known_hole(lock: str) -> None:
    found = versions(lock)

    assert {
        f"{name} {version}: {FLOORS[name][1]}"
        for name in FLOORS.keys() & found.keys()
        for version in found[name]
        if version < Version(FLOORS[name][0])
    } == set()


def test_no_package_that_is_installed_is_older_than_that_either() -> None:
    installed: dict[str, Version] = {
        canonicalize_name(each.metadata["Name"]): Version(each.version) for each in importlib.metadata.distributions()
    }

    assert installed.keys() >= FLOORS.keys()
    assert {name: installed[name] for name, (floor, _) in FLOORS.items() if installed[name] < Version(floor)} == {}


def test_every_hole_in_the_table_is_of_something_that_we_use() -> None:
    assert FLOORS.keys() - versions("requirements-test.lock").keys() == set()
    assert all(re.fullmatch(r"CVE-\d{4}-\d{4,}", hole) for _, hole in FLOORS.values())


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_project_asks_for_is_in_its_lock_and_fits(lock: str) -> None:
    found = versions(lock)

    asked = project()[lock]

    assert asked
    assert [str(each) for each in asked if canonicalize_name(each.name) not in found] == []
    assert [
        str(each)
        for each in asked
        if not all(each.specifier.contains(version) for version in found[canonicalize_name(each.name)])
    ] == []


def test_both_locks_have_the_same_versions() -> None:
    build, test = (versions(lock) for lock in LOCKS)

    assert build.items() <= test.items()


def test_the_setup_installs_nothing_that_is_not_known_by_its_hash() -> None:
    lines = (ROOT / ".ci/setup").read_text(encoding="utf-8").splitlines()
    ways = [
        line.strip() for line in lines if re.search(r"pip_install\s+-|pip .*\binstall\b", line) and "()" not in line
    ]

    assert ways == [
        'pip_install --require-hashes --only-binary :all: -r "$1"',
        "pip_install --no-index --no-deps --no-build-isolation --editable .",
    ]
