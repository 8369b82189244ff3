"""A progress bar for the command line, on standard error, and only when there is much to do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONG_WORK = 2000  # rows; below this it is over before a bar is read


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Gives a function that is told (done, total); the bar goes when the work is over."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    progress = Progress(console=Console(stderr=True), transient=True)
    tasks: list[TaskID] = []

    def step(done: int, total: int) -> None:
        if total < LONG_WORK or (done < total and done % (total // 100)):
            return
        if not tasks:
            progress.start()
            tasks.append(progress.add_task(label, total=total))
        progress.update(tasks[0], completed=done)

    try:
        yield step
    finally:
        if tasks:
            progress.stop()
