"""A question to the propositions that answer it, best first."""
