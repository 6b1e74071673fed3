"""Pages and rows of text corpora to the article alone: what else stood there is labelled, both clocks are told (docs/corpora.md)."""

from .article import Cleaned, RemovedLine, clean, clean_page
from .rows import Fields, clean_row

__all__ = ["Cleaned", "Fields", "RemovedLine", "clean", "clean_page", "clean_row"]
