"""Compares ways to understand a message on one split of the project's own examples; run on purpose, not in tests."""
