"""Cassettes of every operation: what is recorded, and that both clients replay it."""
