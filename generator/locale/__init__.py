"""The Dutch of click's own words: nl/LC_MESSAGES/kijkwijzer.po, and the .mo that is made from it."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

FOLDER = Path(__file__).parent
DOMAIN = "kijkwijzer"


def speak_dutch() -> None:
    """From here on click looks its words up in our catalogue, whatever the language of the machine."""
    os.environ["LANGUAGE"] = "nl"
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
