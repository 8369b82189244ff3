"""Breaks the running bot on purpose, again and again, and lets an independent reader look for what got lost."""
