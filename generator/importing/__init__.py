"""From filled forms to score files.

`files` finds what to take, `reading` reads it in a child process, `afnamen` holds it against the project, `places` finds where it
goes, `bringing` writes it, and `words` tells a person what became of it.
"""
