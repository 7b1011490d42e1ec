"""What is not enforced or not installed around a policy, as values without words; it changes nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

from handbook_gen.doctor import files, repository
from handbook_gen.doctor.found import Found, State
from handbook_gen.doctor.patient import Patient, examined
from handbook_gen.revisions.git import RevisionError


def diagnose(root: Path) -> tuple[Found, ...]:
    """Look at a project and the repository around it. Raises ConfigurationError and OSError."""
    return tuple(_found(examined(root)))


def _found(patient: Patient) -> Iterator[Found]:
    try:
        top = patient.git.ask("rev-parse", "--show-toplevel")
    except RevisionError as error:
        yield repository.absent(error)
    else:
        yield Found("repository", State.OK)
        inside = repository.Clone(patient.git, Path(os.fsdecode(top).removesuffix("\n")), patient)
        for look in repository.LOOKS:
            yield from look(inside)
    for judge in files.LOOKS:
        yield from judge(patient)


__all__ = ["Found", "State", "diagnose"]
