"""Names: which voices of different reports are one source."""
