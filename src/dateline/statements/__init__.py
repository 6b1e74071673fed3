"""Who said what, to whom, where: quotation marks, reported speech, speakers."""
