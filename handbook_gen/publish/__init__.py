"""Builds each version of the handbook in each language with MkDocs, proves it, and swaps the site in."""
