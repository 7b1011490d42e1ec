"""Measures time and memory beside plain MkDocs; reports and never asserts."""
