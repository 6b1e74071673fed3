"""What can be read off any text without a model: times and their values, numbers and their bounds, near copies."""
