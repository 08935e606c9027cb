"""Whether something of the register or the scores stands in a folder that others get to see.

written.py     what stands in a register or score file, also when it is full of faults
registered.py  the same of a register, as the rest of the program reads it as well
secrets.py     what of it may stand nowhere: names, schools, pseudonyms, and runs of words out of the notes
unpack*.py     everything that a file can be made to say
search.py      the one held against the other
public.py      the check of a public site, and the words for what it finds
"""
