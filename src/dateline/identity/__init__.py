"""Entities across items and scripts: blocking, matching with three outcomes, people's judgements, and canonical ids."""
