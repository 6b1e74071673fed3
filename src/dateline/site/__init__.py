"""The web site: server-rendered pages and their .json twins."""
