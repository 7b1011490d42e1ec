"""What is not ours in the engine is what its list says, with its licence, also where a browser gets it."""

import tarfile
from io import BytesIO
from pathlib import Path

from handbook_gen import sources
from tests.vendor import FOLDER, LIST, Package, Part, digest, packages, renewed, words


def test_every_file_is_the_one_that_was_fetched() -> None:
    expected = {part.name: part.sha256 for package in packages() for part in package.parts}
    there = {path.name: digest(path.read_bytes()) for path in FOLDER.iterdir() if path != LIST}
    assert there == expected


def test_every_licence_stands_beside_what_it_is_for() -> None:
    said = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.LICENSE.txt")}
    signs = {"minisearch": "Permission is hereby granted", "snowball": "Redistribution and use"}
    signs |= {"dutch-words": "Redistribution and use"}
    assert {name for name, sign in signs.items() if sign in said[f"{name}.LICENSE.txt"]} == signs.keys()
    code = {path.stem.partition("-")[0] for path in FOLDER.glob("*.js")} - {"searchable"}
    assert code | {"dutch-words"} == signs.keys()
    script = sources.engine_script()
    assert [name for name in code if said[f"{name}.LICENSE.txt"].strip() not in script] == []


def test_words_are_ordinary_and_plain() -> None:
    dictionary = "9\ncafé/Aa\nAmsterdam\nzo\nwerk/Zb\nzo'n\nco-ouder\nhottentottententen\nruïne/X"
    assert words(dictionary.encode()) == b"cafe\nruine\nwerk\n"


def test_what_has_another_hash_is_told_with_the_one_it_has(tmp_path: Path) -> None:
    archive = tmp_path / "it-1.0.tgz"
    with tarfile.open(archive, "w:gz") as packed:
        entry = tarfile.TarInfo("package/it.js")
        entry.size = 2
        packed.addfile(entry, BytesIO(b"it"))
    part = Part("it.js", "package/it.js", digest(b"it"))
    right = Package("npm", "it", "1.0", "MIT", digest(archive.read_bytes()), (part,))
    assert renewed(right, archive) == ({"it.js": b"it"}, ())
    wrong = Package("npm", "it", "1.0", "MIT", "0" * 64, (Part("it.js", "package/it.js", "1" * 64),))
    _, told = renewed(wrong, archive)
    assert [line.partition(":")[0] for line in told] == ["it-1.0.tgz", "it.js"]
    assert digest(b"it") in told[1]
