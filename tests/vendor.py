"""Fetches again what stands in engine/vendor/, and writes it only if every hash is the right one."""

import hashlib
import json
import subprocess
import sys
import tarfile
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import yaml

from tests.conftest import ROOT

FOLDER = ROOT / "handbook_gen" / "engine" / "vendor"
LIST = FOLDER / "vendor.yml"
SHORTEST, LONGEST = 4, 11


@dataclass(frozen=True)
class Part:
    """A file of ours, and what it is made of in a package."""

    name: str
    source: str
    sha256: str
    made: str = ""


@dataclass(frozen=True)
class Package:
    """A package of a registry, pinned by its hash."""

    registry: str
    name: str
    version: str
    licence: str
    sha256: str
    parts: tuple[Part, ...]


def packages() -> tuple[Package, ...]:
    """Read the list."""
    listed = yaml.safe_load(LIST.read_text("utf-8"))
    return tuple(
        Package(
            registry=each["registry"],
            name=each["package"],
            version=each["version"],
            licence=each["licence"],
            sha256=each["sha256"],
            parts=tuple(
                Part(name, said["from"], said["sha256"], said.get("made", ""))
                for name, said in each["files"].items()
            ),
        )
        for each in listed
    )


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def words(data: bytes) -> bytes:
    """Give the ordinary words of a dictionary of Hunspell, without accents, one on a line."""
    entries = (line.partition("/")[0] for line in data.decode("utf-8").splitlines()[1:])
    plain = {_folded(word) for word in entries if word.isalpha() and word.islower()}
    return "".join(f"{word}\n" for word in sorted(plain) if SHORTEST <= len(word) <= LONGEST).encode()


def _folded(word: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))


MAKING = {"": lambda data: data, "words": words}


def fetched(package: Package, folder: Path) -> Path:
    """Let the client of its registry fetch a package."""
    if package.registry == "npm":
        wanted = f"{package.name}@{package.version}"
        told: Any = json.loads(_run("npm", "pack", wanted, "--json", "--pack-destination", str(folder)))
        return folder / str(told[0]["filename"])
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:")
    _run(*pip, "--dest", str(folder), f"{package.name}=={package.version}")
    return next(folder.glob(f"{package.name}-*.whl"))


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def read(archive: Path, path: str) -> bytes:
    """Read one file of a package."""
    if archive.suffix == ".whl":
        with ZipFile(archive) as wheel:
            return wheel.read(path)
    with tarfile.open(archive) as packed:
        file = packed.extractfile(path)
        assert file is not None, path
        return file.read()


def renewed(package: Package, archive: Path) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """Give our files from a package, and every hash that is another than in the list."""
    files = {part.name: MAKING[part.made](read(archive, part.source)) for part in package.parts}
    return files, tuple(_differing(package, archive, files))


def _differing(package: Package, archive: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    expected = {archive.name: package.sha256, **{part.name: part.sha256 for part in package.parts}}
    for name, data in {archive.name: archive.read_bytes(), **files}.items():
        if digest(data) != expected[name]:
            yield f"{name}: {digest(data)}, and {LIST.name} says {expected[name]}"


def main() -> int:
    """Renew the folder; where a hash is wrong, say which and write nothing."""
    files: dict[str, bytes] = {}
    wrong: tuple[str, ...] = ()
    with TemporaryDirectory() as folder:
        for package in packages():
            found, differing = renewed(package, fetched(package, Path(folder)))
            files |= found
            wrong += differing
    if wrong:
        print("Nothing is written, because these are others:", *wrong, sep="\n  ", file=sys.stderr)
        return 1
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)
    print(f"{len(files)} files as they should be.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
