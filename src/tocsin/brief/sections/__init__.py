"""Composing a brief: which passages it has, in which order, and which facts of the records they state."""
