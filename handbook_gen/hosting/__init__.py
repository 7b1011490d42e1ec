"""Where proposals are discussed: one comment of ours on GitHub or GitLab; reads no policy, no repository."""

from collections.abc import Callable, Mapping
from typing import Final

from handbook_gen.hosting import github, gitlab
from handbook_gen.hosting.posting import Host

HOSTS: Final[Mapping[str, Callable[[Mapping[str, str]], Host]]] = {
    "github": github.reach,
    "gitlab": gitlab.reach,
}
"""How each host is reached, by the name that people give it."""


def reach(name: str, environment: Mapping[str, str]) -> Host:
    """Reach a host as the environment of its pipeline says. Raises HostError where that says too little."""
    return HOSTS[name](environment)
