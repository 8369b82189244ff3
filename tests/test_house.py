"""The rules of the house, held against the code: names, rooms, docs."""

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "intents", "sociale_kaart")
WORDS = re.compile(
    r"^\| (?P<one>[^|]+) \| (?P<many>[^|]+) \| `(?P<cls>\w+)` \| [^|]+ \| (?P<never>[^|]+) \|$", re.M
)


def sources(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in (ROOT / room).rglob("*.py")]


def defined_names(path: Path) -> Iterator[str]:
    """Everything this file gives a name to."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name


def parts(name: str) -> set[str]:
    """SignaalStore and signaal_store -> signaal, store."""
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


def test_no_name_uses_a_word_that_the_woordenlijst_replaces() -> None:
    listed = WORDS.findall((ROOT / "docs" / "woordenlijst.md").read_text(encoding="utf-8"))
    assert len(listed) >= 20
    never = {word.strip() for *_, row in listed for word in row.split(",")} - {"-"}
    wrong = {
        (path.name, name)
        for path in sources(*ROOMS)
        if "adapters" not in path.parts  # adapters speak the language of the outside
        for name in defined_names(path)
        if parts(name) & never
    }
    assert wrong == set()


def test_classes_of_our_nouns_are_named_as_listed() -> None:
    listed = {
        cls for _, _, cls, _ in WORDS.findall((ROOT / "docs" / "woordenlijst.md").read_text(encoding="utf-8"))
    }
    classes = {
        node.name
        for path in sources(*ROOMS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert {"Bericht", "Gesprek", "Signaal", "Begrip", "Nood", "Voorziening", "Overdracht", "Opvolging"} <= (
        listed & classes
    )


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_core_imports_only_itself_and_the_standard_library() -> None:
    for path in sources("bot/core"):
        for name in imports(path):
            assert name.startswith("bot.core") or name.split(".")[0] in sys.stdlib_module_names, (
                path.name,
                name,
            )


@pytest.mark.parametrize(
    ("room", "others"), [("intents", ("bot", "sociale_kaart")), ("sociale_kaart", ("bot", "intents"))]
)
def test_rooms_do_not_know_each_other(room: str, others: tuple[str, ...]) -> None:
    for path in sources(room):
        assert not {name.split(".")[0] for name in imports(path)} & set(others), path.name


def test_only_the_store_knows_the_database_and_only_adapters_know_telegram() -> None:
    for path in sources(*ROOMS):
        names = {name.split(".")[0] for name in imports(path)}
        assert "sqlite_utils" not in names or "store" in path.parts, path.name
        assert "sqlite3" not in names or "store" in path.parts, path.name
        assert "telegram" not in names or "adapters" in path.parts, path.name


def test_every_module_says_what_it_is() -> None:
    for path in sources(*ROOMS):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree) or not tree.body, path


def readme_commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    return [line for block in blocks for line in block.strip().splitlines()]


def test_readme_names_the_two_commands() -> None:
    assert readme_commands()[:2] == ["make demo", "make test"]
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\ndemo:" in targets
    assert "\ntest:" in targets


@pytest.mark.e2e
@pytest.mark.parametrize("command", [line for line in readme_commands() if "elkedeur" in line])
def test_commands_of_the_readme_run(command: str) -> None:
    command = command.replace("elkedeur", shlex.quote(str(Path(sys.executable).parent / "elkedeur")))
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\((docs/[^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_every_command_of_the_readme_exists() -> None:
    from bot.cli import main

    for name in re.findall(
        r"^\| `elkedeur ([a-z ]+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.M
    ):
        with pytest.raises(SystemExit) as end:
            main([*name.split(), "--help"])
        assert end.value.code == 0
