"""Statements: what two of them are to each other, and the claims they make."""
