"""The file with the sentences for taking back: what is wrong in it is named, and what is changed in it works."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.core.errors import IntrekwoordenError
from bot.core.intrekwoorden import wish
from bot.core.intrekzinnen import FILE, load

SHIPPED = FILE.read_text(encoding="utf-8")


def changed(folder: Path, old: str, new: str) -> Path:
    """The file of the program with one thing changed."""
    assert SHIPPED.count(old) == 1, old
    path = folder / FILE.name
    path.write_text(SHIPPED.replace(old, new), encoding="utf-8")
    return path


def said_by(sentence: str) -> str:
    """A sentence as somebody would say it: the first word of every place, nothing that may be left out."""
    whole = re.sub(r"\[[^\]]*\]", "", sentence)
    places = tomllib.loads(SHIPPED)["plaats"]
    return re.sub(r"\{(\w+)\}", lambda place: places[place[1]][0], whole)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [(kind, sentence) for kind, sentences in tomllib.loads(SHIPPED)["zin"].items() for sentence in sentences],
)
def test_every_sentence_in_the_file_is_understood_as_what_it_stands_under(kind: str, sentence: str) -> None:
    found = wish(said_by(sentence))
    assert found is not None
    assert found.everything == (kind == "alles")
    assert found.doel == (None if kind in ("wat_er_is", "alles") else kind)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (
            '"bel {niet}"',
            '"bel {nit}"',
            "zin.contact: 'bel {nit}' noemt {nit}, en dat staat niet onder plaats",
        ),
        ('"bel {niet}"', '"bel [{niet}"', "zin.contact: 'bel [{niet}' heeft een haak te veel of te weinig"),
        ('"bel {niet}"', '"Bel {niet}"', "zin.contact: 'Bel {niet}' heeft 'Bel'"),
        ('"bel {niet}"', '"bel toch {niet}"', "heeft 'toch', en dat woord telt niet mee (zacht)"),
        ('"bel {niet}"', '"[bel] [{niet}]"', "zin.contact: '[bel] [{niet}]' past op niets zeggen"),
        ('"bel {niet}"', "12", "zin.contact: 12 is geen zin"),
        ('  "seintje", "seintjes",', "", "plaats.seintje is geen lijst met woorden"),
        ('"seintje", "seintjes"', '"Seintje"', "plaats.seintje: 'Seintje' moet uit kleine letters bestaan"),
        ('seintje = [\n  "[ik', 'seintjes = [\n  "[ik', "zin.seintjes is onbekend"),
        ("\n[plaats]\n", '\n[plaats]\nover = ["over"]\n', "plaats.over staat in geen enkele zin"),
        ("ontkenning =", "ontkening =", "ontkening is onbekend"),
        ("[zin]", "[zinnen]", "de tabel plaats of zin ontbreekt"),
        ("[zin]", "[zin", "niet te lezen"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(IntrekwoordenError) as refused:
        load(changed(tmp_path, old, new))
    assert named in str(refused.value)
    assert str(refused.value).startswith("intrekwoorden.toml: ")


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(IntrekwoordenError, match=r"^intrekwoorden\.toml: niet te lezen"):
        load(tmp_path / FILE.name)


def test_somebody_who_knows_dutch_can_add_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wish("laat de telefoon maar zitten") is None
    added = load(changed(tmp_path, '"bel {niet}"', '"bel {niet}", "laat de telefoon zitten"'))
    monkeypatch.setattr("bot.core.intrekwoorden.zinnen", lambda: added)
    found = wish("laat de telefoon maar zitten")
    assert found is not None
    assert found.doel == "contact"
