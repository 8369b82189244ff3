"""What a public project says of itself fits its standard and is true of the code, and every link leads somewhere."""

import ast
import copy
import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from bot.cli import main
from tests.uitgave import licenties, lock, publiccode, sbom

ROOT = Path(__file__).parents[1]
PUBLIC = ("CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "GOVERNANCE.md", "CHANGELOG.md")
OURS = ("algoritmeregister", "beslissen", "licenties", "toegankelijkheid", "vergelijking")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|<!-- \[\[\[cog.*?\]\]\] -->", re.S)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def page(name: str) -> str:
    return text(f"docs/{name}.md")


# publiccode.yml


class _Strict(yaml.BaseLoader):
    """Every value as it is typed; a key that stands there twice is refused."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"twice: {keys}"
        return super().construct_mapping(node, deep=deep)


def public() -> Any:
    return yaml.load(text("publiccode.yml"), Loader=_Strict)  # noqa: S506 - a BaseLoader makes only texts


def test_publiccode_fits_its_standard() -> None:
    assert publiccode.faults(public()) == []


def _without(*path: str) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return change


def _with(value: Any, *path: str) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (_without("url"), "url"),
        (_without("legal", "license"), "legal.license"),
        (_without("localisation", "localisationReady"), "localisation.localisationReady"),
        (_without("description", "nl", "shortDescription"), "description.nl.shortDescription"),
        (_with("0.1", "publiccodeYmlVersion"), "publiccodeYmlVersion"),
        (_with("ftp://example.org", "url"), "url"),
        (_with("klaar", "developmentStatus"), "developmentStatus"),
        (_with("22-11-2026", "releaseDate"), "releaseDate"),
        (_with("2026-02-30", "releaseDate"), "releaseDate"),
        (_with("Eigen licentie", "legal", "license"), "legal.license"),
        (_with("kort", "description", "nl", "longDescription"), "description.nl.longDescription"),
        (_with("x" * 151, "description", "en", "shortDescription"), "description.en.shortDescription"),
        (_with(["docs/geen.png"], "description", "nl", "screenshots"), "description.nl.screenshots[0]"),
        (_with(["nl"], "intendedAudience", "countries"), "intendedAudience.countries[0]"),
        (_with(["overheid"], "intendedAudience", "scope"), "intendedAudience.scope[0]"),
        (_with(["Nederlands"], "localisation", "availableLanguages"), "localisation.availableLanguages[0]"),
        (_with([{"id": "alias:avg"}], "supports"), "supports[0].id"),
        (_with("internal", "maintenance", "type"), "maintenance.contacts"),
        (_with("contract", "maintenance", "type"), "maintenance.contractors"),
        (_with([{"versionMin": "1"}], "dependsOn", "open"), "dependsOn.open[0].name"),
        (_with("x", "legal", "repoOwner"), "legal.repoOwner"),
        (_with("x", "iets"), "iets"),
        (_with([], "platforms"), "platforms"),
    ],
)
def test_what_the_standard_does_not_allow_is_named(change: Callable[[Any], None], where: str) -> None:
    data = copy.deepcopy(public())
    change(data)
    assert [one.partition(": ")[0] for one in publiccode.faults(data)] == [where]


def test_publiccode_says_what_is_so() -> None:
    data, project = public(), lock.project()
    assert data["softwareVersion"] == project["version"]
    assert data["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert (data["softwareVersion"], data["releaseDate"]) == _released()[0]
    assert data["dependsOn"]["open"][0] == {
        "name": "Python",
        "versionMin": str(project["requires-python"])[2:],
    }
    pages = {one.stem for one in (ROOT / "bot/teksten/pagina").glob("*.toml")}
    assert set(data["localisation"]["availableLanguages"]) == pages | {"nl"}
    assert {"nl", "en"} == set(data["description"])


def test_what_is_not_known_yet_is_marked_and_nobody_is_invented() -> None:
    source = text("publiccode.yml")
    assert re.search(r"^# nakijken: .*\n(?=url: \"https://example\.org/)", source, re.M)
    assert "contacts" not in public()["maintenance"]
    for name in ("publiccode.yml", *PUBLIC, *(f"docs/{one}.md" for one in OURS)):
        assert re.findall(r"[\w.+-]+@[\w-]+\.\w+|\+31|\b0\d{2,3}-?\d{6,7}\b", text(name)) == [], name


# Version, changes


def _released() -> list[tuple[str, str]]:
    return re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\S+)$", page("wijzigingen"), re.M)


def test_the_command_says_the_one_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"elkedeur {lock.project()['version']}\n"


def test_the_version_stands_in_one_place_of_the_code() -> None:
    version = str(lock.project()["version"])
    assert [
        str(path)
        for room in ("bot", "intents", "sociale_kaart")
        for path in (ROOT / room).rglob("*.py")
        if f'"{version}"' in path.read_text(encoding="utf-8")
    ] == []


def test_changes_are_kept_in_the_form_that_they_name() -> None:
    headings = re.findall(r"^(##+) (.*)$", page("wijzigingen"), re.M)
    assert headings[0] == ("##", "[Nog niet uitgebracht]")
    kinds = {"Toegevoegd", "Veranderd", "Verouderd", "Verwijderd", "Hersteld", "Beveiligd"}
    assert {words for level, words in headings if level == "###"} <= kinds
    releases = _released()
    assert len(releases) == sum(level == "##" for level, _ in headings) - 1
    days = [date.fromisoformat(day) for _, day in releases]
    assert days == sorted(days, reverse=True)


# Licences and the list of parts


def test_the_licence_is_the_text_of_the_commission() -> None:
    bare = re.sub(r"\s+", "", text("LICENSE"))
    # As SPDX, Open Klant and Open Zaak give it too, whatever the blanks.
    assert hashlib.sha256(bare.encode()).hexdigest() == (
        "fd5f5f818c2513007514ce061e79dcdaca59920da090d81368bddc0fa386d6b0"
    )


@cache
def shipping() -> dict[str, lock.Deel]:
    wanted = lock.project()["dependencies"]
    assert isinstance(wanted, list)
    return lock.shipped(lock.locked(), wanted)


def test_every_part_that_ships_may_go_along() -> None:
    assert len(shipping()) > 50
    found = {name: licenties.of(deel).expression for name, deel in shipping().items()}
    assert {name: one for name, one in found.items() if not licenties.may_ship(one)} == {}


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND AGPL-3.0-only", False),
        ("GPL-2.0-only OR BSD-3-Clause", True),
        ("(GPL-2.0-only OR MIT) AND Apache-2.0", True),
    ],
)
def test_a_licence_is_weighed_as_it_is_meant(expression: str, may: bool) -> None:
    assert licenties.may_ship(expression) is may


def test_an_expression_that_nobody_knows_is_refused() -> None:
    with pytest.raises(licenties.LicentieError, match="Eigen"):
        licenties.terms("Eigen-1.0")


def test_of_every_part_for_tests_the_licence_is_known_too() -> None:
    assert all(licenties.terms(licenties.of(deel).expression) for deel in lock.locked().values())


def test_what_was_read_by_hand_is_about_parts_that_are_there() -> None:
    rules, delen = licenties.rules(), lock.locked()
    assert set(rules["deel"]) <= set(delen)
    assert {one["deel"] for one in rules["bevat"]} <= set(shipping())
    used = {term for deel in shipping().values() for term in licenties.terms(licenties.of(deel).expression)}
    assert used == {*rules["mag"]["vrij"], *rules["mag"]["deelt"]}


def test_the_script_that_a_part_carries_has_the_version_that_we_say() -> None:
    import js_lib_htmx

    (said,) = [one for one in licenties.rules()["bevat"] if one["naam"] == "htmx.org"]
    script = Path(js_lib_htmx.__file__).parent / "static/htmx/htmx.min.js"
    assert f'version:"{said["versie"]}"' in script.read_text(encoding="utf-8")


def test_the_list_of_parts_is_up_to_date() -> None:
    assert text(sbom.FILE) == sbom.written(sbom.make()), "make sbom"
    assert sbom.main(["--controleer"]) == 0


def test_a_list_that_is_old_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("pyproject.toml", *(path.name for path in ROOT.glob("requirements*.txt"))):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    assert sbom.main([], tmp_path) == 0
    assert sbom.main(["--controleer"], tmp_path) == 0
    newer = text("pyproject.toml").replace('version = "', 'version = "9', 1)
    (tmp_path / "pyproject.toml").write_text(newer, encoding="utf-8")
    assert sbom.main(["--controleer"], tmp_path) == 1
    assert "make sbom" in capsys.readouterr().err


def test_the_list_of_parts_fits_its_schema() -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text(sbom.FILE)) is None
    broken = json.loads(text(sbom.FILE))
    broken["components"][0]["type"] = "iets"
    assert validator.validate_str(json.dumps(broken)) is not None


def test_the_list_holds_what_ships_with_its_hashes_and_nothing_else() -> None:
    bom = json.loads(text(sbom.FILE))
    assert {one["name"]: one["version"] for one in bom["components"]} == {
        name: deel.version for name, deel in shipping().items()
    }
    for one in bom["components"]:
        (files,) = one["externalReferences"]
        assert tuple(hash_["content"] for hash_ in files["hashes"]) == shipping()[one["name"]].hashes
    assert not {"pytest", "playwright", "mypy", "ruff"} & set(shipping())
    refs = {"elkedeur", *(one["bom-ref"] for one in bom["components"])}
    assert {one["ref"] for one in bom["dependencies"]} == refs
    assert {ref for one in bom["dependencies"] for ref in one["dependsOn"]} == refs - {"elkedeur"}
    assert bom["metadata"]["component"]["version"] == lock.project()["version"]


def test_the_list_names_no_place_to_fetch_from() -> None:
    assert set(re.findall(r"\w+://[^\"]*", text(sbom.FILE))) == {
        "http://cyclonedx.org/schema/bom-1.6.schema.json"
    }


def test_a_lock_is_read_as_it_is_written() -> None:
    read = lock.read(
        "Een_Pakket[extra]==1.2 ; python_version > '3' \\\n"
        f"    --hash=sha256:{'b' * 64} \\\n    --hash=sha256:{'a' * 64}\n"
        "    # via\n    #   elkedeur (pyproject.toml)\n    #   twee\n"
        "twee==3\n    # via elkedeur (pyproject.toml)\ndrie==4\n    # via los\n"
    )
    assert read["een-pakket"] == lock.Deel("een-pakket", "1.2", ("a" * 64, "b" * 64), ("elkedeur", "twee"))
    assert set(lock.shipped(read, ["twee>=2"])) == {"een-pakket", "twee"}


def test_two_locks_that_disagree_are_refused(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("een==1\n", encoding="utf-8")
    (tmp_path / "requirements-dev.txt").write_text("een==2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="een staat op"):
        lock.locked(tmp_path)


def test_packages_of_debian_that_tests_need_are_named() -> None:
    scripts = [path for path in (ROOT / ".ci").iterdir() if "apt-get install" in path.read_text("utf-8")]
    needed = {
        name
        for path in scripts
        for line in re.findall(r"^\s*apt-get install (.*)$", path.read_text(encoding="utf-8"), re.M)
        for name in re.findall(r"(?<![\w-])[a-z][\w.-]+", line.partition(">")[0])
    }
    assert {"chromium", "postgresql-15"} <= needed
    assert {name for name in needed if f"| {name} |" not in page("licenties")} == set()


# The entry for the register


FIELDS: dict[str, int | tuple[str, ...] | None] = {
    "Naam": 100,
    "Korte omschrijving": 350,
    "Organisatie": 100,
    "Thema": None,
    "Status": ("In ontwikkeling", "In gebruik", "Buiten gebruik"),
    "Begindatum": None,
    "Einddatum": None,
    "Contactgegevens": None,
    "Link naar publiekspagina": None,
    "Publicatiecategorie": ("Hoog-risico AI-systemen", "Impactvolle algoritmes", "Overige algoritmes"),
    "Link naar bronregistratie": None,
    "Doel en impact": 2500,
    "Afwegingen": 2500,
    "Menselijke tussenkomst": 2500,
    "Risicobeheer": 2500,
    "Wettelijke basis": 2500,
    "Link naar wettelijke basis": None,
    "Titel van wettelijke basis": 100,
    "Verwerkingsregister": None,
    "Impacttoets(en)": None,
    "Link naar Impacttoets": None,
    "Toelichting op impacttoetsen": 2500,
    "Gegevens": 2500,
    "Link naar Gegevensbron": None,
    "Titel van Gegevensbron": 500,
    "Technische werking": 5000,
    "Leverancier": 200,
    "Link naar broncode": None,
    "Taal": ("nld",),
    "Schema": ("1.0.0",),
    "Bron-ID": 100,
    "Zoektermen": 2500,
}


@cache
def _fields() -> dict[str, str]:
    bare = re.sub(r"<!--.*?-->", "", page("algoritmeregister"), flags=re.S)
    parts = re.findall(r"^### ([^\n]+)\n(.*?)(?=^##)", bare, re.M | re.S)
    return {name: " ".join(words.split()) for name, words in parts}


def test_every_field_of_the_register_is_there_in_its_order() -> None:
    assert list(_fields()) == list(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_of_the_register_fits(name: str) -> None:
    words, limit = _fields()[name], FIELDS[name]
    assert words
    assert "](" not in words, "the register shows no links within a text"
    if isinstance(limit, tuple):
        assert words in limit
    elif limit is not None:
        assert len(words) < limit


def test_the_register_quotes_the_figures_of_this_model() -> None:
    words = _fields()["Risicobeheer"]
    for row in json.loads(text("intents/metrics.json"))["test"]["totaal"][:1]:
        assert f"{row['goed']} van de {row['van']} ({row['deel']:.1%}" in words


# Comparison, governance, accessibility


def _rows(name: str, heading: str) -> list[list[str]]:
    part = re.split(r"^## ", page(name).partition(f"## {heading}\n")[2], maxsplit=1, flags=re.M)[0]
    table = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def test_every_claim_about_another_has_its_source_and_every_claim_about_us_its_proof() -> None:
    theirs = _rows("vergelijking", "Wat anderen beter doen")
    ours = _rows("vergelijking", "Wat wij anders doen, en hoe u dat ziet")
    assert len(theirs) > 8
    assert len(ours) > 15
    assert [row for row in theirs if len(row) != 4 or not all(row) or row[3] == "-"] == []
    assert [row for row in theirs if not (_TEST.search(row[2]) or _LINK.search(row[2]))] == []
    assert [row for row in ours if not (_TEST.search(row[1]) or _LINK.search(row[1]))] == []
    assert [row for row in ours if len(row) != 4 or not all(row) or (row[2] == "-") != (row[3] == "-")] == []
    named = " ".join(row[0] + row[-1] for row in (*theirs, *ours))
    for peer in (
        "Signalen",
        "RapidPro",
        "Chatwoot",
        "Zammad",
        "HSDS",
        "Open Klant",
        "Gem",
        "Rasa",
        "RotterMaatje",
    ):
        assert peer in named, peer


def test_a_figure_of_ours_in_the_comparison_stands_on_the_page_that_measured_it() -> None:
    rows = [row for row in _rows("vergelijking", "Cijfers naast elkaar") if "begrijpen.md#" in row[-1]]
    assert len(rows) == 2
    share, _, hidden = rows[0][1], rows[0][2], rows[1][1]
    assert f"| Elke Deur, geheel (regels en model) | {share} |" in page("begrijpen")
    assert f"| zoals Signalen: stammen + LR | {rows[0][2].split()[0]} |" in page("begrijpen")
    total, found, other = re.search(r"\| samen \| (\d+) \| (\d+) \| (\d+) \|", page("begrijpen")).groups()  # type: ignore[union-attr]
    assert hidden == f"{found} van {total}"
    assert rows[1][2].startswith(f"{other} van {total}")


def test_what_can_be_decided_exists() -> None:
    cells = [row[1] for row in _rows("beslissen", "Vier ogen")]
    paths = [one for cell in cells for one in re.findall(r"`([\w/.]+/[\w/.]*)`", cell)]
    assert len(paths) > 5
    assert [one for one in paths if not (ROOT / one).exists()] == []


def test_make_knows_every_target_that_the_pages_name() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.M))
    said = {
        one
        for name in (*PUBLIC, *(f"docs/{one}.md" for one in OURS))
        for one in re.findall(r"(?:`|^)make ([a-z]+)", text(name), re.M)
    }
    assert {"test", "docs", "sbom", "audit", "demo"} <= said <= targets


def test_the_statement_is_as_honest_as_the_research_behind_it() -> None:
    words = page("toegankelijkheid")
    assert "**Status D" in words
    assert "niemand van buiten heeft de pagina's onderzocht" in words
    for untested in ("schermlezer", "oude telefoons"):
        assert untested in words.partition("## Wat niet getest is")[2], untested


# All pages


def _pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").rglob("*.md")])


def _targets(path: Path) -> Iterator[str]:
    for target in _LINK.findall(_CODE.sub("", path.read_text(encoding="utf-8"))):
        if not re.match(r"[a-z]+:", target):
            yield target


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _CODE.sub("", path.read_text(encoding="utf-8")), re.M)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", one).lower() for one in headings]
    return {re.sub(r"[^\w\- ]", "", one).strip().replace(" ", "-") for one in plain}


@pytest.mark.parametrize("path", _pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in _targets(path):
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), target
        if anchor:
            assert anchor in _anchors(there), target


def test_every_page_is_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            there = [(path.parent / one.partition("#")[0]).resolve() for one in _targets(path)]
            waiting += [one for one in there if one.suffix == ".md" and one.exists()]
            waiting += [page for one in there if one.is_dir() for page in one.glob("*.md")]
    pages = {path for path in _pages() if "benchmarks" not in path.parts}
    assert sorted(str(path.relative_to(ROOT)) for path in pages - reached) == []


@cache
def _functions(file: str) -> frozenset[str]:
    if not (ROOT / file).exists():
        return frozenset()
    tree = ast.parse(text(file))
    return frozenset(
        one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_every_test_that_a_page_names_exists() -> None:
    named = {found for path in _pages() for found in _TEST.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 100
    assert [f"{file}::{name}" for file, name in sorted(named) if name not in _functions(file)] == []


@pytest.mark.parametrize("name", [*PUBLIC, *(f"docs/{one}.md" for one in OURS)])
def test_lines_are_not_too_wide(name: str) -> None:
    lines = _CODE.sub("", text(name)).splitlines()
    assert [line for line in lines if len(line) > 120 and not line.startswith("|")] == []


def test_the_package_carries_the_licence() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    assert project["license-files"] == ["LICENSE"]
    assert project["readme"] == "README.md"
