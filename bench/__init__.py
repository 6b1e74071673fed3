"""Benchmarks: one module each, with `run(data, *, limit, peers) -> Result`. See docs/accuracy.md for the figures."""
