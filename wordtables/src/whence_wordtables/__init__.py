"""Word translation tables for whence: data files only. Read by `whence.languages.word_tables`."""
