"""CODEOWNERS for GitHub and GitLab: whom the code host asks to look at which file; it decides nothing itself.

The last line that fits a file counts, on both hosts. So whoever answers questions comes first, for the whole
folder, and a file of which somebody in particular answers follows. A line without owners would take them all
away: where no owner has an account, a remark stands in its place. What a handbook is made and checked with
beside its policy has whoever answers for the settings, save where others wrote a line for it already.

Sources: https://docs.gitlab.com/user/project/codeowners/reference/, and "About code owners" at
https://docs.github.com/repositories/managing-your-repositorys-settings-and-features
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from handbook_gen.core.exports.given import Given
from handbook_gen.core.model import shape
from handbook_gen.core.model.handbook import Settings
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Item
from handbook_gen.core.words import Words

NAME: Final = "CODEOWNERS"
BEGIN: Final = "# >>> handbook export codeowners"
END: Final = "# <<< handbook export codeowners"
"""Whole lines between which everything is ours; they are the same in every language and version."""
_ANSWERS: Final = frozenset({"owner", "approved_by", "checked_by"})
"""Fields that name who answers for what stands around them."""
_FINAL: Final = ("final_responsibility", "role")
# What means something else in a pattern, as in .gitignore.
_SPECIAL: Final = re.compile(r"([\\\s*?!#\[\]])")
# GitLab's sections: what follows belongs to them.
_SECTION: Final = re.compile(r"^\^?\[[^\]]+\]", re.MULTILINE)


class BrokenError(Exception):
    """Marks of which one is missing, or that stand there twice: what is ours cannot be told."""


def files(given: Given) -> Mapping[str, bytes]:
    """Make the file as it is where nothing stands yet."""
    return {NAME: merged(b"", given)}


def merged(there: bytes, given: Given, beside: Iterable[str] = ()) -> bytes:
    """Put our part in the place of the one that is there, or beside what others wrote; theirs is kept.

    `beside` are paths in the repository, of folders with a slash behind them. Raises BrokenError.
    """
    text = there.decode("utf-8", "surrogateescape")
    found = [*re.finditer(rf"^({re.escape(BEGIN)}|{re.escape(END)})[ \t]*\r?(?:\n|\Z)", text, re.MULTILINE)]
    if not found:
        return _beside(text, _ours(text, given, beside)).encode("utf-8", "surrogateescape")
    if [each[1] for each in found] != [BEGIN, END]:
        raise BrokenError
    before, after = text[: found[0].start()], text[found[1].end() :]
    return (before + _ours(before + after, given, beside) + after).encode("utf-8", "surrogateescape")


def mute(given: Given) -> tuple[Role, ...]:
    """Give the functions that answer for something and have no account that the host could ask."""
    asked = dict.fromkeys(role for each in _owners(given).values() for role in each)
    return tuple(role for role in _roles(given, asked) if not _account(role))


def _ours(theirs: str, given: Given, beside: Iterable[str]) -> str:
    """Write our part, with the line ends of theirs and without a line for what has one there."""
    taken = {line.split()[0].strip("/") for line in theirs.splitlines() if line.strip()}
    free = [path for path in beside if path.strip("/") not in taken]
    ours = "".join(f"{line}\n" for line in (BEGIN, *_lines(given, free), END))
    return ours.replace("\n", "\r\n") if "\r\n" in theirs else ours


def _beside(text: str, ours: str) -> str:
    """Add our part at the end, where it counts; before the first section, where there are sections."""
    if _SECTION.search(text):
        return f"{ours}\n{text}"
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return text + (gap.replace("\n", "\r\n") if "\r\n" in text else gap) + ours


def _lines(given: Given, beside: Iterable[str]) -> Iterator[str]:
    """Say what this is, in the language in which the policy is written, and then a line for each file."""
    words = given.words[given.loaded.policy.settings.languages[0]]
    owners = _owners(given, beside)
    yield from (f"# {line}" for line in words("codeowners.about", folder=given.folder).splitlines())
    if any(_by_mail(role) for each in owners.values() for role in _roles(given, each)):
        yield from (f"# {line}" for line in words("codeowners.mail").splitlines())
    for path, ids in owners.items():
        yield from _entry(path, _roles(given, ids), words)


def _entry(path: str, roles: tuple[Role, ...], words: Words) -> Iterator[str]:
    """Give the line of a file, with a remark for each function that cannot be asked."""
    for role in roles:
        if not _account(role):
            name = role.name.best(words.language)
            yield f"# {words('codeowners.mute', path=path, role=name, id=role.id)}"
    if accounts := dict.fromkeys(filter(None, map(_account, roles))):
        yield f"{_pattern(path)} {' '.join(accounts)}"


def _owners(given: Given, beside: Iterable[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """Give who answers for each file, by its path in the repository; for the folder, who is asked."""
    settings = given.loaded.policy.settings
    found: dict[str, tuple[str, ...]] = {f"{given.folder}/": (settings.ask,)}
    found |= dict.fromkeys(beside, tuple(dict.fromkeys(_answering(settings))) or (settings.ask,))
    for path, file in sorted(given.loaded.files.items()):
        if file.item is not None and (ids := tuple(dict.fromkeys(_answering(file.item)))):
            found[f"{given.folder}/{path}"] = ids
    return found


def _answering(document: Item) -> Iterator[str]:
    """Give the functions that answer for a document and what stands in it, in the order of the document."""
    if isinstance(document, Settings):
        yield from (approval.by for approval in document.approvals)
        return
    for item in (document, *shape.below(document)):
        if isinstance(item, Rule) and item.status == "withdrawn":
            continue
        for each in shape.walk(item):
            if isinstance(each, shape.Citation) and _answers(each.path) and "role" in each.ref.kinds:
                yield each.target


def _answers(path: shape.Path) -> bool:
    return path[-1] in _ANSWERS or path[-2:] == _FINAL


def _roles(given: Given, ids: Iterable[str]) -> tuple[Role, ...]:
    """Give the functions of these ids; one that is not there is for `check` to tell."""
    known = {role.id: role for role in given.loaded.policy.roles.roles}
    return tuple(known[each] for each in ids if each in known)


def _account(role: Role) -> str:
    return role.handle or (role.contact.mail if role.contact and role.contact.mail else "")


def _by_mail(role: Role) -> bool:
    return role.handle is None and bool(_account(role))


def _pattern(path: str) -> str:
    """Write a path from the top of the repository, so that it fits nothing else."""
    return "/" + _SPECIAL.sub(r"\\\1", path)
