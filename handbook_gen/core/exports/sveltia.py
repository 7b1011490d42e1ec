"""The policy language as forms in Sveltia CMS: its configuration, made from the models; it writes no policy.

A form has plain fields only: a text is an object with a field per language. What is empty is not written.
Sveltia CMS reads and writes YAML 1.2 and drops comments, so `fmt` goes over a file before and after.

Source: https://sveltiacms.app/en/docs/config-basics; the schema is in the npm package @sveltia/cms.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit

import yaml

from handbook_gen.core.exports.given import Given
from handbook_gen.core.exports.widgets import Node, fields
from handbook_gen.core.model import DOCUMENTS, RULES_FOLDER, TopicFile
from handbook_gen.core.reference import name

PACKAGE: Final = "@sveltia/cms@0.221.1"
"""The version that the forms were tried with."""
_GITHUB: Final = "github.com"
_GITLAB: Final = "gitlab.com"
_NOWHERE: Final = "example/policy"


class _Dumper(yaml.SafeDumper):
    """Writes YAML that means the same to readers of 1.1, as ours, and of 1.2, as Sveltia's."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML's signature
        """Write everything out."""
        return True


# What is a number in YAML 1.2 and a string in 1.1, and so has to be quoted.
_Dumper.add_implicit_resolver(
    "tag:handbook,2027:number-in-1.2",
    re.compile(r"^(?:[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+|0o[0-7]+)$"),
    list("-+0123456789"),
)


def files(given: Given) -> Mapping[str, bytes]:
    """Write the configuration."""
    written = yaml.dump(configuration(given), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return {"config.yml": written.encode()}


def page(given: Given, template: bytes) -> bytes:
    """Fill in the page around the forms: it may ask of its own folder, and of where the policy is kept."""
    text = template.decode()
    inline = re.search(r'<script type="importmap">(.*?)</script>', text, re.DOTALL)
    trusted = b64encode(sha256(inline[1].encode()).digest()).decode() if inline else ""
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' 'sha256-{trusted}'",
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self'",
        "img-src": "'self' data: blob:",
        "manifest-src": "blob:",
        "connect-src": " ".join(("'self'", "blob:", "data:", *_keepers(configuration(given)["backend"]))),
    }
    policy = "; ".join(f"{what} {whence}" for what, whence in rules.items())
    return text.replace("{language}", given.language).replace("{policy}", policy).encode()


def _keepers(kept: Node) -> tuple[str, ...]:
    """Name the machines that a policy is fetched from and sent to."""
    if kept["repo"] == _NOWHERE:
        return ()
    return (
        kept.get("base_url", "https://api.github.com" if kept["name"] == "github" else f"https://{_GITLAB}"),
    )


def configuration(given: Given) -> Node:
    """Give the configuration of Sveltia CMS for a policy: a form for each document, one for each topic."""
    settings = given.loaded.policy.settings
    return {
        "backend": backend(str(settings.repository or "")),
        "media_folder": "overrides/assets",
        "public_folder": "/assets",
        "app_title": given.said("exports.sveltia.title"),
        "show_preview_links": False,
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True, "quote": "none"}},
        "collections": [_topics(given), _documents(given)],
    }


def backend(repository: str) -> Node:
    """Tell from its address where the policy is kept; on one's own machine any of them will do."""
    parts = urlsplit(repository)
    where = parts.path.strip("/").removesuffix(".git")
    if "/" not in where:
        return {"name": "github", "repo": _NOWHERE}
    origin = f"{parts.scheme}://{parts.netloc}"
    if parts.hostname == _GITHUB:
        return {"name": "github", "repo": where}
    if parts.hostname == _GITLAB:
        return {"name": "gitlab", "repo": where}
    if "gitlab" in parts.netloc:
        return {"name": "gitlab", "repo": where, "base_url": origin, "api_root": f"{origin}/api/v4"}
    return {"name": "gitea", "repo": where, "base_url": origin, "api_root": f"{origin}/api/v1"}


def _topics(given: Given) -> Node:
    shown = given.loaded.policy.settings.languages[0]
    return {
        "name": "topics",
        "label": given.said("exports.sveltia.topics"),
        "label_singular": given.said("exports.sveltia.topic"),
        "folder": f"{given.folder}/{RULES_FOLDER.rstrip('/')}",
        "extension": "yml",
        "format": "yml",
        "identifier_field": "topic.id",
        "slug": {"template": "{{topic.id}}", "editable": False},
        "summary": f"{{{{topic.name.{shown}}}}}",
        "sortable_fields": ["topic.id"],
        "fields": fields(given, TopicFile),
    }


def _documents(given: Given) -> Node:
    return {
        "name": "policy",
        "label": given.said("exports.sveltia.policy"),
        "format": "yml",
        "files": [
            {
                "name": path.removesuffix(".yml"),
                "label": given.said(f"part_names.{name(model)}"),
                "file": f"{given.folder}/{path}",
                "fields": fields(given, model),
            }
            for path, model in DOCUMENTS.items()
        ],
    }
