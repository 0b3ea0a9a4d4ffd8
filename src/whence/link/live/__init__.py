"""Live: a report added to a linked case, through indexes in the case's own database."""
