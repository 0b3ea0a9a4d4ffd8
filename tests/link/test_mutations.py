"""What becomes of a claim on its way, in every two of four languages: variants inside it, denials beside it."""

from itertools import product

import pytest
from tests.link.build import report
from tests.link.linking import link

from whence.extract import extract

LANGUAGES = ("en", "de", "nb", "fr")
CAN = {
    "en": "Students abroad can be called up in Velmar, the minister Ada Brem said.",
    "de": "Studenten im Ausland können in Velmar einberufen werden, sagte die Ministerin Ada Brem.",
    "nb": "Studenter i utlandet kan bli innkalt i Velmar, sa minister Ada Brem.",
    "fr": "Les étudiants à l'étranger peuvent être mobilisés à Velmar, a déclaré la ministre Ada Brem.",
}
CANNOT = {
    "en": "Students abroad cannot be called up in Velmar, the colonel Otto Quill said.",
    "de": "Studenten im Ausland können in Velmar nicht einberufen werden, sagte der Oberst Otto Quill.",
    "nb": "Studenter i utlandet kan ikke bli innkalt i Velmar, sa oberst Otto Quill.",
    "fr": "Les étudiants à l'étranger ne peuvent pas être mobilisés à Velmar, a déclaré le colonel Otto Quill.",
}
CLOSED = {
    "en": "The bridge at Velmar will be closed by 1 May, Ada Brem said.",
    "de": "Die Brücke bei Velmar werde bis zum 1. Mai geschlossen, sagte Ada Brem.",
    "nb": "Broen ved Velmar blir stengt innen 1. mai, sa Ada Brem.",
    "fr": "Le pont de Velmar sera fermé avant le 1er mai, a déclaré Ada Brem.",
}
DENIED = {
    "en": "The ministry of transport denies that the bridge at Velmar will be closed by 1 May.",
    "de": "Das Verkehrsministerium bestreitet, dass die Brücke bei Velmar bis zum 1. Mai geschlossen wird.",
    "nb": "Samferdselsdepartementet avviser at broen ved Velmar blir stengt innen 1. mai.",
    "fr": "Le ministère des transports dément que le pont de Velmar sera fermé avant le 1er mai.",
}
TENDER = {
    "en": "The Norwegian General Staff said that a tender had been published to print 50,000 draft cards by 31 "
    "December.",
    "de": "Der norwegische Generalstab teilte mit, dass der Druck von 50.000 Einberufungskarten bis zum 31. Dezember "
    "ausgeschrieben wurde.",
    "nb": "Den norske generalstaben sier at trykking av 50.000 innkallingskort innen 31. desember er lyst ut.",
    "fr": "L'état-major norvégien a déclaré que l'impression de 50 000 cartes de mobilisation avant le 31 décembre "
    "avait fait l'objet d'un appel d'offres.",
}
CALLED = {
    "en": "50,000 soldiers will be called up by 31 December, the Norwegian General Staff said.",
    "de": "50.000 Soldaten werden bis zum 31. Dezember einberufen, teilte der norwegische Generalstab mit.",
    "nb": "50.000 soldater blir innkalt innen 31. desember, sier den norske generalstaben.",
    "fr": "50 000 soldats seront mobilisés avant le 31 décembre, a déclaré l'état-major norvégien.",
}


def _between(first: str, second: str, languages: tuple[str, str]) -> str:
    """What two reports of one sentence each are to each other: one claim, a relation, or nothing."""
    days = ("2031-04-02", "2031-04-03")
    documents = [
        report(f"r{at}", text, language=language, outlet=f"Post {at}", published=days[at])
        for at, (text, language) in enumerate(zip((first, second), languages, strict=True))
    ]
    said = [one for document in documents for one in extract(document)[0] if one.attributed]
    assert len(said) == 2
    graph, _ = link(documents, said)
    if len(graph.families) == 1:
        return "one claim"
    return next((tie.relation for tie in graph.ties), "nothing")


@pytest.mark.parametrize("languages", list(product(LANGUAGES, repeat=2)))
def test_variants_are_inside_a_claim_and_who_says_otherwise_beside_it(languages: tuple[str, str]) -> None:
    one, other = languages
    assert _between(CAN[one], CANNOT[other], languages) == "contradiction"
    assert _between(CLOSED[one], DENIED[other], languages) == "denial"
    assert _between(TENDER[one], CALLED[other], languages) == "one claim"
