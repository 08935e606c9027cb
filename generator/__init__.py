"""From rubrics and score files to a reference site, printable kijkwijzers and a dossier.

Files come in on the left, pages go out on the right, the middle knows neither:

    reading/     files -> (model, problems); the only yaml
    model/       frozen dataclasses and pure functions; no disk, no clock, no markup
    rendering/   model -> pages and sheets; the only jinja2
    edges        cli.py (the only click), build.py, serve.py, pdf.py (the only weasyprint), mkdocs_plugin.py (the only mkdocs)

    reading -> model <- rendering <- edges

An author's mistake is a value (problems.py), a bug is an exception. Same files in, same bytes out.
"""
