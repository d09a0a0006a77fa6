"""Figures over time: which claims count one thing, what each allows, and what they allow together."""
