"""Simulates a year to the scale of a municipality and of the country: how much comes in, how the tables grow."""
