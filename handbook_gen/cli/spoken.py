"""Gives verbs and options their words for --help, in the language of the terminal; does nothing else."""

import click

from handbook_gen.core.words import Words


def spoken(command: click.Command, path: str, words: Words) -> click.Command:
    """Say what a verb, its options and the verbs below it do; `path` is its name, such as `rule.new`."""
    command.help = words(f"verbs.{path}.help")
    for option in command.params:
        own = f"verbs.{path}.{option.name}"
        if isinstance(option, click.Option):
            option.help = words(own if own in words.keys else f"verbs.options.{option.name}")
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            spoken(below, f"{path}.{name}", words)
    return command
