"""A case in one SQLite file: its connections, its index of words, and how it reaches the current schema."""
