"""From "klopt niet" to an example for training, on a real database and with the real command."""

import asyncio
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import herzien
from bot.cli import main
from bot.store.herzieningen import Herziening
from intents.dataset import read_file
from tests.bot.conftest import Bot

STORY = "ik zie de hele week niemand, bel me op 06-12345678"
GOOD = {
    "--tekst": "mijn dagen zijn leeg en er komt nooit bezoek",
    "--leefgebieden": "contact,psychisch",
    "--rol": "zelf",
    "--nood": "geen",
    "--route": "voorziening",
}


PLAIN = {name.removeprefix("--"): value for name, value in GOOD.items()}
ROW = Herziening(
    nummer=1,
    door="bewoner",
    leefgebieden=("contact",),
    rol="zelf",
    route="voorziening",
    nood=None,
    tekst="ik zie de hele week niemand, bel me op [telefoon]",
    opmerking="",
    op=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
)


@pytest.fixture
def misread(bot: Bot) -> Bot:
    """A bot whose resident has said that he was misunderstood."""

    async def go() -> None:
        await bot.says(STORY)
        assert "leest uw woorden later na" in (await bot.taps("klopt_niet"))[0]

    asyncio.run(go())
    return bot


@pytest.fixture
def command(
    misread: Bot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """`elkedeur model herzien ...` on the database of that bot: exit code, output, errors."""
    monkeypatch.setenv("ELKEDEUR_GEGEVENS", str(misread.folder))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["model", "herzien", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


Command = Callable[..., tuple[int, str, str]]


def options(**changed: str) -> list[str]:
    """The options of a good example, with some of them changed."""
    given = GOOD | {f"--{name}": value for name, value in changed.items()}
    return [part for pair in given.items() for part in pair]


def rows(bot: Bot) -> tuple[Herziening, ...]:
    return bot.app.store.herzieningen.open_rows()


# --- onto the list ---


def test_the_button_of_a_resident_puts_the_masked_words_and_what_was_read_on_the_list(misread: Bot) -> None:
    (row,) = rows(misread)
    assert row.tekst == "ik zie de hele week niemand, bel me op [telefoon]"
    assert (row.door, row.leefgebieden, row.rol, row.route, row.nood) == (
        *("bewoner", ("contact",), "zelf", "voorziening", None),
    )
    assert row.op == misread.clock.now()


def test_each_attempt_is_a_row_of_its_own_words(misread: Bot) -> None:
    async def go() -> None:
        await misread.taps("klopt_niet")  # an old button: nothing was read anew
        await misread.says("er komt hier geen mens over de vloer")
        await misread.taps("klopt_niet")

    asyncio.run(go())
    assert [row.tekst for row in rows(misread)][1:] == ["er komt hier geen mens over de vloer"]


def test_a_colleague_answers_klopt_niet_and_the_resident_hears_nothing_of_it(bot: Bot) -> None:
    async def go() -> None:
        await bot.forward()
        notice = f"m{bot.group.rows[0].id}"
        bot.app.group.reply("tg:51", notice, "Klopt niet, mevrouw Zomerdijk 0612345678 zoekt een huis")
        assert await bot.settle() == []

    asyncio.run(go())
    (row,) = rows(bot)
    assert (row.door, row.tekst, row.route) == ("collega", "ik wil bijstand", "frontoffice")
    assert "0612345678" not in row.opmerking
    assert row.opmerking.endswith("zoekt een huis")
    assert "verkeerd begrepen" in bot.group.texts[-1]
    assert "Zomerdijk" not in bot.group.texts[-1]
    assert bot.rows("select status from signaal") == [("overgedragen",)]


@pytest.mark.parametrize(
    "form", ["klopt niet {}", "/klopt_niet@elkedeur_bot {}: het gaat om geld", "KLOPT NIET {}."]
)
def test_a_number_points_to_another_vraag_than_the_notice(bot: Bot, form: str) -> None:
    async def go() -> None:
        signaal = await bot.forward()
        nummer = bot.app.store.signalen.load(signaal).nummer
        bot.app.group.reply("tg:51", "m99999", form.format(f"{nummer[:4]}-{nummer[4:]}"))
        assert await bot.settle() == []

    asyncio.run(go())
    assert [row.tekst for row in rows(bot)] == ["ik wil bijstand"]


def test_an_unknown_number_is_said_and_goes_to_nobody(bot: Bot) -> None:
    async def go() -> None:
        await bot.forward()
        bot.app.group.reply("tg:51", f"m{bot.group.rows[0].id}", "klopt niet 0000-0000 gaat over geld")
        assert await bot.settle() == []

    asyncio.run(go())
    assert rows(bot) == ()
    assert "Ik weet niet bij welke vraag" in bot.group.texts[-1]


def test_an_answer_that_only_holds_the_words_still_goes_to_the_resident(bot: Bot) -> None:
    async def go() -> None:
        await bot.forward()
        bot.app.group.reply("tg:51", f"m{bot.group.rows[0].id}", "Dat klopt niet helemaal, ik bel u.")
        assert "ik bel u" in (await bot.settle())[0]

    asyncio.run(go())
    assert rows(bot) == ()


def test_the_same_update_of_the_group_counts_once(bot: Bot) -> None:
    async def go() -> None:
        await bot.forward()
        for _ in range(2):
            bot.app.group.reply("tg:51", f"m{bot.group.rows[0].id}", "klopt niet")
        await bot.settle()

    asyncio.run(go())
    assert len(rows(bot)) == 1


def test_a_vraag_without_words_has_nothing_to_review(bot: Bot) -> None:
    async def go() -> None:
        await bot.command("mens")
        for knop in ("zonder_uitleg", "urgentie_week", "wijk_overslaan", "bereik_gesprek", "verstuur"):
            await bot.taps(knop)
        bot.app.group.reply("tg:51", f"m{bot.group.rows[0].id}", "klopt niet")
        await bot.settle()

    asyncio.run(go())
    assert bot.rows("select count(*) from signaal where status = 'overgedragen'") == [(1,)]
    assert rows(bot) == ()
    assert "niets na te kijken" in bot.group.texts[-1]


def test_what_is_on_the_list_is_shown_on_request_and_erased_on_request(misread: Bot) -> None:
    async def go() -> None:
        (data,) = await misread.command("mijngegevens")
        assert "1 keer begreep ik u verkeerd" in data
        await misread.command("vergeet")
        await misread.taps("vergeet_ja")
        (data,) = await misread.command("mijngegevens")
        assert "begreep ik u verkeerd" not in data

    asyncio.run(go())
    assert misread.rows("select count(*) from herziening") == [(0,)]


def test_a_conversation_that_is_forgotten_takes_its_rows_along(misread: Bot) -> None:
    misread.clock.pass_(days=400)
    asyncio.run(misread.look())  # the last question about it still had to go out
    asyncio.run(misread.look())
    assert misread.rows("select count(*) from herziening") == [(0,)]


# --- and off it ---


def test_the_list_shows_number_day_words_and_reading(command: Command) -> None:
    code, out, err = command()
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "1  24-11-2026  bewoner",
        "   tekst: ik zie de hele week niemand, bel me op [telefoon]",
        "   gelezen: leefgebieden contact; rol zelf; nood geen; route voorziening",
    ]


def test_a_row_becomes_an_example_that_training_reads(command: Command, misread: Bot, tmp_path: Path) -> None:
    target = tmp_path / "herzien.jsonl"
    target.write_text(
        '{"scene": "a", "tekst": "b", "leefgebieden": ["geld"], "rol": "zelf", "nood": "geen", '
        '"route": "voorziening"}',
        encoding="utf-8",
    )  # no line end behind it
    code, out, _ = command("1", *options(), "--naar", str(target))
    assert code == 0
    assert str(target) in out
    _, example = read_file(target)
    assert (example.scene, example.tekst) == ("herzien-1-contact", GOOD["--tekst"])
    assert (example.leefgebieden, example.rol, example.nood, example.route) == (
        *(("contact", "psychisch"), "zelf", "geen", "voorziening"),
    )
    assert misread.rows("select status, tekst_geheim from herziening") == [("gebruikt", None)]
    assert command() == (0, "Er is niets om na te kijken.\n", "")


def test_without_a_named_file_it_goes_to_the_folder_that_training_reads(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(herzien, "DEFAULT", tmp_path / "herzien.jsonl")
    assert command("1", *options())[0] == 0
    assert len(list(read_file(tmp_path / "herzien.jsonl"))) == 1


def test_outside_a_source_tree_a_file_must_be_named(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(herzien, "PACKAGE", tmp_path / "site-packages" / "intents")
    code, _, err = command("1", *options())
    assert code == 2
    assert "--naar" in err


REFUSED = [
    ({"tekst": "Ik ben Kees en mijn nummer is 06-12345678"}, "iets persoonlijks"),
    ({"tekst": "mail mij op iemand@voorbeeld.nl want er komt nooit bezoek"}, "e-mail"),
    ({"tekst": "ik zie de hele week niemand, bel me op"}, "van de bewoner zelf"),
    ({"tekst": "Ik  zie de héle week niemand; bel me op!"}, "van de bewoner zelf"),
    ({"tekst": "Er komt nooit bezoek. Ik zie de hele week niemand, bel me op."}, "van de bewoner zelf"),
    ({"tekst": "ik zie de hele week niemand"}, "van de bewoner zelf"),
    ({"tekst": "   "}, "tekst ontbreekt"),
    ({"leefgebieden": "contact,tuin"}, "leefgebieden: tuin bestaat niet"),
    ({"leefgebieden": ","}, "leefgebieden ontbreekt"),
    ({"rol": "buur"}, "rol: buur bestaat niet. Kies uit: zelf, ander, onbekend"),
    ({"nood": "brand"}, "nood: brand bestaat niet"),
    ({"route": "links"}, "route: links bestaat niet"),
    ({"nood": "geweld"}, "spreken elkaar tegen"),
    ({"route": "nood"}, "spreken elkaar tegen"),
]


@pytest.mark.parametrize(("changed", "reason"), REFUSED)
def test_what_is_wrong_is_named(changed: dict[str, str], reason: str) -> None:
    with pytest.raises(herzien.HerzieningRefusedError, match=re.escape(reason)):
        herzien.example(ROW, PLAIN | changed)


def test_the_good_example_of_these_tests_is_not_refused() -> None:
    assert herzien.example(ROW, PLAIN)["tekst"] == PLAIN["tekst"]


def test_a_few_everyday_words_in_common_are_no_copy() -> None:
    assert herzien.example(ROW, PLAIN | {"tekst": "de hele week zit ik alleen op mijn kamer"})


def test_when_something_is_wrong_nothing_is_written(command: Command, misread: Bot, tmp_path: Path) -> None:
    target = tmp_path / "herzien.jsonl"
    code, out, err = command("1", *options(rol="buur", tekst="bel mij op 06-12345678"), "--naar", str(target))
    assert (code, out) == (2, "")
    assert "rol: buur" in err
    assert "telefoon" in err
    assert not target.exists()
    assert len(rows(misread)) == 1


def test_an_error_never_repeats_what_is_personal(command: Command, tmp_path: Path) -> None:
    _, _, err = command("1", *options(tekst="bel 06-12345678"), "--naar", str(tmp_path / "a.jsonl"))
    assert "12345678" not in err


def test_a_number_alone_names_everything_that_is_missing(command: Command) -> None:
    code, _, err = command("1")
    assert code == 2
    for field in ("tekst", "leefgebieden", "rol", "nood", "route"):
        assert f"{field} ontbreekt" in err


@pytest.mark.parametrize("nummer", ["7", "zeven", "-", "99999999999999999999"])
def test_a_number_that_is_not_open_is_named(command: Command, nummer: str) -> None:
    code, _, err = command("--", nummer) if nummer == "-" else command(nummer, *options())
    assert code == 2
    assert f"nummer: {nummer} staat niet open" in err


def test_a_number_that_was_forgotten_is_asked_for(command: Command) -> None:
    for given in (["--weg"], options()):
        code, _, err = command(*given)
        assert code == 2
        assert "nummer ontbreekt" in err


def test_a_row_is_thrown_away_once(command: Command, misread: Bot) -> None:
    assert command("1", "--weg")[:2] == (0, "Herziening 1 is weggegooid.\n")
    assert misread.rows("select status, tekst_geheim from herziening") == [("weggegooid", None)]
    assert command("1", "--weg")[0] == 2


def test_throwing_away_and_using_at_once_is_refused(command: Command, misread: Bot) -> None:
    code, _, err = command("1", "--weg", *options())
    assert code == 2
    assert "niet allebei" in err
    assert len(rows(misread)) == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("herzien.txt", None, "op .jsonl eindigen"),
        ("geen/map/herzien.jsonl", None, "bestaat niet"),
        ("stuk.jsonl", '{"tekst": 3}\n', "stuk.jsonl, regel 1"),
        ("bytes.jsonl", b"\xff\xfe", "niet te lezen of te schrijven"),
    ],
)
def test_a_file_that_training_could_not_read_is_refused_and_the_row_stays_open(
    command: Command, misread: Bot, tmp_path: Path, name: str, content: str | bytes | None, reason: str
) -> None:
    target = tmp_path / name
    if content is not None:
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = target.read_bytes() if target.exists() else None
    code, _, err = command("1", *options(), "--naar", str(target))
    assert code == 2
    assert reason in err
    assert (target.read_bytes() if target.exists() else None) == before
    assert len(rows(misread)) == 1


def test_a_line_that_was_written_before_a_crash_is_not_written_twice(
    command: Command, misread: Bot, tmp_path: Path
) -> None:
    target = tmp_path / "herzien.jsonl"
    herzien.append(target, herzien.example(rows(misread)[0], PLAIN))
    assert command("1", *options(), "--naar", str(target))[0] == 0
    assert len(list(read_file(target))) == 1


def test_without_a_database_it_says_where_it_looked_and_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ELKEDEUR_GEGEVENS", str(tmp_path / "leeg"))
    assert main(["model", "herzien"]) == 2
    assert "leeg" in capsys.readouterr().err
    assert not (tmp_path / "leeg").exists()


# --- and the reading itself explained ---


def test_begrijp_explains_a_text_beside_the_one_line_that_scripts_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["begrijp", "ik wil dood"]) == 0
    said = capsys.readouterr()
    (line,) = said.out.splitlines()
    assert json.loads(line)["nood"]["soort"] == "suicide"
    assert "sloeg aan op" in said.err
    assert "dood" in said.err
