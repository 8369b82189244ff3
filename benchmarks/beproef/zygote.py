"""Starts the bot quickly: the libraries and the model are loaded once, and every start is a fork of that.

A child does what the command `elkedeur start` does, with a memory, connections and a number of its own. Nothing of
the bot is changed but one thing: the reader of texts and the shipped kaart, which nobody changes, are not loaded again.
"""

import gc
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Child:
    """A bot that was started. As much of subprocess.Popen as the tests use."""

    def __init__(self, zygote: "Zygote", pid: int) -> None:
        self._zygote = zygote
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code, or None as long as it lives. Only when this was seen is its number free again."""
        if self.returncode is None:
            self.returncode = self._zygote.ask("poll", pid=self.pid)
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Its exit code. Raises TimeoutError."""
        end = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise TimeoutError(f"{self.pid} does not end")
            time.sleep(0.005)
        return code

    def send_signal(self, number: int) -> None:
        """Any signal; nothing happens when it has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """kill -9."""
        self.send_signal(signal.SIGKILL)


class Zygote:
    """The process that forks, until the end of the with statement."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> Self:
        env = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(  # noqa: S603 -- ourselves
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=env,
            text=True,
        )
        self._read()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def start(self, env: dict[str, str], log: Path, cwd: Path, fsize: int | None = None) -> Child:
        """`elkedeur start` in this environment. fsize: no file may grow beyond it."""
        pid = self.ask("start", env=env, log=str(log), cwd=str(cwd), fsize=fsize)
        return Child(self, int(pid))

    def ask(self, what: str, **fields: Any) -> Any:
        """One question, one answer."""
        assert self._process.stdin is not None
        with self._one_at_a_time:
            self._process.stdin.write(json.dumps({"what": what, **fields}) + "\n")
            self._process.stdin.flush()
            return self._read()

    def _read(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def _child(request: dict[str, Any]) -> None:
    """Never returns."""
    code = 70
    try:
        log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((null, 0), (log, 1), (log, 2)):
            os.dup2(source, target)
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        if request["fsize"] is not None:
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (request["fsize"], hard))
        from bot.cli import main

        code = main(["start"])
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        os._exit(code)


def _poll(pid: int, alive: set[int]) -> int | None:
    done, status = os.waitpid(pid, os.WNOHANG)
    if done == 0:
        return None
    alive.discard(pid)
    return os.waitstatus_to_exitcode(status)


def _serve() -> None:
    alive: set[int] = set()
    for line in sys.stdin:
        request = json.loads(line)
        if request["what"] == "start":
            pid = os.fork()
            if pid == 0:
                _child(request)
            alive.add(pid)
            _answer(pid)
        else:
            _answer(_poll(request["pid"], alive))
    for pid in alive:
        os.kill(pid, signal.SIGKILL)


def _answer(value: Any) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _main() -> None:
    from intents.lezer import Lezer  # heavy: only here

    lezer = Lezer.load()
    Lezer.load = classmethod(lambda cls, folder=None: lezer)  # type: ignore[method-assign,assignment]
    from sociale_kaart import load

    kaart = load.load()
    load.load = lambda: kaart  # type: ignore[assignment]
    import bot.cli
    import bot.start
    import bot.store.postgres.store  # noqa: F401 -- what `elkedeur start` imports
    from bot.adapters.telegram import make_bot

    make_bot("1:warm", "http://127.0.0.1:9")  # connects to nothing; what it imports is here from now on
    gc.collect()
    gc.freeze()  # so that the children go on sharing this memory
    _answer("ready")
    _serve()


if __name__ == "__main__":
    _main()
