"""The brief: one file a section, and what they share."""
