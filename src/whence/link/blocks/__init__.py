"""Blocks: which reports and statements are compared at all."""
