"""A case in dicts, for tests without a file and as the measure of the databases."""
