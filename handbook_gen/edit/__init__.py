"""The only writers of policy files; what they write is told beforehand and nothing else changes."""
