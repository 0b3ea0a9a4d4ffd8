"""Negation that is written onto the verb: "nepotvrdil", "nebude". Every finite form of a pack is known with it."""

from msgspec import structs

from whence.languages.pack import Pack


def with_negated_forms(source: Pack) -> Pack:
    """The pack with its finite forms and their negated twins; the same pack where negation is a word of its own."""
    grammar, stance = source.grammar, source.stance
    prefixes = grammar.negative_prefixes
    if not prefixes:
        return source

    def twins(forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(prefix + form for prefix in prefixes for form in forms if not form.endswith("-"))

    def both(forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*forms, *twins(forms))))

    finite = (
        *grammar.auxiliaries,
        *grammar.modals,
        *grammar.finite_verbs,
        *(form for form in (*stance.past, *stance.present) if " " not in form),
        *(form for group in source.verbs for form in group.finite if " " not in form),
    )
    return structs.replace(
        source,
        grammar=structs.replace(
            grammar,
            auxiliaries=both(grammar.auxiliaries),
            modals=both(grammar.modals),
            finite_verbs=both(grammar.finite_verbs),
            be_forms=both(grammar.be_forms),
            negations=tuple(dict.fromkeys((*grammar.negations, *twins(finite)))),
        ),
        stance=structs.replace(
            stance, past=both(stance.past), present=both(stance.present), future=both(stance.future)
        ),
    )


def negated_by_prefix(low: str, source: Pack) -> bool:
    """Whether a word that is in no list ends like a finite verb behind a negative prefix."""
    grammar = source.grammar
    return (
        low.startswith(grammar.negative_prefixes)
        and low.endswith(grammar.finite_endings)
        and low not in grammar.not_finite
    )
