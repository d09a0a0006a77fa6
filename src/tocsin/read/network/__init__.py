"""The learned part of the reading: one small network over the parse, for roles in attributions and for certainty."""
