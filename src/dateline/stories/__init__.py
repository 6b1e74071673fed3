"""Copies, clusters, timelines, figure histories, disagreements."""
