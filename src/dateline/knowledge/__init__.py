"""Look-up tables: countries, offices and their holders, places. Each says its source, its licence and how to renew it."""
