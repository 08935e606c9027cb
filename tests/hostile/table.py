"""All hostile inputs with what must come of each: the corpora of files, and those that take another command or other surroundings."""

from __future__ import annotations

from tests.hostile import (
    folders_entries,
    forms_entries,
    ids_corpus,
    surroundings_entries,
    texts_entries,
    values_corpus,
    yaml_corpus,
)

FILES = (*yaml_corpus.CORPUS, *values_corpus.CORPUS, *ids_corpus.CORPUS)
TABLE = (
    *(hostile.entry() for hostile in FILES),
    *folders_entries.TABLE,
    *surroundings_entries.TABLE,
    *forms_entries.TABLE,
    *texts_entries.TABLE,
)
