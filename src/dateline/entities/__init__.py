"""Mentions of people, organisations, places and offices inside an item; coreference, metonyms, roles."""
