"""The judges of every document but the rules; the registry is in `comparison`."""
