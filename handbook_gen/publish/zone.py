"""In which time zone it is today for an organisation, read before all else of its policy; knows no day."""

from pathlib import Path
from zoneinfo import ZoneInfo

from handbook_gen.core.model.handbook import Organisation
from handbook_gen.core.reader import MAX_BYTES, read
from handbook_gen.publish.project import Project

_SETTINGS = "handbook.yml"


def zone(project: Project) -> str | None:
    """Give the time zone of the organisation, else the usual one; None where this machine knows neither."""
    file = project.policies / _SETTINGS
    said = _said(file) if file.is_file() else None
    usual = str(Organisation.model_fields["time_zone"].default)
    return next((each for each in (said, usual) if each and _known(each)), None)


def _said(file: Path) -> str | None:
    with file.open("rb") as stream:
        value = read(_SETTINGS, stream.read(MAX_BYTES)).value
    organisation = value.get("organisation") if isinstance(value, dict) else None
    said = organisation.get("time_zone") if isinstance(organisation, dict) else None
    return said if isinstance(said, str) else None


def _known(name: str) -> bool:
    """Tell whether there is such a time zone; what is wrong with another is told where the policy is read."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a zone that is not found is a KeyError, a folder an OSError
        return False
    return True
