"""Compares ways to hide personal data, on messages written for it; run on purpose, not in tests."""
