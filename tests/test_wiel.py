"""The wheel: whole, nothing too much, and it runs where the source is not."""

import ast
import hashlib
import os
import re
import signal
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import packages_distributions
from pathlib import Path

import httpx
import pytest

from bot.cli import main
from tests.e2e.process import _free_port

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "intents", "sociale_kaart")
# In the source, and not needed by who runs it: how the linter sees a room, and what the model learned from.
ONLY_IN_SOURCE = re.compile(r"(^|/)ruff\.toml$|^intents/data/berichten/")
DEPENDENCIES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("ELKEDEUR_", "PYTHON"))}


def build(folder: Path) -> Path:
    """As `make wheel` does."""
    subprocess.run(
        [ROOT / ".ci" / "wheel", folder],
        env=CLEAN | {"PYTHON": sys.executable},
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once."""
    return build(tmp_path_factory.mktemp("wiel"))


def test_model_is_not_trained_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The wheel has no examples; what is there must not be written over with less."""
    before = (ROOT / "intents" / "metrics.json").read_bytes()
    monkeypatch.setattr("intents.train.EXAMPLES", tmp_path / "berichten")
    assert main(["model", "train"]) == 2
    assert "Train in de map met de broncode." in capsys.readouterr().err
    assert (ROOT / "intents" / "metrics.json").read_bytes() == before


def in_source() -> set[str]:
    """What git knows of the rooms, or would take up."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *ROOMS],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return {name for name in listed.split("\0") if name and (ROOT / name).exists()}


def test_wheel_holds_every_file_of_the_rooms_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        sizes = {name: archive.getinfo(name).file_size for name in held}
    expected = {name for name in in_source() if not ONLY_IN_SOURCE.search(name)}
    assert held - expected == set()
    assert expected - held == set(), "name the ending in pyproject.toml, under package-data"
    assert [name for name in held if sizes[name] != (ROOT / name).stat().st_size] == []
    assert {
        "intents/model/weights.npz",
        "sociale_kaart/data/voorzieningen.csv",
        "bot/teksten/nl.toml",
    } <= held


def test_same_source_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)  # of somebody else
    try:
        again = build(tmp_path)
    finally:
        os.umask(before)
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_beside_it_stands_what_pip_needs_to_look_at_every_hash(wheel: Path) -> None:
    first, line = (wheel.parent / "installeer.txt").read_text(encoding="utf-8").splitlines()
    assert line == f"./{wheel.name} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"
    locked = wheel.parent / first.removeprefix("--constraint ")
    assert locked.read_bytes() == (ROOT / "requirements.txt").read_bytes()


def imports(path: Path) -> Iterator[str]:
    """The first names of what a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (one.name.partition(".")[0] for one in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]


def plain(name: str) -> str:
    """The name of a package, in the one spelling that all spellings mean."""
    return re.sub(r"[-_.]+", "-", name).lower()


def promised() -> set[str]:
    """The packages that come along when Elke Deur is installed, also those that an extra of one brings."""
    found = set()
    for line in DEPENDENCIES:
        name, extras = re.match(r"([\w.-]+)(?:\[([\w,-]+)\])?", line).groups()  # type: ignore[union-attr]
        found |= {plain(name), *(plain(f"{name}-{extra}") for extra in (extras or "").split(",") if extra)}
    return found


def test_everything_that_is_imported_comes_along() -> None:
    known = packages_distributions()
    names = {name for room in ROOMS for path in (ROOT / room).rglob("*.py") for name in imports(path)}
    outside = names - set(ROOMS) - set(sys.stdlib_module_names)
    assert {"starlette", "numpy", "telegram"} <= outside
    missing = {name for name in outside if not set(map(plain, known.get(name, []))) & promised()}
    assert missing == set()


# --- installed where the source is not ---


class Elsewhere:
    """A computer on which only the wheel is installed, and a folder with nothing in it."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        venv.create(folder / "venv", with_pip=False)
        python = folder / "venv" / "bin" / "python"
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index"]
        subprocess.run([*pip, "--quiet", "--disable-pip-version-check", wheel], env=CLEAN, check=True)
        self.packages = next((folder / "venv" / "lib").glob("python*/site-packages"))
        # What it leans on is here already: a line in a .pth reads no .pth there, so not the way to the source.
        (self.packages / "rest.pth").write_text(sysconfig.get_path("purelib") + "\n")
        self.command = folder / "venv" / "bin" / "elkedeur"
        self.home = folder / "leeg"
        self.home.mkdir()

    def says(self, *words: str, typed: str = "") -> str:
        done = subprocess.run(
            [self.command, *words],
            cwd=self.home,
            env=CLEAN,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    @contextmanager
    def running(self, config: Path) -> Iterator[subprocess.Popen[str]]:
        """`elkedeur start`, from the moment that everything is made; stops in order."""
        words = [self.command, "start", "--config", config]
        with subprocess.Popen(
            words, cwd=self.home, env=CLEAN, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stderr is not None
            try:
                said = []
                for line in process.stderr:
                    said.append(line)
                    if '"started"' in line:
                        break
                assert process.poll() is None, "".join(said)
                yield process
                process.send_signal(signal.SIGTERM)
                process.communicate(timeout=20)
                assert process.returncode == 0
            finally:
                process.kill()

    def files(self) -> set[tuple[Path, int, int]]:
        """What is installed; an answer of Python's own is no change."""
        return {
            (path, path.stat().st_size, path.stat().st_mtime_ns)
            for path in self.packages.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Elsewhere:
    """Installed once."""
    return Elsewhere(tmp_path_factory.mktemp("elders"), wheel)


@pytest.mark.e2e
def test_demo_answers_where_only_the_wheel_is(elsewhere: Elsewhere) -> None:
    before = elsewhere.files()
    typed = ["hoi", "ik zie de hele week niemand", "1", "ja dat mag", "/week"]
    said = elsewhere.says("demo", typed="\n".join(typed) + "\n")
    for line in ("Dit is een proef van Elke Deur.", "mensen om u heen", "Hoe gaat het nu met u?"):
        assert line in said
    assert list(elsewhere.home.iterdir()) == []
    assert elsewhere.files() == before


@pytest.mark.e2e
def test_commands_that_need_no_database_run_from_an_empty_folder(elsewhere: Elsewhere) -> None:
    assert re.fullmatch(r"elkedeur \d+\.\d+\.\d+\S*\n", elsewhere.says("--version"))
    assert '"route": "voorziening"' in elsewhere.says("begrijp", "ik zie de hele week niemand")
    assert list(elsewhere.home.iterdir()) == []


@pytest.mark.e2e
def test_start_serves_its_pages_and_keeps_its_data_in_the_folder_where_it_runs(elsewhere: Elsewhere) -> None:
    before = elsewhere.files()
    ports = {name: _free_port() for name in ("chat", "frontoffice", "bewaking")}
    config = elsewhere.home / "elkedeur.toml"
    lines = ["chat_https = false", "frontoffice_https = false", 'pakket_map = "pakketten"']
    lines += [f"{name}_poort = {port}" for name, port in ports.items()]
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (
        elsewhere.running(config),
        httpx.Client(transport=httpx.HTTPTransport(retries=6), follow_redirects=True) as browser,
    ):
        pages = {name: browser.get(f"http://127.0.0.1:{port}/") for name, port in ports.items()}
        assert browser.get(f"http://127.0.0.1:{ports['bewaking']}/livez").status_code == 200
    for name, page in pages.items():
        assert page.status_code == 200, name
        assert "</html>" in page.text, name
    assert (elsewhere.home / "gegevens" / "elkedeur.db").exists()
    assert (elsewhere.home / "gegevens" / "elkedeur.sleutel").exists()
    assert elsewhere.files() == before
