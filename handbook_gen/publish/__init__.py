"""Builds the handbook in each language with MkDocs, proves it, lays the site root out and swaps it in."""
