"""Settling: claims from what statements are to each other, and the edges that rest on claims, each by what concerns it.

Three units, none of them larger than what hangs together really: a *part* is statements that ties connect, in which
the claims are made (`statements.claims`); *kin* are documents that edges and credits connect, which decide about each
other's citations (`documents.kin`); whether two reports tell of one event independently is a matter of these two and
the claims that they share (`documents.events`).
"""
