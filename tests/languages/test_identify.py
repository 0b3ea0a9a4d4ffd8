"""Languages: neighbours are told apart on a sentence, and what is no language is "don't know"."""

import json
import random
import string
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from whence.languages.identify import identify, language_code
from whence.languages.pack import codes, pack

SENTENCES: dict[str, list[str]] = {
    "da": [
        "Havnerådet siger, at den gamle bro bliver lukket fra mandag.",
        "Hun har kun hørt noget om sagen fra andre.",
        "Ingen af medlemmerne ville sige mere efter mødet.",
        "Rederiet har solgt begge færger til et udenlandsk selskab.",
        "Der er ikke længere penge til at holde ruten i gang.",
        "Politiet kom hurtigt frem, men manden var allerede væk.",
        "Borgmesteren afviser, at kommunen har lovet noget.",
        "Det bliver dyrere at sejle over fjorden til næste år.",
        "Ifølge avisen var der nogle, som havde set skibet gå ned.",
        "Han blev spurgt, hvad han mente, men ville ikke svare.",
        "Efter stormen var vejen mellem de to byer spærret i en uge.",
        "Flere fiskere frygter nu for deres arbejde.",
        "Det skriver Havneposten på sin hjemmeside tirsdag aften.",
        "Kvinden fik tilbudt hjælp, men sagde nej tak.",
        "Vi ved endnu ikke, hvornår broen kan åbne igen.",
        "Undersøgelsen viser, at ulykken kunne være undgået.",
        "Tre ud af fire passagerer er utilfredse med tiderne.",
        "Skibet ligger stadig ved kajen uden besætning.",
        "Ministeren tog imod dem uden for bygningen.",
        "Der skal findes en løsning inden sommer, siger hun.",
    ],
    "nb": [
        "Havnerådet sier at den gamle broen blir stengt fra mandag.",
        "Hun har bare hørt noe om saken fra andre.",
        "Ingen av medlemmene ville si mer etter møtet.",
        "Rederiet har solgt begge fergene til et utenlandsk selskap.",
        "Det er ikke lenger penger til å holde ruten i gang.",
        "Politiet kom raskt fram, men mannen var allerede borte.",
        "Ordføreren avviser at kommunen har lovet noe.",
        "Det blir dyrere å reise over fjorden neste år.",
        "Ifølge avisen var det noen som hadde sett skipet gå ned.",
        "Han ble spurt hva han mente, men ville ikke svare.",
        "Etter stormen var veien mellom de to byene sperret i en uke.",
        "Flere fiskere frykter nå for arbeidet sitt.",
        "Det skriver Havneposten på nettsiden sin tirsdag kveld.",
        "Kvinnen fikk tilbud om hjelp, men sa nei takk.",
        "Vi vet ennå ikke når broen kan åpne igjen.",
        "Undersøkelsen viser at ulykken kunne vært unngått.",
        "Tre av fire passasjerer er misfornøyde med rutetidene.",
        "Skipet ligger fortsatt ved kaien uten mannskap.",
        "Statsråden tok imot dem utenfor bygningen.",
        "Det må finnes en løsning før sommeren, sier hun.",
    ],
    "sv": [
        "Hamnrådet säger att den gamla bron stängs från måndag.",
        "Hon har bara hört något om saken från andra.",
        "Ingen av ledamöterna ville säga mer efter mötet.",
        "Rederiet har sålt båda färjorna till ett utländskt bolag.",
        "Det finns inte längre pengar för att hålla linjen i gång.",
        "Polisen kom snabbt fram, men mannen var redan borta.",
        "Borgmästaren förnekar att kommunen har lovat något.",
        "Det blir dyrare att resa över fjärden nästa år.",
        "Enligt tidningen var det några som hade sett fartyget sjunka.",
        "Han fick frågan vad han tyckte, men ville inte svara.",
        "Efter stormen var vägen mellan de två städerna spärrad i en vecka.",
        "Flera fiskare fruktar nu för sina arbeten.",
        "Det skriver Hamnposten på sin webbplats på tisdagskvällen.",
        "Kvinnan erbjöds hjälp, men sade nej tack.",
        "Vi vet ännu inte när bron kan öppna igen.",
        "Utredningen visar att olyckan hade kunnat undvikas.",
        "Tre av fyra passagerare är missnöjda med tiderna.",
        "Fartyget ligger fortfarande vid kajen utan besättning.",
        "Ministern tog emot dem utanför byggnaden.",
        "En lösning måste hittas före sommaren, säger hon.",
    ],
    "en": [
        "The harbour board says the old bridge will close on Monday.",
        "She has only heard about the matter from others.",
        "None of the members wanted to say more after the meeting.",
        "The company has sold both ferries to a foreign firm.",
        "There is no longer any money to keep the route going.",
        "Police arrived quickly, but the man had already gone.",
        "The mayor denies that the council promised anything.",
        "Crossing the sound will cost more next year.",
        "According to the paper, some people saw the ship go down.",
        "He was asked what he thought but would not answer.",
        "After the storm the road between the towns was shut for a week.",
        "Several fishermen now fear for their jobs.",
        "The woman was offered help but declined.",
        "We still do not know when the bridge can open again.",
        "The inquiry shows that the accident could have been avoided.",
        "Three in four passengers are unhappy with the timetable.",
        "The ship is still at the quay without a crew.",
        "The minister met them outside the building.",
        "A solution has to be found before the summer, she says.",
        "Nobody at the port was told in advance.",
    ],
    "de": [
        "Der Hafenrat teilt mit, dass die alte Brücke ab Montag gesperrt wird.",
        "Sie hat von der Sache nur durch andere gehört.",
        "Keines der Mitglieder wollte nach der Sitzung mehr sagen.",
        "Die Reederei hat beide Fähren an eine ausländische Firma verkauft.",
        "Es gibt kein Geld mehr, um die Linie zu betreiben.",
        "Die Polizei war schnell da, aber der Mann war schon weg.",
        "Der Bürgermeister bestreitet, dass die Stadt etwas versprochen habe.",
        "Die Überfahrt wird im nächsten Jahr teurer.",
        "Laut der Zeitung haben einige das Schiff sinken sehen.",
        "Er wurde nach seiner Meinung gefragt, wollte aber nicht antworten.",
        "Nach dem Sturm war die Straße zwischen den Orten eine Woche gesperrt.",
        "Mehrere Fischer fürchten nun um ihre Arbeit.",
        "Der Frau wurde Hilfe angeboten, sie lehnte aber ab.",
        "Wir wissen noch nicht, wann die Brücke wieder öffnen kann.",
        "Die Untersuchung zeigt, dass das Unglück vermeidbar war.",
        "Drei von vier Fahrgästen sind mit den Zeiten unzufrieden.",
        "Das Schiff liegt noch immer ohne Besatzung am Kai.",
        "Die Ministerin empfing sie vor dem Gebäude.",
        "Bis zum Sommer muss eine Lösung gefunden werden, sagt sie.",
        "Niemand im Hafen wurde vorher unterrichtet.",
    ],
}


def test_neighbours_are_told_apart_on_a_sentence() -> None:
    answers = [(code, identify(text)[0], text) for code, texts in SENTENCES.items() for text in texts]
    assert len(answers) == 100
    mistaken = [a for a in answers if a[1] not in (a[0], None)]
    unsure = [a for a in answers if a[1] is None]
    assert len(mistaken) <= 1, mistaken
    assert len(unsure) <= 3, unsure


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_packs(code: str) -> None:
    examples = pack(code).identify.examples
    assert examples
    for example in examples:
        assert identify(example.text)[0] == (example.code or code), example.text


@pytest.mark.parametrize("code", codes())
def test_neighbours_are_known(code: str) -> None:
    words = pack(code).identify
    for neighbour in words.neighbours:
        known = neighbour in codes() or neighbour in words.foreign
        known = known or any(neighbour in pack(other).identify.foreign for other in codes())
        assert known, f"{code}.toml: no words tell {neighbour}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "ok",
        "?!? … — “”",
        "12,4 % 2031 1.400 55 77 2 3 99 4.5.2031",
        "Moira Tansley, Ellis Crane, Signe Tornvad, Kaja Lomheim, Bent Myrseth, Tove Lindmark, Henrike Aldag",
        "Westholm Storvåg Norrvik Vejstrup Tidewater Havneposten Küstenpost Kustbild Reuters dpa NTB",
        "asdkj qwelk zxmcn qowie alskd zmxnc qpwoe lskdj fhgty",
        "\x00\x01\x02 \ufffd\ufffd",
    ],
)
def test_what_is_no_language_is_not_known(text: str) -> None:
    code, confidence = identify(text)
    assert code is None
    assert 0.0 <= confidence <= 1.0


def test_noise_is_not_known() -> None:
    draw = random.Random(5)
    answers = []
    for _ in range(50):
        noise = " ".join(
            "".join(draw.choices(string.ascii_lowercase, k=draw.randint(3, 9))) for _ in range(40)
        )
        answers.append(identify(noise)[0])
    assert sum(answer is not None for answer in answers) <= 1, answers


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le conseil du port a déclaré que le vieux pont serait fermé lundi.", "fr"),
        ("La junta del puerto dijo que el viejo puente se cerrará el lunes.", "es"),
        ("Het havenbestuur zei dat de oude brug maandag dichtgaat.", "nl"),
        ("Портовый совет заявил, что старый мост закроют в понедельник.", "ru"),
        ("Рада порту заявила, що старий міст закриють у понеділок.", "uk"),
        ("قال مجلس الميناء إن الجسر القديم سيغلق يوم الاثنين.", "ar"),
        ("מועצת הנמל אמרה שהגשר הישן ייסגר ביום שני.", "he"),
        ("Hamnestyret seier at dei ikkje veit noko om det som har hendt.", "nn"),
    ],
)
def test_a_language_without_a_pack_is_named(text: str, code: str) -> None:
    assert identify(text)[0] == code


def test_tags_of_records() -> None:
    assert language_code("en-GB") == "en"
    assert language_code("NO") == "nb"
    assert language_code("nob") == "nb"
    assert language_code("sv_SE") == "sv"
    assert language_code("Danish, I think") is None
    assert language_code("") is None


def test_the_model_is_loaded_on_first_use_only() -> None:
    script = "import sys, whence.languages.identify; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


NTREX = Path(__file__).parents[2] / ".." / "shared" / "gold" / "ntrex.jsonl"


@pytest.mark.skipif(not NTREX.exists(), reason="needs ../shared/gold/ntrex.jsonl")
def test_news_sentences_of_ntrex() -> None:
    """On every tenth document: wrong language for at most 2 %, no answer for at most 6 % (headlines,
    exclamations)."""
    seen: Counter[str] = Counter()
    for line in NTREX.read_text("utf-8").splitlines():
        if not any(line[:80].find(f'"lang": "{code}"') >= 0 for code in codes()):
            continue
        row = json.loads(line)
        seen[row["lang"]] += 1
        if seen[row["lang"]] % 10:
            continue
        for sentence in row["sentences"]:
            answer = identify(sentence)[0]
            seen["all"] += 1
            seen["none"] += answer is None
            seen["wrong"] += answer not in (None, row["lang"])
    assert seen["all"] >= 500
    assert seen["wrong"] <= 0.02 * seen["all"], seen
    assert seen["none"] <= 0.06 * seen["all"], seen
