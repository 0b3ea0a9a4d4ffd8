"""Explain: the evidence for and against, for one pair."""
