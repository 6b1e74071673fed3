"""Sources: outlets followed politely and safely."""
