"""A case in a PostgreSQL database: its connections, its index of words, and its schema."""
