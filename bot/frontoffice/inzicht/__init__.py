"""Figures for policy and council in which nobody can be recognised. How: docs/inzicht.md."""
