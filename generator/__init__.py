"""Kijkwijzer: rubrics and score files in; a reference site, printable forms and reports out."""
