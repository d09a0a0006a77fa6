"""Choices: what an actor under pressure can do, what follows, and what would flip it."""
