"""A reading to its claims."""
