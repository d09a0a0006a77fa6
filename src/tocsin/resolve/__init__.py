"""Names to parties: who is meant by a name, and which names are one party's."""
