"""The solver: evidence of page, words and offices to date estimates, for the clocks of item and capture."""
