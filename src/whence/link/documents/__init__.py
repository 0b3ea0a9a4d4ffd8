"""Documents: what two reports are to each other."""
