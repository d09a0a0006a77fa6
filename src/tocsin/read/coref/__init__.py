"""Coreference: which phrases of a document stand for the same person, body, place, thing or event."""
