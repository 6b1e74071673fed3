"""Bytes to documents: decoding, media types, WARC files, feeds."""
