"""Sentences: the packs' examples, and tricky news sentences of which at most two in forty may come out
wrong."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tracing import lines_executed

from whence.languages.pack import codes, pack
from whence.languages.segment import segment
from whence.languages.tokens import Tokens

# (language, the sentences of one paragraph, joined by the blank that stands between them)
TRICKY: list[tuple[str, list[str]]] = [
    ("en", ["Dr. Hallam and Mrs. Okoro met Gen. Prewitt.", "They left at 4 p.m.", "Nobody spoke."]),
    ("en", ["J. K. Ormond, M.P., wrote to U.S. officials on Jan. 12.", "The letter was leaked."]),
    ("en", ["“Is the pier safe?” asked the mayor.", "“No!” shouted a docker.", "The meeting ended."]),
    ("en", ["“We were told nothing.", "Nothing at all,” said Ms. Tansley."]),
    ("en", ["The tariff rose by 3.5 per cent to £1,400.50.", "It passed in 2029.", "50 members voted."]),
    ("en", ["Smith v. Harbour Board, No. 14, was settled for approx. $2.4 million."]),
    ("en", ["He paused ... and then went on.", "“I never …” she began."]),
    ("en", ["The firm, Crane & Sons Ltd., declined.", "So did Tidewater Inc.", "The others agreed."]),
    ("en", ["Visit www.tidewater.example for more.", "The report (p. 14) is long.", "(He read it.)"]),
    ("en", ["“The pier is closed.”", "That was all he said."]),
    ("en", ["Yahoo! announced a deal.", "Who would pay?", "Nobody knew!", "“Nobody,” he said."]),
    ("en", ["The ship left at 5 a.m. on Nov. 3.", "By 6 a.m. it was lost."]),
    ("en", ["‘It will sink.’", "“Really?”", "‘Yes!’"]),
    ("da", ["Mødet er d. 5. maj kl. 14.30.", "Det varer ca. 50 minutter."]),
    ("da", ["Fristen er den 31. december.", "Derefter lukker broen."]),
    ("da", ["Dr. Holmgård, cand. jur. P. V. Brask og fru Lind kom kl. 9.", "De gik hurtigt."]),
    ("da", ["”Kommer han?” spurgte hun.", "”Nej!” svarede borgmesteren."]),
    ("da", ["- Vi ved intet, siger hun.", "- Hvad nu? spørger han.", "Ingen svarer."]),
    ("da", ["Det gælder bl.a. broen, f.eks. om natten.", "Prisen er 1.400.000 kr. pr. år."]),
    ("da", ["Rådet vedtog det i 2031.", "Tre medlemmer stemte imod.", "'Det er for dyrt', sagde de."]),
    ("da", ["Den 72. Brigade er rykket ud, siger hæren."]),
    ("da", ["Frederik 10. besøgte havnen.", "Han sejlede kl. 8."]),
    ("da", ["Vejret blev dårligt (det regnede m.v.).", "Færgen ventede."]),
    ("da", ["”Broen er lukket.”", "Sådan lød beskeden fra havnefoged N. Tornvad."]),
    ("nb", ["Fristen går ut 31. desember.", "Etter 1. januar er broen stengt."]),
    ("nb", ["«Stenger dere broen?» spurte hun.", "«Ja», svarte statsråd K. O. Lunde."]),
    ("nb", ["– Når åpner den? spør han.", "– Det vet vi ikke, sier hun.", "Ingen andre svarte."]),
    ("nb", ["Det kostet ca. 2,5 mill. kroner, dvs. 300.000 kr. mer enn ventet.", "Kommunen betaler."]),
    ("nb", ["Møtet er kl. 14.30 den 3. mai 2031.", "Dr. Myrseth leder det."]),
    ("nb", ["Ifølge nr. 4 i rekken, f.eks. St. Olavs gate, gjelder bl.a. dette: ingen biler."]),
    ("nb", ["Hun sa: «Vi venter.»", "Deretter gikk hun."]),
    ("nb", ["Utslippet var på 4.2 tonn!", "Hvem har ansvaret …?", "Ingen vet det."]),
    ("sv", ["Bron stängs den 31 dec. kl. 14.30, bl.a. för tung trafik.", "Prof. E. Hedlund är kritisk."]),
    ("sv", ["– När öppnar bron? frågade hon.", "– Snart! ropade kaptenen.", "Ingen trodde honom."]),
    ("sv", ["”Är det sant?” undrade J. A. Ekroth.", "”Nej.”", "Så slutade mötet."]),
    ("sv", ["Priset är 1 400 kr. per år, dvs. ca 3,5 proc. mer.", "Det gäller fr.o.m. 1 maj."]),
    ("sv", ["Rederiet gick i konkurs 2029.", "50 personer blev utan arbete."]),
    ("sv", ["Det gäller t.ex. S:t Olofs gata och s.k. genomfart.", "Även bussar stoppas."]),
    ("de", ["Am 31. Dezember rückte die 72. Brigade ab.", "Das teilte das Amt mit."]),
    ("de", ["Prof. Dr. M. Rehfeld, z. B., war dagegen.", "„Warum?“ fragte sie.", "Er schwieg."]),
    ("de", ["Das kostet ca. 2,5 Mio. Euro bzw. 300.000 Euro pro Jahr.", "Die Stadt zahlt."]),
    ("de", ["Die Frist endet am 3. Mai um 14.30 Uhr.", "Im 2. Quartal, d. h. ab April, wird gebaut."]),
    ("de", ["„Die Brücke bleibt zu.“", "So stand es im Brief.", "„Nein!“, rief der Kapitän."]),
    ("de", ["Ludwig XIV. Straße und Karl II. Platz heißen anders.", "Das gilt seit 2029.", "Alle murren."]),
    ("de", ["Laut Nr. 7 der Satzung (vgl. Abs. 3) ist u. a. der Handel verboten.", "Wer haftet?"]),
    ("de", ["Der 1. FC Westholm verlor.", "Es war das 3. Spiel.", "Der Trainer (59) ging."]),
    ("de", ["Das sagte sie der „Küstenpost“.", "Die Zeitung druckte es am 5.5.2031.", "Niemand las es."]),
]  # fmt: skip

ALLOWED_WRONG_SHARE = 2 / 40


def sentences(text: str, language: str) -> list[str]:
    own = pack(language)
    tokens = Tokens(text, own.tokens)
    found = segment(tokens, own.sentences, opening=own.quotation.opening())
    return [tokens.slice(s.first, s.last) for s in found]


def test_tricky_news_sentences() -> None:
    wrong = [
        (language, got, expected)
        for language, expected in TRICKY
        if (got := sentences(" ".join(expected), language)) != expected
    ]
    total = sum(len(expected) for _, expected in TRICKY)
    assert total >= 100
    assert len(TRICKY) >= 40
    assert len(wrong) <= ALLOWED_WRONG_SHARE * len(TRICKY), wrong


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_packs(code: str) -> None:
    examples = pack(code).sentences.examples
    assert examples
    for example in examples:
        assert tuple(sentences(example.text, code)) == example.sentences


def test_sentences_inside_a_quotation_are_split() -> None:
    assert sentences("«Nei. Vi venter. Det er alt», svarte hun.", "nb") == [
        "«Nei.",
        "Vi venter.",
        "Det er alt», svarte hun.",
    ]


def test_a_name_and_a_reporting_verb_go_on_after_a_question() -> None:
    def read(text: str) -> list[str]:
        tokens = Tokens(text)
        found = segment(tokens, pack("en").sentences, reporting=frozenset({"asked", "said"}))
        return [tokens.slice(s.first, s.last) for s in found]

    for one in ("“Why?” Hallam asked.", "“Never!” Ms. D. Okoro said, and left."):
        assert read(one) == [one]
    assert len(read("“Why?” Hallam left.")) == 2
    assert len(read("“Why?” Hallam said that he had never been asked.")) == 2
    assert len(read("“We know.” Hallam said.")) == 2


def test_a_line_is_a_paragraph() -> None:
    text = "Ferry tariffs rise\r\n\r\n\nThe board met. It voted.\nNobody came\n"
    tokens = Tokens(text)
    found = segment(tokens, pack("en").sentences)
    assert [(tokens.slice(s.first, s.last), s.paragraph) for s in found] == [
        ("Ferry tariffs rise", 0),
        ("The board met.", 1),
        ("It voted.", 1),
        ("Nobody came", 2),
    ]


@pytest.mark.parametrize(
    "text", ["", "  \n\n ", ".", "...", "?!", "“”", "a", "1.", "“" * 500, ". " * 500, "\n".join(["x."] * 50)]
)
@pytest.mark.parametrize("code", codes())
def test_every_token_is_in_one_sentence(text: str, code: str) -> None:
    tokens = Tokens(text)
    found = segment(tokens, pack(code).sentences)
    covered = [index for s in found for index in range(s.first, s.last + 1)]
    assert covered == list(range(len(tokens)))


@settings(deadline=None)
@given(st.text(alphabet="aB1.!?…,“”\"'»«()[]-–: \n\r\u2028.ÅzDr", max_size=60), st.sampled_from(codes()))
def test_every_token_of_any_text_is_in_one_sentence(text: str, code: str) -> None:
    tokens = Tokens(text)
    found = segment(tokens, pack(code).sentences)
    assert [index for s in found for index in range(s.first, s.last + 1)] == list(range(len(tokens)))
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)
    for s in found:
        assert not set(tokens.slice(s.first, s.last)) & set("\n\r\u2028")


def test_work_grows_with_the_text_only() -> None:
    """Unbalanced quotation marks and abbreviations: four times the text, about four times the work."""
    text = "“Dr. Hallam said. ... ‘No. 5 " * 500
    small, large = Tokens(text), Tokens(text * 4)
    words = pack("en").sentences
    segment(small, words)
    once, more = (lines_executed(partial(segment, tokens, words)) for tokens in (small, large))
    assert more < 4.4 * once + 200, f"{once:,} lines, then {more:,}"
