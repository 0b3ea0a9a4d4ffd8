"""What adding one report to a linked case costs: `python -m bench.live --size 1000 --added 40`.

Made-up reports are linked as a whole; more are then added one by one, with statements as the generator gives them.
Prints one JSON object: median, ninth decile and most of the milliseconds (processor time) that linking one report
takes, how often the case was linked as a whole meanwhile, and the median beside one `extract` of the same reports. Exit
status 1 where a floor does not hold.

A large case takes long to link: with `--case FOLDER` it is made once, kept there, and made anew only where its size or
the code that links has changed; reports are added to a copy of it.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles

from bench.reports import Report, reports, statements

from whence.extract import extract
from whence.pipeline import Case, _code_key, linking
from whence.store import Store
from whence.store.schema import VERSION

MOST_MILLISECONDS = 200
MOST_TIMES_EXTRACT = 20
WARM = 5
"""Reports that are added before the clock counts: packs and word tables are read by then."""
MADE = "made.json"
"""What a kept case was made of; beside the originals, of which made-up reports have none."""


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=__doc__)
    parser.add_argument("--size", type=int, default=1_000, help="reports that are linked before")
    parser.add_argument("--added", type=int, default=40, help="reports that are added one by one")
    parser.add_argument("--case", type=Path, help="where the linked case is kept for the next time")
    asked = parser.parse_args()
    whole: list[str] = []
    as_it_is = linking.bulk

    def bulk(store, key, *given):  # type: ignore[no-untyped-def]
        whole.append(key)
        return as_it_is(store, key, *given)

    linking.bulk = bulk
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "kept") if asked.case is None else asked.case
        at_once = _linked(kept, asked.size)
        shutil.copytree(kept, Path(folder, "case"))
        whole.clear()
        with Case(Store.open(Path(folder, "case"), create=False)) as case:
            _added(case, reports(1, asked.size, WARM))
            linked, extracted = _added(case, reports(1, asked.size + WARM, asked.added))
    middle = median(linked) * 1_000
    times = middle / (median(extracted) * 1_000)
    found = {
        "linked_before": asked.size,
        "seconds_at_once": at_once,
        "added": len(linked),
        "milliseconds_median": round(middle, 1),
        "milliseconds_ninth_decile": round(quantiles(linked, n=10)[8] * 1_000, 1),
        "milliseconds_most": round(max(linked) * 1_000, 1),
        "times_linked_as_a_whole": len(whole),
        "times_extract": round(times, 1),
        "most_milliseconds": MOST_MILLISECONDS,
        "most_times_extract": MOST_TIMES_EXTRACT,
    }
    print(json.dumps(found))
    return int(middle > MOST_MILLISECONDS or times > MOST_TIMES_EXTRACT)


def _linked(folder: Path, size: int) -> float:
    """Makes a linked case of so many reports in a folder, if it is not there; gives the seconds that linking took."""
    made_of = {"size": size, "code": _code_key("link"), "schema": VERSION}
    note = folder / "originals" / MADE
    if note.is_file():
        known = json.loads(note.read_text())
        if known["made_of"] == made_of:
            return float(known["seconds"])
        shutil.rmtree(folder)
    with Case(Store.open(folder, create=True)) as case:
        store = case._store
        with store.transaction():
            for report in reports(1, 0, size):
                _put(store, report)
        begin = time.process_time()
        case._link()
        seconds = round(time.process_time() - begin, 1)
    note.parent.mkdir(exist_ok=True)
    note.write_text(json.dumps({"made_of": made_of, "seconds": seconds}))
    return seconds


def _put(store: Store, report: Report) -> None:
    store.add_document(report.document)
    store.put_statements(report.document.id, "k", statements(report))


def _added(case: Case, added: Iterable[Report]) -> tuple[list[float], list[float]]:
    """Adds reports one by one; the seconds that linking each took, and that extracting each took."""
    linked, extracted = [], []
    for report in added:
        begin = time.process_time()
        extract(report.document)
        extracted.append(time.process_time() - begin)
        _put(case._store, report)
        begin = time.process_time()
        case._link()
        linked.append(time.process_time() - begin)
    return linked, extracted


if __name__ == "__main__":
    sys.exit(main())
