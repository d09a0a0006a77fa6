"""Linked claims -> what they allow one to think: independent origins, probability, credibility; figures over time."""
