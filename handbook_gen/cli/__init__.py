"""The terminal door: a file per group of verbs; words in, a call, an exit code out."""

import os
import re
from importlib import import_module
from typing import Final

import click

from handbook_gen import sources
from handbook_gen.cli.spoken import spoken
from handbook_gen.publish.job import terminal_language

# Verb → where it stands. A verb is imported when it is asked for: `check` need not wait for MkDocs.
VERBS: Final = {
    "acknowledge": "acknowledge:acknowledge",
    "at": "at:at",
    "build": "publish:build",
    "check": "check:check",
    "comment": "comment:comment",
    "diff": "diff:diff",
    "diff-file": "driver:diff_file",
    "doctor": "doctor:doctor",
    "explain": "check:explain",
    "export": "export:export",
    "fmt": "edit:fmt",
    "import": "imports:import_",
    "new": "new:new",
    "publish": "installing:publish",
    "reference": "reference:show",
    "release": "release:release",
    "review": "edit:renew",
    "rollback": "installing:rollback",
    "rule": "edit:rule",
    "schema": "export:show_schema",
    "search": "search:search",
    "serve": "publish:serve",
    "verify": "verify:verify",
}


_EPOCH: Final = re.compile(r"[0-9]{1,11}")
"""Seconds since 1970, up to the year 5138."""


class _Verbs(click.Group):
    """A group that imports its verbs one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Give the names of the verbs."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the same
        """Import one verb."""
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        verb: click.Command = getattr(import_module(f"handbook_gen.cli.{module}"), name)
        return spoken(verb, cmd_name, sources.words(terminal_language()))

    def get_help(self, ctx: click.Context) -> str:
        """Say what all of it is for."""
        self.help = sources.words(terminal_language())("verbs.handbook.help")
        return super().get_help(ctx)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handbook-gen", prog_name="handbook")
def main() -> None:
    """Turn a social media policy in YAML into a handbook that people can search."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not _EPOCH.fullmatch(epoch):
        raise click.UsageError(sources.words(terminal_language())("options.bad_epoch", value=epoch))
