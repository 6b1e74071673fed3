"""The tagger's labels and which may follow which."""

from __future__ import annotations

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SOURCE, CUE, CONTENT = 1, 2, 3
#: How many pointers there are (content to cue, cue to source), and the length of the vectors that are compared.
POINTERS, POINTER = 2, 48
