"""The parts of the measurement. Each gives what there is to tell, in Markdown."""

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.belasting import figuur, tabel
from benchmarks.groei import bouw, drukte, geheugen, maat, meting
from benchmarks.groei.aannames import STANDEN, Stand, load, read
from benchmarks.groei.drukte import Drukte
from benchmarks.groei.gemeenten import GEMEENTEN, INWONERS, sizes
from benchmarks.groei.jaar import DAGEN, Jaar
from benchmarks.groei.omvang import Tabel
from bot import bewaren
from bot.config import Settings
from bot.dagen import day_in_words
from intents.lezer import Lezer

DOC = Path(__file__).parents[2] / "docs" / "groei.md"
PICTURE = DOC.with_name("groei") / "vragen.svg"
KEREN = (1, 10, 30)
WERKDAGEN, WIDE = 252, 120
SHOWN = ("een bericht bewaren", "de aantallen in de inbox", "de lijst van de inbox")
NOT_YET = "Nog niet gemeten."
MB, GB = 1e6, 1e9


@dataclass(frozen=True)
class Opdracht:
    """inwoners: of the one municipality; keren: how many times that size is filled."""

    inwoners: int
    zaad: int
    keren: tuple[int, ...] = KEREN


# --- een jaar ---


def jaar(opdracht: Opdracht) -> dict[str, str]:
    """A year in one municipality, and one in the country, low, middle and high."""
    return {
        "aannames": aannames(),
        "jaar": _jaar((opdracht.inwoners,), opdracht.zaad),
        "land": "\n\n".join([_sizes(), _jaar(sizes(), opdracht.zaad)]),
    }


def aannames() -> str:
    """What it all rests on, as it stands in the file."""
    lines = ["| aanname | laag | midden | hoog | waar het op rust |", "|---|---|---|---|---|"]
    for one in read().getal.values():
        values = " | ".join(_short(one.at(stand)) for stand in STANDEN)
        lines.append(f"| {one.wat} | {values} | {' '.join(one.uitleg.split())} |")
    return "\n".join(lines)


def _jaar(inwoners: Sequence[int], zaad: int) -> str:
    found = {stand: drukte.count(Jaar(inwoners, load(stand), zaad)) for stand in STANDEN}
    rows: list[tuple[str, list[str]]] = [
        ("nieuwe vragen", [_dots(one.gesprekken) for one in found.values()]),
        ("berichten van bewoners, met de knoppen", [_dots(one.berichten) for one in found.values()]),
        ("berichten per vraag", [tabel.n(one.berichten / one.gesprekken, 1) for one in found.values()]),
        ("naar een medewerker, per werkdag", [_to_team(one) for one in found.values()]),
        ("drukste dag, berichten", [_dots(int(one.per_dag.max())) for one in found.values()]),
        ("drukste uur, berichten", [_dots(int(one.per_uur.max())) for one in found.values()]),
        ("drukste minuut, berichten", [_dots(one.drukste_minuut) for one in found.values()]),
        ("drukste minuut, berichten per tel", [tabel.n(one.per_seconde, 2) for one in found.values()]),
        ('afspraken "hoe gaat het nu?" op één dag', [_dots(_most_asked(one)) for one in found.values()]),
    ]
    lines = ["| per jaar | laag | midden | hoog |", "|---|---|---|---|"]
    lines += [f"| {wat} | {' | '.join(values)} |" for wat, values in rows]
    return "\n".join([*lines, "", _told(found["midden"])])


def _to_team(found: Drukte) -> str:
    many = found.geteld["einde", "doorgegeven"] / WERKDAGEN
    return tabel.n(many, 1) if many < 100 else _dots(round(many))


def _most_asked(found: Drukte) -> int:
    return max(found.opvolgingen.values(), default=0)


def _told(found: Drukte) -> str:
    """The shares in the middle one, counted in the stream itself."""
    shares = ", ".join(
        f"{name} {tabel.n(100 * found.share(field, value))}%"
        for field, value, name in (
            ("kanaal", "web", "op de chatpagina"),
            ("rol", "ander", "over een ander"),
            ("route", "nood", "met gevaar"),
            ("einde", "plek", "kiest een plek"),
            ("einde", "doorgegeven", "naar een medewerker"),
            ("terug", "True", "schreef eerder"),
        )
    )
    areas = sorted(
        ((count, value) for (field, value), count in found.geteld.items() if field == "leefgebied")
    )
    shown = ", ".join(f"{value} {tabel.n(100 * count / found.gesprekken)}%" for count, value in areas[::-1])
    when = found.when(int(found.minuten.argmax()))
    quiet = float((found.minuten == 0).mean())
    return (
        f"In het midden: {shares}. Eerste leefgebied: {shown}. De drukste minuut was op {day_in_words(when)} om "
        f"{when:%H:%M}. In {tabel.n(100 * quiet, 1)}% van alle minuten schrijft niemand."
    )


def _sizes() -> str:
    found = sizes()
    return (
        f"{GEMEENTEN} gemeenten met samen {_dots(INWONERS)} inwoners: de kleinste {_dots(found[0])}, de middelste "
        f"{_dots(found[len(found) // 2])}, de grootste {_dots(found[-1])}. Zonder namen: de echte aantallen staan niet "
        "in onze bronnen, en de vorm van de verdeling is een aanname."
    )


# --- hoe het groeit ---


def groei(opdracht: Opdracht) -> dict[str, str]:
    """Fills stores, measures them, and keeps what was found for the sizing."""
    middle = load()
    one = (opdracht.inwoners,)
    with meting.folder() as where:
        meting.say("voorbeelden spelen")
        boek = bouw.voorbeelden(where / "voorbeelden", Lezer.load(), Jaar(one, middle, opdracht.zaad))
        sent = sum(each.gestuurd for each in boek.gespeeld)
        modelled = sum(len(each.verloop.momenten()) for each in boek.gespeeld)
        heard = sum(each.gehoord for each in boek.gespeeld)
        meting.keep(
            "gespeeld", {"gesprekken": len(boek.gespeeld), "stuurt": sent, "model": modelled, "hoort": heard}
        )
        year = bouw.year_before(meting.NU, one, middle, opdracht.zaad, DAGEN)
        whole = meting.year_without_erasing(where / "alles", boek, year)
        meting.keep("jaar", {"gesprekken": sum(1 for _ in year), "tabellen": whole})
        two = bouw.year_before(meting.NU, one, middle, opdracht.zaad, meting.DAGEN)
        left, took, gone = meting.erased_by_the_job(where / "taak", boek, two)
        meting.keep("taak", {"rijen": left, "seconden": took, "weg": gone})
        meting.keep("groottes", [])
        for keer in opdracht.keren:
            found = meting.size(where / f"maal{keer}", boek, one, middle, opdracht.zaad, keer)
            meting.keep("groottes", [*meting.read()["groottes"], found])
            bouw.remove(where / f"maal{keer}")
    return reported()


def reported() -> dict[str, str]:
    """The parts of the page that are made of what was kept."""
    return {"groei": told(), "delen": whole_country()}


def told() -> str:
    """What was kept of that measurement, in words and tables."""
    kept = meting.read()
    if not kept.get("groottes"):
        return NOT_YET
    draw(kept["groottes"])
    return "\n\n".join(
        [tabel.stamped(), _played(kept["gespeeld"]), _tables(kept), _sized(kept), _times(kept["groottes"])]
    )


def _played(found: Mapping[str, float]) -> str:
    many = found["gesprekken"]
    thought = tabel.n(found["model"] / many, 1)
    return (
        f"De voorbeelden zijn {many} gesprekken uit het jaar, gespeeld met de echte bot. Een bewoner stuurde "
        f"gemiddeld {tabel.n(found['stuurt'] / many, 1)} berichten (het model dacht {thought}) en kreeg "
        f"er {tabel.n(found['hoort'] / many, 1)} terug."
    )


def _tables(kept: Mapping[str, Any]) -> str:
    year, many = _tabellen(kept["jaar"]["tabellen"]), kept["jaar"]["gesprekken"]
    first = kept["groottes"][0]
    stays, job = _tabellen(first["tabellen"]), kept["taak"]["rijen"]
    lines = [
        "| tabel | rijen per jaar | MB per jaar | rijen die blijven | na de taak zelf | MB die blijft | is index |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in sorted(stays, key=lambda name: -stays[name].samen):
        one, rest = year.get(name, Tabel(0, 0, {})), stays[name]
        if rest.rijen > 1 or one.rijen > 1:
            index = tabel.n(sum(rest.indexen.values()) / MB, 2)
            lines.append(
                f"| {name} | {_dots(one.rijen)} | {tabel.n(one.samen / MB, 2)} | {_dots(rest.rijen)} | "
                f"{_dots(job.get(name, 0))} | {tabel.n(rest.samen / MB, 2)} | {index} |"
            )
    all_year, all_stay = (sum(one.samen for one in found.values()) for found in (year, stays))
    index = sum(sum(one.indexen.values()) for one in stays.values())
    lines.append(
        f"| **alles** | | {tabel.n(all_year / MB, 1)} | | | {tabel.n(all_stay / MB, 1)} | {tabel.n(index / MB, 1)} |"
    )
    told = (
        f"Een jaar is hier {_dots(many)} vragen. Per vraag komt er {tabel.n(all_year / many / 1000, 1)} kB bij. Met de "
        f"bewaartermijnen staat er op den duur {tabel.n(1e6 * _gb_each(first), 1)} MB per duizend vragen per jaar."
    )
    return "\n".join([*lines, "", told])


def _sized(kept: Mapping[str, Any]) -> str:
    lines = [
        "| maal | vragen in twee jaar | bestand | kopie | kopie maken | een handvol wissen | een maand tellen |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in kept["groottes"]:
        copy = one["kopie"]
        lines.append(
            f"| {one['keer']} | {_dots(one['gevuld']['gesprekken'])} | {tabel.n(one['bestand'] / MB)} MB | "
            f"{tabel.n(copy['bytes'] / MB)} MB | {tabel.n(copy['seconden'], 1)} s | {tabel.n(one['wissen'])} ms | "
            f"{tabel.n(one['tellen'], 1)} s |"
        )
    gone, took = kept["taak"]["weg"], kept["taak"]["seconden"]
    each = 1000 * took / gone["gesprek"]
    told = (
        "Twee jaar van maal één waarin niets gewist was, in één keer opgeruimd door de taak zelf: "
        f"{_dots(sum(gone.values()))} rijen van {_dots(gone['gesprek'])} vragen in {tabel.n(took)} s. "
        f"Dat is {tabel.n(each)} s per 1.000 vragen."
    )
    return "\n".join([*lines, "", told])


def _times(found: Sequence[Mapping[str, Any]]) -> str:
    heads = " | ".join(f"maal {one['keer']}" for one in found)
    lines = [f"| wat | {heads} |", "|---|" + "---|" * len(found)]
    for nr, first in enumerate(found[0]["tijden"]):
        shown = " | ".join(f"{tabel.n(one['tijden'][nr]['mediaan'], 2)} ms" for one in found)
        lines.append(f"| {first['wat']} | {shown} |")
    return "\n".join(lines)


def whole_country() -> str:
    """What the figures of one municipality come to in the country: the largest table, all indexes, the erasing."""
    kept = meting.read()
    if not kept.get("groottes"):
        return NOT_YET
    last, gone = kept["groottes"][-1], kept["taak"]["weg"]
    tabellen = _tabellen(last["tabellen"])
    name = max(tabellen, key=lambda one: tabellen[one].samen)
    index = sum(sum(one.indexen.values()) for one in tabellen.values())
    soort = max(gone, key=lambda one: gone[one])
    per_year = last["gevuld"]["gesprekken"] * DAGEN / meting.DAGEN
    rows = []
    for stand in STANDEN:
        many = INWONERS / 1000 * load(stand)["gesprekken"]
        each = many / per_year
        per_day = many / DAGEN
        rows.append(
            (
                stand,
                _dots(round(many)),
                _gb(each * last["bestand"] / GB),
                f"{_dots(round(each * tabellen[name].rijen))} rijen, {_gb(each * tabellen[name].samen / GB)}",
                _gb(each * index / GB),
                f"{_dots(round(per_day * gone[soort] / gone['gesprek']))} rijen",
            )
        )
    lines = [
        f"| heel Nederland | vragen per jaar | database | grootste tabel: {name} | alle index | weg per dag: {soort} |",
        "|---|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
    every = Settings.model_fields["planner_seconden"].default
    most = round(24 * 3600 / every) * bewaren.HANDFUL
    told = (
        "Hier zijn alle gesprekken zo lang als in het midden. "
        f"De planner kijkt elke {tabel.n(every)} tellen en wist dan hoogstens "
        f"{bewaren.HANDFUL} van elke soort: hoogstens {_dots(most)} per soort per dag. Eén handvol kost bij maal "
        f"{last['keer']} {tabel.n(last['wissen'])} ms."
    )
    return "\n".join([*lines, "", told])


def draw(found: Sequence[Mapping[str, Any]]) -> None:
    """Three of them, by what is stored."""
    lijnen = [
        figuur.Lijnstuk(wat, [next(t["mediaan"] for t in one["tijden"] if t["wat"] == wat) for one in found])
        for wat in SHOWN
    ]
    groottes = [one["tabellen"]["gesprek"]["rijen"] for one in found]
    figuur.draw(
        "Hoe lang een vraag aan de database duurt",
        groottes,
        lijnen,
        "milliseconden",
        PICTURE,
        named_last=True,
    )


def _tabellen(given: Mapping[str, Any]) -> dict[str, Tabel]:
    return {name: Tabel(one["rijen"], one["bytes"], one["indexen"]) for name, one in given.items()}


def _gb_each(found: Mapping[str, Any]) -> float:
    """GB on the disk for each conversation of one year, when all that is due is gone."""
    per_year = found["gevuld"]["gesprekken"] * DAGEN / meting.DAGEN
    return float(found["bestand"] / per_year / GB)


# --- hoeveel machines ---


def machines(opdracht: Opdracht) -> dict[str, str]:
    """The sizing, out of what was measured before."""
    kept, each = meting.read(), maat.worker()
    if not kept.get("groottes") or each is None:
        return {"maat": NOT_YET}
    meting.keep("geheugen", {"een": geheugen.measure(1), "twee": geheugen.measure(2)})
    kept = meting.read()
    last = kept["groottes"][-1]
    index = sum(sum(one.indexen.values()) for one in _tabellen(last["tabellen"]).values()) / last["bestand"]
    played = kept["gespeeld"]
    per_bericht = _gb_each(last) * played["gesprekken"] / played["stuurt"]
    parts = [_inputs(each, last["keer"], per_bericht, index, kept["geheugen"])]
    for stand in ("midden", "hoog"):
        parts.append(_maten(opdracht, stand, each, per_bericht, index))
    return {"maat": "\n\n".join(parts)}


def _inputs(each: maat.Werker, keer: int, gb: float, index: float, held: Mapping[str, Any]) -> str:
    alone, beside = held["een"][0], held["twee"]
    both = sum(one["Pss"] for one in beside)
    rows = [
        (
            "één werker",
            f"{tabel.n(each.per_seconde, 1)} berichten per tel, {tabel.n(each.ms, 1)} ms van een kern per bericht",
            each.bron,
        ),
        (
            "daarvan gebruikt",
            f"{tabel.n(100 * maat.RUIMTE)}%",
            "aanname: de rest is voor wat niemand voorzag",
        ),
        (
            "geheugen van een werker",
            f"{tabel.n(each.mb)} MB, waarvan {maat.MB_WERKER} MB met alleen het model",
            "docs/belasting.md, docs/begrijpen.md",
        ),
        (
            "twee werkers op één machine",
            f"{tabel.n(both)} MB samen, één alleen {tabel.n(alone['Rss'])} MB",
            "gemeten: wat zij delen, telt daarin één keer",
        ),
        (
            "schijf per duizend berichten per jaar",
            f"{tabel.n(1e6 * gb, 1)} MB",
            f"gemeten bij maal {keer}, met de bewaartermijnen",
        ),
        ("deel dat index is", f"{tabel.n(100 * index)}%", "gemeten; het past in het geheugen"),
        (
            "kopieën",
            f"elk uur; {maat.ALLE_KOPIEEN} dagen allemaal, daarna één per dag tot {maat.KOPIE_DAGEN} dagen",
            "docs/beheer",
        ),
    ]
    lines = ["| invoer | waarde | bron |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _maten(opdracht: Opdracht, stand: Stand, each: maat.Werker, gb: float, index: float) -> str:
    maten = sorted({*maat.MATEN, opdracht.inwoners})
    found = maat.all_of(maten, load(stand), opdracht.zaad, each, gb, index)
    lines = [
        f"Met de aannames op **{stand}**:",
        "",
        "| inwoners | vragen per jaar | per tel, drukste minuut | per tel, uitschieter | werkers | kernen | geheugen | "
        "database | schijf | kopieën |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        shown = (
            _dots(one.inwoners),
            _dots(round(one.gesprekken)),
            tabel.n(one.piek, 2),
            tabel.n(one.uitschieter, 2),
            str(one.werkers),
            str(one.kernen),
            f"{math.ceil(one.mb_geheugen / 1024)} GB",
            *(_gb(gb) for gb in (one.gb_database, one.gb_schijf, one.gb_kopieen)),
        )
        lines.append(f"| {' | '.join(shown)} |")
    return "\n".join(lines)


# --- how it is written ---


def written(naam: str, tekst: str, doc: Path = DOC) -> None:
    """In its place on the page, no line wider than the others there but those of a table."""
    lines = (line if line.startswith("|") else textwrap.fill(line, WIDE) for line in tekst.splitlines())
    tabel.write(naam, "\n".join(lines), doc)


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _short(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _gb(value: float) -> str:
    if value < 0.95:
        return f"{_dots(math.ceil(1000 * value))} MB"
    return f"{tabel.n(value, 1)} GB" if value < 10 else f"{_dots(math.ceil(value))} GB"
