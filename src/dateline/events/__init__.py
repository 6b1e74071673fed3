"""What happened: triggers, roles, certainty, figures."""
