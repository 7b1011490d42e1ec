"""What the change of one file means, with the rest of the policy as it is on disk; prints nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from handbook_gen.core import problems
from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.links import link
from handbook_gen.core.loader import Loaded, Sources, load
from handbook_gen.core.problems import Problem
from handbook_gen.core.report.changes import Told
from handbook_gen.core.report.plain import Version
from handbook_gen.publish import project


def around(path: Path) -> project.Project | None:
    """Give the project that a file of a policy belongs to, if it does.

    Raises ConfigurationError and OSError where the project cannot be read.
    """
    path = path.absolute()
    root = next((each for each in path.parents if (each / project.CONFIG).is_file()), None)
    found = project.found(root) if root else None
    return found if found and path.is_relative_to(found.policies) else None


def told(found: project.Project, before: Version, after: Version, day: date) -> Told | tuple[Problem, ...]:
    """Compare the policy with a file as it was and as it is; where that cannot be read, say what is wrong.

    Versions have their paths within the folder of policies. Raises OSError.
    """
    policy, _ = project.policy_of(found)
    sides = _load(policy, after, before), _load(policy, before, after)
    faults = (*_faults(sides[0], policy.shown(before.path)), *_faults(sides[1], policy.shown(after.path)))
    if faults:
        return faults
    books = [link(side.policy, day)[0] for side in sides]
    return Told(
        comparison=compare(*books),
        day=day,
        place=sides[1].place,
        place_before=sides[0].place,
    )


def _load(policy: Sources, gone: Version, there: Version) -> Loaded:
    """Load the policy without one version of a file and with another."""
    files = {path: data for path, data in policy.files.items() if path not in (gone.path, there.path)}
    if there.data is not None:
        files[there.path] = there.data
    return load(replace(policy, files=files))


def _faults(loaded: Loaded, path: str) -> tuple[Problem, ...]:
    """Keep what leaves something of one file out: what is wrong elsewhere is so on both sides."""
    return tuple(
        each
        for each in problems.errors(loaded.problems)
        if each.place.path == path and each.kind is not problems.TOPIC_FILE_NAME
    )
