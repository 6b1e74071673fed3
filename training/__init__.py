"""Programs that make what the package ships: tables of facts and trained models. Each takes --data, the folder of source data."""
