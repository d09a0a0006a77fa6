"""Mending: parses put right where the parser takes one construction for another."""
