"""What has to be refused, accepted or survived, line by line, and which inputs or tests show that it is.

An input is named as in tests/hostile/table.py, a test as its file and name. tests/hostile/test_children.py keeps this list true.
"""

from __future__ import annotations

LINES: dict[str, tuple[str, ...]] = {
    # YAML
    "a billion laughs, an alias of itself, any anchor or alias": ("a billion laughs", "a list that holds itself", "an anchor that nobody uses", "an alias of nothing", "a merge key", "the form lacht.yml"),
    "tags": ("a command in a tag", "a binary tag", "a value from the environment", "a tag with a handle of its own", "the form tag.yml"),
    "a key twice: both lines": ("a key twice", "a score twice", "a score twice, once in quotes", "a score twice on one line"),
    "over 1 MB: before parsing": ("more than a megabyte", "the form groot.yml"),
    "empty or only comments: said so": ("an empty file", "only comments", "only a line of dashes", "an empty rubric"),
    "a list or a text on top, two documents": ("a list on top", "a text on top", "two documents", "something after the end", "a rubric that is a list"),
    "tabs": ("a tab to set in", "many tabs to set in", "a tab after a key", "a tab after a value"),
    "quotes and signs": ("a quote that never closes", "a note that begins with an at sign", "an apostrophe that opens", "a note in bold"),
    "a colon in a text: under |": ("a colon in a note", "a colon at the end of a note", "settings that are no YAML"),
    "a text is never cut at #": ("a note with a number sign", "a note that begins with a number sign", "evidence with a number sign", "a summary with a number sign", "a skill with a number sign"),
    "merge conflicts, also within a text": ("a merge conflict", "a merge conflict in a text", "a merge conflict that was set in", "what was left of a merge conflict"),
    "a byte order mark and CRLF make no difference": ("tests/hostile/test_odd_but_good.py::test_how_a_file_was_saved_makes_no_difference",),
    "other encodings: save as UTF-8": ("Latin-1", "UTF-16", "UTF-16 that does not say so", "UTF-8 with a surrogate in it", "the form latin.csv", "the form utf16.csv"),
    "line separators that nobody sees": ("a pasted line separator", "a pasted paragraph separator", "a pasted next line", "an escape that breaks the line"),
    "far too deep or far too much": ("2,000 brackets", "2,000 dashes", "2,000 steps to the right", "490,000 things on one line", "100,000 lines", "a fault at the end of 20,000 things"),
    # Values
    "scores that are none": ("5 among numbers", "0 among numbers", "-1 among numbers", "3.5 among numbers", "3.0 among numbers", ".nan among numbers", "03 among numbers", "0x3 among numbers", "1_0 among numbers", "1:30 among numbers", "ja among numbers", "yes among numbers"),
    "NO as an id is text": ("tests/hostile/test_odd_but_good.py::test_an_id_is_text_also_when_yaml_sees_something_else_in_it",),
    "a list or group for a score": ("a score of [B, C]", "a score of []", "a score of {}"),
    "null is not scored yet": ("tests/hostile/test_odd_but_good.py::test_nothing_written_is_not_scored_yet",),
    "an unknown vaardigheid: the nearest": ("a score for an unknown skill", "a score for an id in capitals"),
    "an id twice in a rubric": ("a skill twice", "an indicator twice", "a taakgebied twice"),
    "an unknown rubric or versie": ("an unknown rubric", "an unknown versie", "a versie that is only a number", "the form andere-versie.pdf"),
    "a rubric that changed without a new versie": ("a rubric that changed without a new versie",),
    "days that cannot be": ("a day to come", "a day that does not exist", "a day in words"),
    "the same afname twice": ("the same afname twice",),
    "nobody of the register, or no register": ("nobody of these scores in the register", "no register"),
    "an afspraak about an unknown vaardigheid": ("an afspraak about an unknown skill",),
    # Ids and paths
    "ids that are paths or commands": ("the id '../../x'", "the id '/x'", "the id 'a/b'", "the id 'C:x'", "the id '.'", "the id '..'", "the id '.git'", "the id ''", "the id '-rf'", "the id 'CON'", "the id 'x.'", "a pseudonym that is a path", "inzage for ../../x", "wis for -rf", "deel for ../../x"),
    "a link to outside": ("a link to a file outside", "scores that are a link to outside", "a folder of an ib-er that is a link to outside", "a link outside among the forms", "a page that is a link to outside", "an output that is a link"),
    "pipes, devices, what may not be read": ("a pipe among the scores", "a pipe for settings", "a device for a register", "a socket among the scores", "scores that may not be read", "a pipe among the forms", "a device for a form"),
    "an output that is the input, home, / or not ours": ("an output in content", "an output in scores", "an output in /", "an output in ..", "an output that holds what we did not make", "tests/test_output.py::test_home_is_refused"),
    # Texts that attack
    "shown as text, nothing run, nothing fetched": ("every attack in each text of a score file", "tests/test_attacks.py::test_in_a_browser_nothing_runs_and_nothing_is_fetched", "tests/test_attacks.py::test_the_elements_of_every_output_are_those_of_the_same_with_x", "tests/test_attacks.py::test_making_a_pdf_opens_nothing_and_calls_nobody"),
    "links of a rubric: http(s) alone": ("the link javascript:alert(1)", "the link file:///etc/passwd", "the link data:text/html,x"),
    "4,001 characters: with the count": ("a note of 4,001 characters", "a summary of 4,001 characters", "the form lang.pdf"),
    "right to left, emoji, piles": ("a right-to-left override in scores", "emoji in scores", "a pile of accents in scores", "a pile of everything in a form"),
    # Surroundings
    "no git, a shallow clone": ("no git on this computer", "no repository", "a shallow clone", "a repository without its objects"),
    "not committed: said on the report": ("tests/history/test_record.py::test_a_file_without_a_commit_is_new_also_when_it_is_staged", "tests/history/test_record.py::test_an_edit_without_a_commit_is_told_with_what_it_is"),
    "read-only, full, killed: the old stays": ("an output that may not be written", "a dossier when the disk is full", "a site when the disk is full", "tests/test_output.py::test_killed_at_any_step_the_old_or_the_new_is_there_whole_at_the_next_command", "tests/test_whole_or_nothing.py::test_killed_at_any_moment_each_folder_is_the_old_or_the_new_whole"),
    "a library that is missing: exit 3 and its package": ("no Pango for a form", "no Pango to check with"),
    # Forms
    "no PDF, locked, damaged": ("the form tekst.pdf", "the form op-slot.pdf", "the form beveiligd.pdf", "the form half.pdf", "the form rommel.pdf"),
    "a form of another rubric or versie": ("the form andere-rubric.pdf", "the form andere-versie.pdf", "the form andere-teksten.pdf"),
    "fields that were edited": ("the form rij-weg.pdf", "the form rij-erbij.pdf", "the form veld-anders.pdf", "the form naamloos.pdf"),
    "a value outside the scale, two radios on": ("the form buiten-de-schaal.pdf", "the form twee-aan.pdf", "the form twee-keer.pdf"),
    "in a child process with limits": ("the form grotere-bom.pdf", "the form miljoen-cellen.xlsx", "the form zipbom.xlsx", "the form veel-streepjes.yml"),
    "the same form twice, a file that exists": ("the same score file twice", "a form that is there already", "a form of which another is there"),
    "printed to PDF: no fields": ("the form gescand.pdf",),
}  # fmt: skip
