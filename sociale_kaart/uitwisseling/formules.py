"""A cell that a spreadsheet would run as a formula gets an apostrophe, and loses it when it is read. Pure.

Not only at the start: a spreadsheet that splits on another character than we do sees a cell begin after it.
Whatever stood there comes back unchanged, apostrophes of its own included.
"""

import re

# The apostrophes that stand there already are counted in, so that only one is put before and taken away.
_HEAD = re.compile(r"\A(?='*[=+\-@\t\r])")
_INSIDE = re.compile(r"(?<=[;,\t|\r\n])(?='*[=+\-@][\w('\"=+\-@])")
_HEAD_BACK = re.compile(r"\A'(?='*[=+\-@\t\r])")
_INSIDE_BACK = re.compile(r"(?<=[;,\t|\r\n])'(?='*[=+\-@][\w('\"=+\-@])")


def defuse(value: str) -> str:
    """ "=1+1" -> "'=1+1"; what is no formula stays as it is."""
    return _INSIDE.sub("'", _HEAD.sub("'", value))


def restore(value: str) -> str:
    """What `defuse` was given."""
    return _INSIDE_BACK.sub("", _HEAD_BACK.sub("", value))
