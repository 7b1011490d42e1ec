"""The reader of git: refs and folders → the files of a commit; fetches, checks out and writes nothing."""

from handbook_gen.revisions.claims import Said, said
from handbook_gen.revisions.git import RevisionError
from handbook_gen.revisions.refs import HEAD, Base, Repository
from handbook_gen.revisions.tree import Tree

__all__ = ["HEAD", "Base", "Repository", "RevisionError", "Said", "Tree", "said"]
