"""Meaning as vectors: a sentence transformer in NumPy, its tokenizer, and the similarity of words."""
