"""What adding one report to a linked case costs: `python -m bench.live --size 1000 --added 40`.

Made-up reports are linked as a whole; more are then added one by one, with statements as the generator gives them.
Prints one JSON object: median, ninth decile and most of the milliseconds (processor time) that linking one report
takes, how often the case was linked as a whole meanwhile, and the median beside one `extract` of the same reports. Exit
status 1 where a floor does not hold.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from bench.reports import reports, statements

from whence.extract import extract
from whence.pipeline import Case, linking
from whence.store import Store

MOST_MILLISECONDS = 200
MOST_TIMES_EXTRACT = 20


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=__doc__)
    parser.add_argument("--size", type=int, default=1_000, help="reports that are linked before")
    parser.add_argument("--added", type=int, default=40, help="reports that are added one by one")
    asked = parser.parse_args()
    whole: list[str] = []
    as_it_is = linking.bulk

    def bulk(store, key, *given):  # type: ignore[no-untyped-def]
        whole.append(key)
        return as_it_is(store, key, *given)

    linking.bulk = bulk
    made = reports(1, 0, asked.size + asked.added)
    with tempfile.TemporaryDirectory() as folder, Case(Store.open(Path(folder, "case"), create=True)) as case:
        store = case._store
        with store.transaction():
            for _ in range(asked.size):
                report = next(made)
                store.add_document(report.document)
                store.put_statements(report.document.id, "k", statements(report))
        begin = time.process_time()
        case._link()
        at_once = time.process_time() - begin
        whole.clear()
        linked, extracted = [], []
        for report in made:
            begin = time.process_time()
            extract(report.document)
            extracted.append(time.process_time() - begin)
            store.add_document(report.document)
            store.put_statements(report.document.id, "k", statements(report))
            begin = time.process_time()
            case._link()
            linked.append(time.process_time() - begin)
    middle = median(linked) * 1_000
    times = middle / (median(extracted) * 1_000)
    found = {
        "linked_before": asked.size,
        "seconds_at_once": round(at_once, 1),
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


if __name__ == "__main__":
    sys.exit(main())
