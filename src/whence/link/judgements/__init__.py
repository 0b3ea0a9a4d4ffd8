"""Judgements: what people decided, laid over what was found."""
