"""Names of territories from CLDR, by language: "Ukraine", "Ukraina", "Hviderusland" -> ISO 3166-1 alpha-2."""

from functools import cache


@cache
def territories(cldr: str) -> dict[str, str]:
    """From a territory's lower-case name in the language to its code. English names are known everywhere."""
    from babel import Locale

    table: dict[str, str] = {}
    for locale in ("en", cldr):
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
                table[name.lower()] = code
    return table
