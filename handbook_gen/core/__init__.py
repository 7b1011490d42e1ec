"""The pure part: values in, values out; no disk, no clock, no git, no MkDocs."""
