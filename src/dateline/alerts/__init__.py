"""Telling people what is new in what they follow: webhooks and e-mail."""
