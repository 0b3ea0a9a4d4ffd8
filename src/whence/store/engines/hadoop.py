"""Publishing's files on whatever Spark can write to (hdfs://, s3a://, …), through Hadoop's file systems.

Spark's driver holds the connection and the credentials; nothing else is needed here. Checksums are not taken: the
files would have to be read back through this process. Their sizes and the tables' rows are compared instead.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from whence.store.engines.files import Part


class HadoopFiles:
    """See `whence.store.engines.files.Files`. `session` is a Spark session, `folder` a URL."""

    def __init__(self, session: Any, folder: str) -> None:
        self._jvm = session._jvm
        self._gateway = session.sparkContext._gateway
        self._folder = folder.rstrip("/")
        with _storage():
            self._root = self._jvm.org.apache.hadoop.fs.Path(self._folder)
            self._system = self._root.getFileSystem(session._jsc.hadoopConfiguration())

    def _path(self, path: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(f"{self._folder}/{path}" if path else self._folder)

    def read(self, path: str) -> bytes | None:
        """See `Files`."""
        with _storage():
            if not self._system.exists(self._path(path)):
                return None
            stream = self._system.open(self._path(path))
            try:
                return bytes(self._jvm.org.apache.commons.io.IOUtils.toByteArray(stream))
            finally:
                stream.close()

    def replace(self, path: str, data: bytes) -> None:
        """See `Files`. An object store shows an object when it is whole; elsewhere it is written beside and renamed."""
        whole = self._system.getScheme() in ("s3a", "s3", "gs", "abfs", "abfss")
        target = path if whole else f"{path}.new"
        with _storage():
            stream = self._system.create(self._path(target), True)
            stream.write(bytearray(data))
            stream.close()
            if not whole:
                rename = getattr(self._jvm.org.apache.hadoop.fs, "Options$Rename")
                options = self._gateway.new_array(rename, 1)
                options[0] = rename.OVERWRITE
                context = self._jvm.org.apache.hadoop.fs.FileContext.getFileContext(self._system.getUri())
                context.rename(self._path(target), self._path(path), options)

    def make(self, path: str) -> bool:
        """See `Files`."""
        with _storage():
            return not self._system.exists(self._path(path)) and bool(self._system.mkdirs(self._path(path)))

    def folders(self) -> list[str]:
        """See `Files`."""
        with _storage():
            if not self._system.exists(self._root):
                return []
            entries = self._system.listStatus(self._root)
            return sorted(entry.getPath().getName() for entry in entries if entry.isDirectory())

    def parts(self, path: str) -> list[Part]:
        """See `Files`."""
        with _storage():
            if not self._system.exists(self._path(path)):
                return []
            found = [
                Part(path=f"{path}/{entry.getPath().getName()}", size_bytes=entry.getLen(), sha256="")
                for entry in self._system.listStatus(self._path(path))
                if entry.getPath().getName().endswith(".parquet")
            ]
        return sorted(found, key=lambda part: part.path)

    def remove(self, path: str) -> None:
        """See `Files`."""
        with _storage():
            self._system.delete(self._path(path), True)


@contextlib.contextmanager
def _storage() -> Iterator[None]:
    """Turns what Java raises into OSError."""
    from py4j.protocol import Py4JError

    try:
        yield
    except Py4JError as error:
        cause = getattr(error, "java_exception", None)
        raise OSError(str(cause.toString()) if cause is not None else str(error)) from error
