"""Types in spreadsheets and saves them, as a person at LibreOffice does. For the Python that knows `uno`, with the jobs as JSON.

One process of LibreOffice does all jobs, with a profile folder of its own: {"profile": ..., "jobs": [{"file", "typed": [[sheet,
cell, text, how]], "saved": {path: [filter, options]}}]}. `how` is text, typed (parsed as in the cell itself) or formula.
What comes back: for each job {"formulas": [...], "protected": bool, "values": {...}} of the file as it was before typing.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.CellFlags import FORMULA

PATIENCE = 120.0


def option(name: str, *, value: object) -> Any:  # noqa: ANN401
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(pipe: str) -> Any:  # noqa: ANN401
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def do(desktop: Any, job: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    hidden = [option("Hidden", value=True)]
    loading = [option(name, value=value) for name, value in job.get("loading", {}).items()]
    document = desktop.loadComponentFromURL(Path(job["file"]).as_uri(), "_blank", 0, (*hidden, *loading))
    told: dict[str, Any] = {"formulas": formulas(document), "sheets": list(document.Sheets.ElementNames)}
    for sheet, cell, text, how in job.get("typed", []):
        place = document.Sheets.getByName(sheet).getCellRangeByName(cell)
        if how == "text":
            place.setString(text)
        else:
            place.setFormula(text)
    told["asked"] = {
        f"{sheet}!{cell}": document.Sheets.getByName(sheet).getCellRangeByName(cell).String
        for sheet, cell in job.get("asked", [])
    }
    for path, (kind, options) in job.get("saved", {}).items():
        filters = [option("FilterName", value=kind), option("FilterOptions", value=options)]
        document.storeToURL(Path(path).as_uri(), tuple(filters))
    document.close(True)  # noqa: FBT003
    return told


def formulas(document: Any) -> list[str]:  # noqa: ANN401
    """Every range that LibreOffice took for formulas."""
    found = [sheet.queryContentCells(FORMULA).RangeAddressesAsString for sheet in document.Sheets]
    return [place for ranges in found for place in ranges.split(";") if place]


def main() -> None:
    asked = json.load(sys.stdin)
    pipe = f"kijkwijzer-{time.monotonic_ns()}"
    command = ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    profile = f"-env:UserInstallation={Path(asked['profile']).as_uri()}"
    process = subprocess.Popen([*command, profile], start_new_session=True)
    try:
        context = connect(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        json.dump([do(desktop, job) for job in asked["jobs"]], sys.stdout)
        sys.stdout.flush()
        desktop.terminate()
        process.wait(PATIENCE)
    finally:
        with suppress(ProcessLookupError):  # what is started through scripts ends as a group
            os.killpg(process.pid, signal.SIGKILL)


main()
