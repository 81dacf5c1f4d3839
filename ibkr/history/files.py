"""Files of a store: each is there as a whole or not at all.

A file is written under another name, brought to the disk, and renamed. Whoever is
killed in between, or runs out of disk, leaves a temporary file that nobody reads
and the next tidy-up removes.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from .errors import StoreBusy, StoreError
from .extras import load

TEMPORARY = ".tmp"
FOLDERS = ("conid", "bar", "source", "hours", "exchange")
"""What the names of the folders tell."""
LOCK = ".lock"

Opener = Callable[[Path, str], Any]


class Files(Protocol):
    """A tree of files; paths are relative, with slashes."""

    name: str
    """How people know it: its path or URL."""

    def read(self, path: str) -> bytes:
        """The content; `FileNotFoundError` if there is none."""
        ...

    def source(self, path: str) -> Any:
        """What pyarrow can read the file from."""
        ...

    def address(self, path: str) -> str:
        """The file's full path or URL, for other programs."""
        ...

    def dataset(self, paths: Sequence[str]) -> Any:
        """Parquet files as one Arrow dataset, folders' names as columns; None where paths do as well."""
        ...

    def write(self, path: str, content: Any) -> None:
        """Put `content` there as a whole, in place of what was there."""
        ...

    def remove(self, path: str) -> None:
        """Take the file away; nothing happens if there is none."""
        ...

    def move(self, path: str, target: str) -> None:
        """Give the file another place."""
        ...

    def walk(self, folder: str = "") -> Iterator[str]:
        """The paths of all files below."""
        ...

    def writing(self, wait: float) -> contextlib.AbstractContextManager[object]:
        """Keep all other writers out, after waiting for them for `wait` seconds at most."""
        ...


class LocalFiles:
    """Files of this machine."""

    def __init__(self, root: Path, *, opener: Opener = open) -> None:
        """Below `root`, which need not exist yet. `opener` opens files for writing."""
        self.name = str(root)
        self._root = root
        self._open = opener
        self._lock: Any = None

    def read(self, path: str) -> bytes:
        """The content; `FileNotFoundError` if there is none."""
        return (self._root / path).read_bytes()

    def source(self, path: str) -> str:
        """The full path: pyarrow maps it into memory."""
        return str(self._root / path)

    address = source

    def dataset(self, paths: Sequence[str]) -> None:
        """Every program can open what is on this machine."""

    def write(self, path: str, content: Any) -> None:
        """Put `content` there as a whole, and see it reach the disk."""
        target = self._root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{TEMPORARY}")
        try:
            with self._open(temporary, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise StoreError(
                f"{target} could not be written: {error.strerror or error}. "
                "What was stored before is untouched."
            ) from error
        _sync_folder(target.parent)

    def remove(self, path: str) -> None:
        """Take the file away; nothing happens if there is none."""
        (self._root / path).unlink(missing_ok=True)

    def move(self, path: str, target: str) -> None:
        """Give the file another place."""
        (self._root / target).parent.mkdir(parents=True, exist_ok=True)
        (self._root / path).replace(self._root / target)

    def walk(self, folder: str = "") -> Iterator[str]:
        """The paths of all files below, in order."""
        for path in sorted((self._root / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(self._root).as_posix()

    @contextlib.contextmanager
    def writing(self, wait: float) -> Generator[None]:
        """Hold the lock file. The system lets go of it when the process ends, however that happens."""
        filelock = load("filelock", needed_for="A history store")
        self._root.mkdir(parents=True, exist_ok=True)
        try:
            with filelock.FileLock(self._root / LOCK, timeout=wait):
                yield
        except filelock.Timeout as error:
            raise StoreBusy(
                f"Another process writes to {self.name} and did not finish within {wait:.0f} s: "
                "try again, or give Store(wait=...) more."
            ) from error


def _sync_folder(folder: Path) -> None:
    """See the rename reach the disk; where folders cannot be opened (Windows) the system does it."""
    with contextlib.suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class RemoteFiles:
    """Files of a remote filesystem, by URL.

    An object store puts a file as a whole. There is no lock: that only one process
    writes is up to its owner.
    """

    def __init__(self, url: str) -> None:
        """Connect to what `url` names, through pyarrow or, for what it does not know, fsspec."""
        fs = load("pyarrow.fs", needed_for="A history store")
        lib = load("pyarrow", needed_for="A history store")
        self.name = url.rstrip("/")
        try:
            self._fs, self._root = fs.FileSystem.from_uri(url)
        except (lib.ArrowInvalid, lib.ArrowNotImplementedError):
            fsspec = load("fsspec", needed_for=f"A history store at {url}")
            remote, self._root = fsspec.core.url_to_fs(url)
            self._fs = fs.PyFileSystem(fs.FSSpecHandler(remote))
        self._fs_module = fs

    def _at(self, path: str) -> str:
        return f"{self._root.rstrip('/')}/{path}" if path else self._root

    def read(self, path: str) -> bytes:
        """The content; `FileNotFoundError` if there is none."""
        with self._fs.open_input_stream(self._at(path)) as stream:
            return stream.read()

    def source(self, path: str) -> Any:
        """An open file."""
        return self._fs.open_input_file(self._at(path))

    def address(self, path: str) -> str:
        """The file's URL."""
        return f"{self.name}/{path}"

    def dataset(self, paths: Sequence[str]) -> Any:
        """Read through this connection: other programs may not know the URL, or have no key to it."""
        lib = load("pyarrow", needed_for="A history store")
        datasets = load("pyarrow.dataset", needed_for="A history store")
        kinds = [(name, lib.int64() if name == "conid" else lib.string()) for name in FOLDERS]
        return datasets.dataset(
            [self._at(path) for path in paths],
            format="parquet",
            filesystem=self._fs,
            partitioning=datasets.partitioning(lib.schema(kinds), flavor="hive"),
            partition_base_dir=self._at("data"),
        )

    def write(self, path: str, content: Any) -> None:
        """Put `content` there as a whole."""
        target = self._at(path)
        temporary = f"{target}.{secrets.token_hex(4)}{TEMPORARY}"
        try:
            self._fs.create_dir(target.rpartition("/")[0], recursive=True)
            with self._fs.open_output_stream(temporary) as stream:
                stream.write(content)
            self._fs.move(temporary, target)
        except OSError as error:
            raise StoreError(
                f"{self.address(path)} could not be written: {error}. What was stored before is untouched."
            ) from error

    def remove(self, path: str) -> None:
        """Take the file away; nothing happens if there is none."""
        with contextlib.suppress(FileNotFoundError):
            self._fs.delete_file(self._at(path))

    def move(self, path: str, target: str) -> None:
        """Give the file another place."""
        self._fs.create_dir(self._at(target).rpartition("/")[0], recursive=True)
        self._fs.move(self._at(path), self._at(target))

    def walk(self, folder: str = "") -> Iterator[str]:
        """The paths of all files below, in order."""
        everything = self._fs_module.FileSelector(self._at(folder), recursive=True, allow_not_found=True)
        start = len(self._at("x")) - 1
        for info in sorted(self._fs.get_file_info(everything), key=lambda info: info.path):
            if info.is_file:
                yield info.path[start:]

    def writing(self, wait: float) -> contextlib.AbstractContextManager[object]:
        """Nothing to hold."""
        return contextlib.nullcontext(wait)


def files_at(place: str | os.PathLike[str], *, opener: Opener = open) -> Files:
    """The files below a path of this machine, or below a URL."""
    text = os.fspath(place)
    return RemoteFiles(text) if "://" in text else LocalFiles(Path(text), opener=opener)
