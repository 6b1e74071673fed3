"""The record in other people's formats: JSON Lines, CSV, JSON-LD, feeds, Parquet."""
