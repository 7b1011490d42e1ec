"""What the doctor sees in the files of a project: pins, schemas, pipelines, owners; it asks no git."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from handbook_gen import sources
from handbook_gen.core.exports import codeowners, schema
from handbook_gen.core.model.types import LANGUAGES
from handbook_gen.doctor.found import Found, State
from handbook_gen.doctor.patient import Patient
from handbook_gen.edit import scaffold
from handbook_gen.publish import owners

_PINNED: Final = re.compile(
    r"^handbook[-_.]gen(\[[^\]\n]*\])?[ \t]*==[ \t]*(?P<version>[^\s;\\#]+)", re.MULTILINE | re.IGNORECASE
)
_NAMED: Final = re.compile(r"^[^#\n]*\bhandbook[-_.]gen\b", re.MULTILINE | re.IGNORECASE)
_REQUIREMENTS: Final = "requirements.txt"
_HOSTS: Final = {"GitHub": ".github/", "GitLab": ".gitlab-ci"}
"""With what the paths of the files that we lay down for a host begin."""
_OWN: Final = (
    ".github/workflows/*.y*ml",
    ".gitlab-ci.yml",
    ".woodpecker*",
    "azure-pipelines.yml",
    "Jenkinsfile",
)
_CHECKS: Final = "handbook check"


def pipelines(patient: Patient) -> Iterator[Found]:
    """Look whether a code host is told what to do with a proposal, and whether that is what we ship."""
    shipped = [scaffold.every(sources.words(each)) for each in LANGUAGES]
    top = owners.repository(patient.root)
    found = [each for host in _HOSTS if (each := _pipeline(patient, top, host, shipped))]
    if found:
        yield from found
        return
    files = (file for glob in _OWN for file in top.glob(glob))
    if own := next((file for file in files if _CHECKS in file.read_text("utf-8", "replace")), None):
        yield Found("pipeline", State.OK, {"changed": own.relative_to(top).as_posix()}, "own")
    else:
        yield Found("pipeline", State.MISSING, variant="none")


def _pipeline(patient: Patient, top: Path, host: str, shipped: list[Mapping[str, bytes]]) -> Found | None:
    """Compare what is there for a host with what we ship; nothing where nothing is there.

    A host looks at the top of the repository only.
    """
    paths = sorted(path for path in shipped[0] if path.startswith(_HOSTS[host]))
    there = {path: data for path in paths if (data := _bytes(top, path)) is not None}
    if not there:
        below = any((patient.root / path).is_file() for path in paths)
        facts = {"host": host, "folder": patient.root.resolve().relative_to(top).as_posix()}
        return Found("pipeline", State.MISSING, facts, "below") if below else None
    absent = ", ".join(path for path in paths if path not in there)
    changed = ", ".join(path for path, data in there.items() if data not in [each[path] for each in shipped])
    facts = {"host": host, "absent": absent, "changed": changed}
    variant = "part" if absent else "changed" if changed else "same"
    return Found("pipeline", State.MISSING if absent else State.OK, facts, variant)


def ownership(patient: Patient) -> Iterator[Found]:
    """Look whether the code host knows whom to ask about which file, and whom it cannot ask."""
    commands = ("handbook export codeowners --write",)
    if not patient.given.loaded.whole:
        yield Found("owners", State.UNKNOWN, variant="in_part")
        return
    try:
        found = owners.owners(patient.project, patient.given)
    except owners.OutsideError:
        yield Found("owners", State.UNKNOWN, {"folder": patient.given.folder}, variant="outside")
        return
    except codeowners.BrokenError as error:
        yield Found("owners", State.OUTDATED, {"file": str(error)}, variant="broken")
        return
    facts = {"file": str(found.file)}
    if found.there is None:
        yield Found("owners", State.MISSING, facts, commands=commands)
    else:
        yield _current("owners", found.current, facts, "stale", commands)
    mute = codeowners.mute(patient.given)
    roles = ", ".join(role.id for role in mute)
    yield Found("accounts", State.MISSING if mute else State.OK, {"roles": roles})


def schemas(patient: Patient) -> Iterator[Found]:
    """Look whether editors are told of this policy as it is now."""
    wanted = {f"{scaffold.SCHEMAS}/{name}": data for name, data in schema.files(patient.given).items()}
    there = [_bytes(patient.root, path) for path in wanted]
    settings = patient.text(scaffold.SETTINGS) or ""
    commands = ("handbook schema --write",)
    if not any(there) or scaffold.SCHEMAS not in settings:
        yield Found("schema", State.MISSING, {"folder": scaffold.SCHEMAS}, commands=commands)
    elif there != [*wanted.values()]:
        yield Found("schema", State.OUTDATED, {"folder": scaffold.SCHEMAS}, commands=commands)
    else:
        yield Found("schema", State.OK, {"folder": scaffold.SCHEMAS})


def pins(patient: Patient) -> Iterator[Found]:
    """Look whether everybody works with the version that looks now."""
    version = sources.version()
    text = patient.text(_REQUIREMENTS)
    pinned = _PINNED.search(text or "")
    facts = {"file": _REQUIREMENTS, "version": version, "pinned": pinned["version"] if pinned else ""}
    if pinned:
        yield _current("version", pinned["version"] == version, facts, "other")
    elif text is not None and _NAMED.search(text):
        yield Found("version", State.OUTDATED, facts, "loose")
    else:
        yield Found("version", State.MISSING, facts)


def address(patient: Patient) -> Iterator[Found]:
    """Look whether the policy says where its handbook is published."""
    given = patient.given.loaded.policy.settings.address
    facts = {"address": given or "", "file": f"{patient.given.folder}/handbook.yml"}
    yield Found("address", State.OK if given else State.MISSING, facts)


def _current(  # a variant tells how it can be out of date; as it should be, it is in one way only
    name: str, current: object, facts: Mapping[str, str], variant: str, commands: tuple[str, ...] = ()
) -> Found:
    return Found(name, State.OK, facts) if current else Found(name, State.OUTDATED, facts, variant, commands)


def _bytes(folder: Path, path: str) -> bytes | None:
    """Read a file as it was committed: on some machines git ends lines differently on disk."""
    file = folder / path
    return file.read_bytes().replace(b"\r\n", b"\n") if file.is_file() else None


LOOKS: Final[tuple[Callable[[Patient], Iterator[Found]], ...]] = (
    ownership,
    pipelines,
    schemas,
    pins,
    address,
)
