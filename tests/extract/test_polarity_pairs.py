"""A polarity flip is the costliest error: a statement and its negation come out apart in every language."""

import pytest
from tests.extract.said import read

from whence.languages.pack import codes

PAIRS = {
    "be": ("Міністр сказаў, што вайна непазбежная.", "Міністр сказаў, што вайна не з'яўляецца непазбежнай."),
    "cs": ("Ministr řekl, že válka je nevyhnutelná.", "Ministr řekl, že válka není nevyhnutelná."),
    "da": ("Ministeren sagde, at krigen er uundgåelig.", "Ministeren sagde, at krigen ikke er uundgåelig."),
    "de": (
        "Der Minister sagte, der Krieg sei unvermeidlich.",
        "Der Minister sagte, der Krieg sei nicht unvermeidlich.",
    ),
    "en": ("The minister said that war was inevitable.", "The minister said that war was not inevitable."),
    "es": (
        "El ministro dijo que la guerra es inevitable.",
        "El ministro dijo que la guerra no es inevitable.",
    ),
    "fi": ("Ministeri sanoi, että sota on väistämätön.", "Ministeri sanoi, että sota ei ole väistämätön."),
    "fr": (
        "Le ministre a dit que la guerre est inévitable.",
        "Le ministre a dit que la guerre n'est pas inévitable.",
    ),
    "hu": (
        "A miniszter azt mondta, hogy a háború elkerülhetetlen.",
        "A miniszter azt mondta, hogy a háború nem elkerülhetetlen.",
    ),
    "it": (
        "Il ministro ha detto che la guerra è inevitabile.",
        "Il ministro ha detto che la guerra non è inevitabile.",
    ),
    "lt": ("Ministras sakė, kad karas yra neišvengiamas.", "Ministras sakė, kad karas nėra neišvengiamas."),
    "nb": ("Statsråden sa at krigen er uunngåelig.", "Statsråden sa at krigen ikke er uunngåelig."),
    "nl": (
        "De minister zei dat de oorlog onvermijdelijk is.",
        "De minister zei dat de oorlog niet onvermijdelijk is.",
    ),
    "nn": ("Statsråden sa at krigen er uunngåeleg.", "Statsråden sa at krigen ikkje er uunngåeleg."),
    "pl": (
        "Minister powiedział, że wojna jest nieunikniona.",
        "Minister powiedział, że wojna nie jest nieunikniona.",
    ),
    "ru": ("Министр сказал, что война неизбежна.", "Министр сказал, что война не является неизбежной."),
    "sv": ("Ministern sade att kriget är oundvikligt.", "Ministern sade att kriget inte är oundvikligt."),
    "uk": ("Міністр сказав, що війна неминуча.", "Міністр сказав, що війна не є неминучою."),
}
"""Language -> "the minister said that war is inevitable" and that it is not. The word itself often holds a negation."""


def test_every_language_has_its_pair() -> None:
    assert set(PAIRS) == set(codes())


@pytest.mark.parametrize("code", codes())
def test_inevitable_and_not_inevitable_come_out_apart(code: str) -> None:
    first, second = (read(text, language=code) for text in PAIRS[code])
    assert [one.stance.polarity for one in first] == ["affirmed"]
    assert [one.stance.polarity for one in second] == ["negated"]
    assert not first[0].stance.denial
    assert not second[0].stance.denial
