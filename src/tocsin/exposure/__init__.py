"""Exposure: who is reached by which rule of sanctions, by which path, on whose word."""
