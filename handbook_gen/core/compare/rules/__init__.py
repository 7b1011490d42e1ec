"""What becomes of rules, and the judges of their fields; the registry is in `comparison`."""
