"""Many web-archive files at once: the same kernel for local processes and for Spark; Parquet out.

    splits ─ kernel ─▶ rows a split ─ publish ─▶ pages, items, statements, events, figures, refused ─ load ─▶ an archive

Needs the extra `dateline[parquet]` (pyarrow); Spark needs `dateline[spark]`.
"""
