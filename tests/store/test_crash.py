"""A writer that is killed leaves a case that opens and goes on to the same end."""

import signal
import subprocess
import sys
from pathlib import Path

from whence.store import Store

WRITER = """
import hashlib, sys
from whence.model import Document, content_id
from whence.store import Store
with Store.open(sys.argv[1], create=True) as store:
    store.begin_run(["many"], version="1")
    for n in range(int(sys.argv[2])):
        text = f"Report {n}\\n\\nThe harbour board met for the {n}th time.\\n" * 20
        sha = hashlib.sha256(text.encode()).hexdigest()
        store.add_document(Document(id=content_id(sha), report=f"{n:05}.txt", text=text, sha256=sha,
        language="en",
                                    language_confidence=1.0))
        store.put_statements(content_id(sha), "key", [])
        if n == 20:
            print("under way", flush=True)
"""


def write(folder: Path, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(count)], stdout=subprocess.PIPE)


def test_killed_half_way_it_goes_on(tmp_path: Path) -> None:
    killed = write(tmp_path / "killed", 100_000)
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"under way\n"
    killed.kill()
    assert killed.wait(timeout=10) == -signal.SIGKILL
    killed.stdout.close()
    with Store.open(tmp_path / "killed") as store:
        before = store.counts()["documents"]
        assert before >= 20
        for document in store.documents():
            assert store.original(document) == document.text.encode()
    total = before + 10
    for folder in ("killed", "whole"):
        process = write(tmp_path / folder, total)
        assert process.wait(timeout=60) == 0
        assert process.stdout is not None
        process.stdout.close()
    with Store.open(tmp_path / "killed") as killed_case, Store.open(tmp_path / "whole") as whole_case:
        assert list(killed_case.documents()) == list(whole_case.documents())
        assert killed_case.counts() == whole_case.counts()
        assert killed_case.captures() == whole_case.captures()
        keys = {killed_case.stage_key(d.id) for d in killed_case.documents()}
        assert keys == {"key"}
        assert killed_case.search("harbour", limit=5) == whole_case.search("harbour", limit=5)
        assert [run.state for run in killed_case.runs()] == ["interrupted", "running"]
