"""Documents to items: blocks, features, labels, assembly; comparing two captures of one page."""
