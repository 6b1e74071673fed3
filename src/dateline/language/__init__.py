"""Which language a text is in; its sentences, tokens and parse."""
