"""The words of a language that name nothing: what stands between the names and things of a sentence."""

from functools import cache

from whence.languages.pack import pack


@cache
def closed_class(code: str) -> frozenset[str]:
    """The function words of a pack, lower case."""
    grammar, pronouns = pack(code).grammar, pack(code).pronouns
    lists = (
        grammar.determiners, grammar.possessives, grammar.prepositions, grammar.complementisers,
        grammar.interrogatives, grammar.subordinators, grammar.coordinators, grammar.relatives,
        grammar.auxiliaries, grammar.modals, grammar.adverbs, grammar.negations, pronouns.masculine,
        pronouns.feminine, pronouns.neuter, pronouns.plural, pronouns.first_person, pronouns.generic,
        pronouns.demonstrative,
    )  # fmt: skip
    return frozenset(word for words in lists for word in words)
