"""How fast `extract` is on one core, and how much memory it needs.

`python -m bench.extract` measures sentences a second on the PolNeAR texts, beside a named baseline that runs
in the same process on the same texts: one pass of a plain token pattern. Machines differ, the ratio less.
`python -m bench.extract --peer` times textacy (`bench.peer`) on the same texts in the same process, in turns.
`python -m bench.extract --memory` measures the peak memory of `whence extract` on 100 and on 10,000 files.

Both print one JSON object. Exit status 1 where a floor does not hold, 2 where the texts are absent.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.peer import Peer

from whence.extract import extract
from whence.languages.pack import pack
from whence.languages.segment import segment
from whence.languages.tokens import Tokens
from whence.model import Document
from whence.read import read

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / ".." / "shared" / "gold" / "polnear_dev.jsonl"

LEAST_SENTENCES_PER_SECOND = 5000
MOST_MEMORY_RATIO = 1.2
FEW_FILES, MANY_FILES = 100, 10_000
REPEATS = 3
LEAST_TIMES_THE_PEER = 10

COMMAND = "from whence.present.cli import main; main()"

_BASELINE = re.compile(r"\w+|[^\w\s]")


def documents() -> list[Document]:
    """The texts as documents."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        with file.open("w", encoding="utf-8") as out:
            for n, line in enumerate(TEXTS.read_text("utf-8").splitlines()):
                record = json.loads(line)
                fields = {"text": record["text"], "language": record["lang"], "outlet": f"Text {n}"}
                out.write(json.dumps(fields, ensure_ascii=False) + "\n")
        return [item for item in read([str(file)]) if isinstance(item, Document)]


def sentence_count(document: Document) -> int:
    """Sentences of a document as whence counts them."""
    return len(segment(Tokens(document.text), pack(document.language or "").sentences))


def best_seconds(work: Any) -> float:
    """The least processor time of several runs: one core, whatever else the machine does."""
    times = []
    for _ in range(REPEATS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def speed() -> dict[str, Any]:
    """Sentences a second, and how many passes of the baseline one extraction costs."""
    some = documents()
    sentences = sum(sentence_count(one) for one in some)
    for one in some[:10]:
        extract(one)
    found = sum(len([s for s in extract(one)[0] if s.attributed]) for one in some)
    seconds = best_seconds(lambda: [extract(one) for one in some])
    baseline = best_seconds(lambda: [_BASELINE.findall(one.text) for one in some])
    return {
        "documents": len(some),
        "sentences": sentences,
        "statements": found,
        "seconds": round(seconds, 3),
        "sentences_per_second": round(sentences / seconds),
        "least_sentences_per_second": LEAST_SENTENCES_PER_SECOND,
        "times_the_token_pattern": round(seconds / baseline, 1),
    }


def beside_peer() -> dict[str, Any]:
    """Sentences a second of whence and of textacy, which take turns on the same texts."""
    peer = Peer()
    some = documents()
    texts = [one.text for one in some]
    sentences = sum(sentence_count(one) for one in some)
    peer.read(texts[:10])
    for one in some:
        extract(one)
    ours, theirs, raised = [], [], 0
    for _ in range(REPEATS):
        seconds, raised = peer.read(texts)
        theirs.append(seconds)
        ours.append(best_seconds(lambda: [extract(one) for one in some]))
    return {
        "documents": len(some),
        "sentences": sentences,
        "sentences_per_second": round(sentences / min(ours)),
        "textacy_sentences_per_second": round(sentences / min(theirs)),
        "textacy_raised_on_documents": raised,
        "times_textacy": round(min(theirs) / min(ours), 1),
        "least_times_textacy": LEAST_TIMES_THE_PEER,
    }


def peak_kilobytes(files: int) -> int:
    """The peak resident memory of `whence extract` on so many generated files."""
    text = (
        "The harbour board said on Monday that the ferry would not sail before 12 March.\n\n"
        "“We are waiting for the ice,” said the board's chair, Marta Lindqvist, according to Northline. "
        "She added that 300 passengers had been told to stay at home.\n\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        for n in range(files):
            (Path(folder) / f"{n:05}.txt").write_text(f"Report {n}\n\n{text * 8}", encoding="utf-8")
        child = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "extract", folder, "--format", "jsonl"],
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError(f"whence extract ended with status {child.returncode}")
        return usage.ru_maxrss


def memory(*, many: int) -> dict[str, Any]:
    """Peak memory on few and on many files, and their ratio."""
    few_peak, many_peak = peak_kilobytes(FEW_FILES), peak_kilobytes(many)
    return {
        "files": [FEW_FILES, many],
        "peak_kilobytes": [few_peak, many_peak],
        "ratio": round(many_peak / few_peak, 3),
        "most_ratio": MOST_MEMORY_RATIO,
    }


def main() -> int:
    """Measures what was asked for."""
    parser = argparse.ArgumentParser(description="How fast extract is, and how much memory it needs.")
    parser.add_argument("--memory", action="store_true", help="measure memory instead of speed")
    parser.add_argument("--peer", action="store_true", help='time textacy too (needs the extra "bench")')
    parser.add_argument("--files", type=int, default=MANY_FILES, help="how many are many")
    chosen = parser.parse_args()
    if chosen.memory:
        result = memory(many=chosen.files)
        print(json.dumps(result))
        return int(result["ratio"] > MOST_MEMORY_RATIO)
    if not TEXTS.is_file():
        print(f"the texts are not there: {TEXTS}", file=sys.stderr)
        return 2
    if chosen.peer:
        try:
            result = beside_peer()
        except ImportError as error:
            print(f'{error}: pip install -e ".[bench]"', file=sys.stderr)
            return 2
        print(json.dumps(result))
        return int(result["times_textacy"] < LEAST_TIMES_THE_PEER)
    result = speed()
    print(json.dumps(result))
    return int(result["sentences_per_second"] < LEAST_SENTENCES_PER_SECOND)


if __name__ == "__main__":
    sys.exit(main())
