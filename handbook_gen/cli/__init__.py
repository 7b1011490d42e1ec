"""The terminal door: a file per group of verbs; words in, a call, an exit code out."""

import click

from handbook_gen.cli import publish, reference


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handbook-gen", prog_name="handbook")
def main() -> None:
    """Turn a social media policy in YAML into a handbook that people can search."""


main.add_command(publish.build)
main.add_command(publish.serve)
main.add_command(reference.show)
