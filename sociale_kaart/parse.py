"""One row of cells to a Voorziening, and what is only wrong in combination. row.py reads the single cells."""

from collections.abc import Iterable, Mapping

from sociale_kaart import cells
from sociale_kaart.errors import KaartError
from sociale_kaart.model import Gebied, Soort, Status, Trede, Voorziening
from sociale_kaart.row import Row

LATITUDES, LONGITUDES = (50.7, 53.7), (3.2, 7.3)  # the Netherlands; also finds the two swapped
# What a secret address leaves empty.
PLACE = ("adres", "postcode", "plaats", "breedte", "lengte")
OLDEST = 120


def voorziening(row: Row) -> Voorziening:
    """Reads the row; look at `row.findings` before using what comes back."""
    result = Voorziening(
        id=row.slug("id"),
        naam=row.required("naam"),
        organisatie=row.text("organisatie"),
        omschrijving=row.required("omschrijving"),
        leefgebieden=row.leefgebieden("leefgebieden"),
        woorden=row.required_items("woorden"),
        voorbeeldvragen=row.items("voorbeeldvragen"),
        doelgroep=row.text("doelgroep"),
        leeftijd_van=row.number("leeftijd_van", 0, OLDEST),
        leeftijd_tot=row.number("leeftijd_tot", 0, OLDEST),
        voor_naasten=row.yes_no("voor_naasten"),
        vrij_toegankelijk=row.yes_no("vrij_toegankelijk"),
        toegang=row.text("toegang"),
        trede=row.trede("trede"),
        kosten=row.text("kosten"),
        telefoon=row.text("telefoon"),
        telefoon_kosten=row.text("telefoon_kosten"),
        website=row.text("website"),
        adres=row.text("adres"),
        openingstijden=row.text("openingstijden"),
        rooster=row.read("rooster", cells.read_rooster, "rooster_fout"),
        postcode=row.postcode("postcode"),
        plaats=row.text("plaats"),
        breedte=row.degrees("breedte", LATITUDES),
        lengte=row.degrees("lengte", LONGITUDES),
        geheim_adres=row.yes("geheim_adres"),
        toegankelijk=row.items("toegankelijk"),
        talen=row.languages("talen"),
        wachtlijst=row.text("wachtlijst"),
        meenemen=row.items("meenemen"),
        wijken=row.items("wijken"),
        gebied=row.choice("gebied", Gebied, Gebied.OOSTERHOUT),
        per_wijk=row.yes_no("per_wijk"),
        soort=row.choice("soort", Soort, Soort.PLEK),
        status=row.choice("status", Status, Status.NAKIJKEN),
        bron=row.required("bron", "bron_ontbreekt"),
        bron_jaar=row.text("bron_jaar"),
        nagekeken_op=row.day("nagekeken_op"),
        nagekeken_door=row.text("nagekeken_door"),
        per_gegeven=row.read("per_gegeven", cells.read_per_gegeven, "per_gegeven_fout"),
        geldig_van=row.day("geldig_van"),
        geldig_tot=row.day("geldig_tot"),
        let_op=row.text("let_op"),
    )
    if not row.findings:
        _check_together(row, result)
    return result


def _check_together(row: Row, result: Voorziening) -> None:
    """What is only wrong in combination."""
    low, high = result.leeftijd_van, result.leeftijd_tot
    if low is not None and high is not None and low > high:
        row.wrong("leeftijd_omgekeerd", "leeftijd_van")
    if not result.vrij_toegankelijk and not result.toegang:
        row.wrong("toegang_ontbreekt", "toegang")
    if result.vrij_toegankelijk == (result.trede is Trede.NIET_VRIJ_TOEGANKELIJK):
        vrij = "ja" if result.vrij_toegankelijk else "nee"
        row.wrong("trede_klopt_niet", "trede", trede=int(result.trede), vrij=vrij)
    if (result.breedte is None) != (result.lengte is None):
        row.wrong("plek_half", "breedte" if result.breedte is None else "lengte")
    if result.geldig_van and result.geldig_tot and result.geldig_van > result.geldig_tot:
        row.wrong("geldig_omgekeerd", "geldig_van")
    for column in PLACE if result.geheim_adres else ():
        if row.text(column):
            row.wrong("geheim_adres_ingevuld", column)


def rows_of_cells(rows: Iterable[Mapping[str, str]], name: str) -> tuple[Voorziening, ...]:
    """Voorzieningen from cells that no longer have a line. Raises KaartError with every finding."""
    read = [Row(cells, None) for cells in rows]
    found = tuple(voorziening(row) for row in read)
    if findings := [finding for row in read for finding in row.findings]:
        raise KaartError(name, findings)
    return found
