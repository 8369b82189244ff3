"""The figures behind a find, as an editor reads them."""

import tomllib
from pathlib import Path

import sociale_kaart
from sociale_kaart.load import load
from sociale_kaart.search import Zoekvraag
from sociale_kaart.uitleg import lines

SENTENCES = tomllib.loads((Path(sociale_kaart.__file__).parent / "uitleg.toml").read_text(encoding="utf-8"))


def test_every_figure_has_its_line() -> None:
    (vondst, *_) = load().zoek(
        Zoekvraag("ik heb schulden en kan mijn rekeningen niet betalen", (("geld", 0.8),))
    )
    shown = lines(vondst)
    figures = [name for name in vondst.uitleg if not name.startswith("woord:")]
    assert set(figures) == {*SENTENCES["deel"], *SENTENCES["maal"]}
    assert len(shown) == len(figures)
    assert shown[0].startswith("woorden die raak zijn: 0,")
    assert "'schul' 1,2" in shown[0]
    assert "hoe zeker de regel is: keer 1,00" in shown or "hoe zeker de regel is: keer 0,97" in shown
