"""Throws rubbish at what reads the outside world: see __main__.py."""
