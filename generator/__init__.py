"""From rubrics and score files to a reference site, printable kijkwijzers and a dossier.

Files come in on the left, pages go out on the right, the middle knows neither:

    reading/     files -> (model, problems); the only yaml
    model/       frozen dataclasses and pure functions; no disk, no clock, no markup
    rendering/   model -> pages and sheets; the only jinja2
    edges        cli*.py (the only click), build.py, pdf.py and press.py (with quicker.py the only weasyprint), mkdocs_plugin.py (the only mkdocs),
                 importing/ (forms that were filled in), score_folder.py (the only writer in scores/),
                 register_file.py (the only writer of the register),
                 leaks/ (what may be on no public site, and the search for it in every byte), history/ (the only git),
                 traces.py (all there is about one person; what inzage.py gives and wissen.py destroys), delen.py (a locked report),
                 serve.py and serving/ (both sites on this computer: key, forms, saving),
                 output.py (folders that are made beside the old ones), refusals.py (which may not be), dossier_folder.py (the private one, unit by unit),
                 kept_pdfs.py, made_from.py and leftovers.py (what need not be made again), alone.py (one command at a time),
                 tree.py (what is in a folder, also where links lead),
                 workers.py (work with limits, in processes of its own)

    reading -> model <- rendering <- edges

An author's mistake is a value (problems.py), a bug is an exception. Same files in, same bytes out.
"""
