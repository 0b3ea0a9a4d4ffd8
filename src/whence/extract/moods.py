"""Subjunctive forms that a rule makes of the verbs a pack lists."""

from whence.languages.pack import Pack


def subjunctives(source: Pack) -> dict[str, str]:
    """Subjunctive forms by rule, and the plural or infinitive that each is made of (melde: melden)."""
    grammar = source.grammar
    if not grammar.subjunctive_endings:
        return {}
    listed = {
        *grammar.finite_verbs, *grammar.auxiliaries, *grammar.modals, *grammar.adverbs, *grammar.determiners,
        *(form for group in source.verbs for form in group.finite),
    }  # fmt: skip
    found: dict[str, str] = {}
    for word in (
        *grammar.finite_verbs,
        *(form for group in source.verbs for form in (*group.finite, *group.infinitive)),
    ):
        for plural, ending in grammar.subjunctive_endings:
            if word.endswith(plural) and " " not in word:
                form = word.removesuffix(plural) + ending
                if form not in listed and not form.endswith("t" + ending):
                    found[form] = word
                break
    return found
