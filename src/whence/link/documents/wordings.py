"""Words of a report inside a sentence of ours."""

MARKS = "\"'“”„‟«»‹›‘’‚"


def quoted(words: str, most: int = 60) -> str:
    """The words on one line in quotation marks, cut to `most` characters, without marks of their own at the ends."""
    words = " ".join(words.split()).strip(MARKS)
    return f"“{words if len(words) <= most else words[: most - 1].rstrip() + '…'}”"
