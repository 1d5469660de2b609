"""What a backup holds: the database, the media, which keys they need, and a list of it all; made and put back whole."""

import gzip
import hmac
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from config.backups import databases
from config.backups.container import Damaged, Reader, Writer, look_at
from config.backups.databases import NotPossible
from members.sealing import parted

DATABASE, MEDIA, KEYS, LIST = "database", "media", "keys.env", "list.json"
DIGESTED = 1 << 20
READ_AT_MOST = 3  # times, where somebody writes a file meanwhile


@dataclass(frozen=True)
class Place:
    """Where a site keeps what it has. `keys` by name: only their marks go into a backup, unless asked for."""

    database: BaseDatabaseWrapper
    media: Path
    keys: dict[str, str]


@dataclass
class Contents:
    """The list in each backup. `keys`: a mark of each that it needs, by which the right one is known again."""

    vendor: str
    version: str
    made_at: str
    keys: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)  # name → SHA-256


class Digested(io.RawIOBase):
    """A file that notes what went through it."""

    def __init__(self, file: "BinaryIO | Any") -> None:
        self.file, self.digest = file, sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def make(target: Path, place: Place, *, key: str, version: str, with_keys: bool = False) -> Contents:
    """A file that only its owner can read, there once it is whole. Nothing that stands there is written over."""
    if with_keys and not key:
        raise NotPossible("Keys go only into a sealed backup: set BACKUP_KEY first, and keep that one elsewhere.")
    contents = Contents(place.database.vendor, version, timezone.now().isoformat(timespec="seconds"), marks(place.keys))
    with becoming(target) as file, tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copied = Path(folder) / DATABASE
        databases.copy(place.database, copied)
        writer = Writer(file, key)
        with pressed(writer) as tar:
            add_file(tar, contents, DATABASE, copied)
            for path in media_in(place.media):
                if copied_whole(path, copy := Path(folder) / "one"):
                    add_file(tar, contents, f"{MEDIA}/{path.relative_to(place.media).as_posix()}", copy)
            if with_keys:
                lines = "".join(f"{name}={value}\n" for name, value in place.keys.items())
                add(tar, contents, KEYS, io.BytesIO(lines.encode()), len(lines.encode()))
            listed = json.dumps(asdict(contents), sort_keys=True).encode()
            add(tar, Contents("", "", "", {}), LIST, io.BytesIO(listed), len(listed))
        writer.finish()
    return contents


@contextmanager
def becoming(target: Path) -> Iterator[BinaryIO]:
    """A file beside the target, which takes its name once it is whole; one at a time, so that nobody loses theirs."""
    half = target.with_name(target.name + ".half")
    try:
        file = private(half)
    except FileExistsError as error:
        sentence = f"{half} is there already: another backup is being written. If none is running, remove it first."
        raise NotPossible(sentence) from error
    try:
        with file:
            if target.exists():
                raise NotPossible(f"{target} is there already. Name another file, or move that one away.")
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.rename(target)
    except BaseException:
        half.unlink()
        raise


@contextmanager
def pressed(writer: Writer) -> Iterator[tarfile.TarFile]:
    with (
        gzip.GzipFile(filename="", fileobj=writer, mode="wb", compresslevel=6) as thin,
        tarfile.open(fileobj=thin, mode="w|") as tar,
    ):
        yield tar


def private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def media_in(folder: Path) -> list[Path]:
    """What lies there now. A folder that may not be read is an error; one that went meanwhile is none."""

    def unless_gone(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise error

    names = (Path(at) / name for at, _, found in os.walk(folder, onerror=unless_gone) for name in found)
    return sorted(path for path in names if path.is_file())


def copied_whole(path: Path, copy: Path) -> bool:
    """Whether it was still there. The archive must know its size first, so it is taken from a copy that holds still."""
    for _ in range(READ_AT_MOST):
        try:
            with path.open("rb") as file, copy.open("wb") as out:
                before = os.fstat(file.fileno())
                shutil.copyfileobj(file, out, DIGESTED)
                after = os.fstat(file.fileno())
        except FileNotFoundError:
            return False
        if (before.st_size, before.st_mtime_ns) == (copy.stat().st_size, after.st_mtime_ns):
            return True
    raise NotPossible(f"{path} was changed each time it was read. Begin again once nobody writes it.")


def add_file(tar: tarfile.TarFile, contents: Contents, name: str, path: Path) -> None:
    with path.open("rb") as file:
        add(tar, contents, name, file, path.stat().st_size)


def add(tar: tarfile.TarFile, contents: Contents, name: str, file: BinaryIO, size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    digested = Digested(file)
    tar.addfile(member, digested)  # type: ignore[arg-type]
    contents.files[name] = digested.digest.hexdigest()


def check(path: Path, *, key: str) -> Contents:
    """Every byte is read before any is used: the whole file, then each part against the list. Raises Damaged."""
    look_at(path, key)
    seen: dict[str, str] = {}
    listed = None
    for name, file in parts(path, key):
        digested = Digested(file)
        data = drained(digested, keep=name == LIST)
        if name == LIST:
            listed = Contents(**json.loads(data))
        else:
            seen[name] = digested.digest.hexdigest()
    if listed is None or listed.files != seen:
        raise Damaged("This backup is not whole: what it holds is not what its list says.")
    return listed


def drained(file: Digested, *, keep: bool) -> bytes:
    kept = b""
    while data := file.read(DIGESTED):
        kept += data if keep else b""
    return kept


def parts(path: Path, key: str) -> Iterator[tuple[str, BinaryIO]]:
    try:
        with tarfile.open(fileobj=io.BufferedReader(Reader(path, key), DIGESTED), mode="r|gz") as tar:
            for member in tar:
                if not member.isfile() or not is_ours(member.name) or (file := tar.extractfile(member)) is None:
                    raise Damaged("This backup holds something that Debrief never puts there.")
                yield member.name, file  # type: ignore[misc]
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Damaged("This backup is damaged: it cannot be read to its end.") from error


def is_ours(name: str) -> bool:
    """Nothing that leads out of the folder it is put into."""
    inside = name.startswith(f"{MEDIA}/") and not {"", ".", ".."} & set(name.split("/"))
    return name in (DATABASE, KEYS, LIST) or inside


def put_back(path: Path, place: Place, *, key: str, other_keys: bool = False) -> Contents:
    """Into an empty place only, and nothing before the whole file was read and found good."""
    contents = check(path, key=key)
    refuse_what_does_not_fit(contents, place, other_keys=other_keys)
    place.media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.media.parent) as folder:
        for name, file in parts(path, key):
            if name == DATABASE or name.startswith(f"{MEDIA}/"):
                to = Path(folder) / name
                to.parent.mkdir(parents=True, exist_ok=True)
                with to.open("wb") as out:
                    shutil.copyfileobj(file, out, DIGESTED)
        databases.put(place.database, Path(folder) / DATABASE)
        if (Path(folder) / MEDIA).exists():
            if place.media.exists():
                place.media.rmdir()
            (Path(folder) / MEDIA).rename(place.media)
    return contents


def refuse_what_does_not_fit(contents: Contents, place: Place, *, other_keys: bool) -> None:
    if contents.vendor != place.database.vendor:
        raise NotPossible(f"This backup is of {contents.vendor}; DATABASE_URL names {place.database.vendor}.")
    if not databases.is_empty(place.database):
        raise NotPossible("The database is not empty. A backup goes into an empty one only: name one, or make one.")
    if place.media.exists() and any(place.media.iterdir()):
        raise NotPossible(f"{place.media} is not empty. Move away what lies there first.")
    here = marks(place.keys)
    wrong = [name for name, needed in contents.keys.items() if set(needed.split()) - set(here.get(name, "").split())]
    if wrong and not other_keys:
        raise NotPossible(
            f"{' and '.join(wrong)} here is not what the site had when this was made: what was sealed could never be "
            "opened. Set what belongs to it, or add --other-keys if it is lost."
        )


def marks(keys: dict[str, str]) -> dict[str, str]:
    """By which each key is known again, and from which nobody finds it; a setting may hold several."""
    return {name: " ".join(map(mark_of, parted(key))) for name, key in keys.items()}


def mark_of(key: str) -> str:
    return hmac.new(key.encode(), b"debrief backup", sha256).hexdigest()[:16]
