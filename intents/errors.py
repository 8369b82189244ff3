"""What can go wrong in reading and training.

IntentsError
├── ExampleInvalidError    a line of the example data breaks the format; file and line are named
├── TooFewExamplesError    there is too little data to train on
└── ModelUnreadableError   no model in the folder, or its files do not fit together
"""

from pathlib import Path


class IntentsError(Exception):
    """The root of this package's errors."""


class ExampleInvalidError(IntentsError):
    """A line of example data that cannot be used. The text itself is never in the error."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}, regel {line}: {reason}")
        self.path = path
        self.line = line


class TooFewExamplesError(IntentsError):
    """Training needs examples of every leefgebied; there are not enough."""


class ModelUnreadableError(IntentsError):
    """The model's files are missing, damaged or of different trainings."""
