"""Releases: what is frozen and proven, which text applied when, what a version shows; reads no disk."""
