"""Entities across items and scripts; human judgements, kept apart from the data."""
