"""Measurements beside what a user would otherwise make: ``make bench``, or ``python -m bench GROUP``."""
