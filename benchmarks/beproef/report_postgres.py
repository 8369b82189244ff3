"""The page of the runs on PostgreSQL: docs/beproef-postgres.md."""

from benchmarks.beproef.report import NAMES, PROMISES, Total, _table

KINDS = NAMES | {
    "verbinding_weg": "de server verbreekt alle verbindingen",
    "server_valt": "PostgreSQL valt om, en start weer",
    "draad_stil": "de lijn naar de server is even stil (tot 3 tellen)",
    "draad_lang_stil": "de lijn is stil tot een ander het werk overneemt",
    "hangt": "een proces staat stil (`SIGSTOP`) tot een ander het werk overneemt",
}

LIMITS = (
    "## Hoe het is nagebootst, en wat dit niet laat zien",
    "",
    "- Twee processen van de bot werken op één database. Elk heeft een eigen lijn naar de server.",
    "- Een `kill -9` en een nette stop treffen één van de twee, of allebei: bij toeval, of wie er net verstuurt.",
    "- De server is een echte PostgreSQL met `fsync`. Hij valt om zonder af te sluiten, en herstelt uit zijn logboek.",
    "- De controleur leest de database met eigen SQL, als beheerder. Hij kijkt ook tabellen en indexen na (`amcheck`).",
    "- Alles staat op één computer. Uitval van stroom en een kapotte schijf van de server zitten er niet bij.",
    "- Een volle schijf en schade aan het logboek van SQLite staan bij [SQLite](beproef-uitkomst.md).",
    "- Telegram en de mailserver zijn nagemaakt, maar praten echt over het net van deze computer.",
    "- De klok van de bot gaat om bij een herstart. De klok van de server blijft gewoon lopen.",
    "",
)


def page(total: Total, commit: str) -> str:
    """The same form as that of SQLite. commit: of which version these are the figures."""
    counts = total.counts
    lines = [
        "# Beproef op PostgreSQL: de cijfers",
        "",
        "Dit blad is gemaakt door `python -m benchmarks.beproef --database postgres`.",
        "Wat het betekent, staat in [betrouwbaarheid](betrouwbaarheid.md).",
        "",
        f"{total.runs} keer, met zaad {min(total.seeds)} tot en met {max(total.seeds)},"
        f" samen {total.seconds / 60:.0f} minuten werk.",
        f"Versie: {commit}.",
        "",
        "## Wat er gebeurde",
        "",
        *_table(("slag", "keer"), ((KINDS.get(kind, kind), n) for kind, n in total.strikes.most_common())),
        *_table(
            ("een klap op de processen trof", "keer"),
            ((name, counts[name]) for name in ("een van de processen", "alle processen")),
        ),
        *_table(
            ("gezien", "aantal"),
            [
                ("berichten en tikken van bewoners en collega's", counts["updates"]),
                ("antwoorden aan bewoners", counts["antwoorden"]),
                ("overdrachten (mail en bestand apart)", counts["overdrachten"]),
                ("meldingen aan collega's", counts["meldingen"]),
                ("opvolgingen", counts["opvolgingen"]),
                ("keren dat gevraagd is hoe het gaat", counts["vragen"]),
            ],
        ),
        "## Wat mis ging",
        "",
        *_table(
            ("belofte", "gebroken"),
            ((name, sum(total.faults[key] for key in keys)) for name, keys in PROMISES.items()),
        ),
        "## Wat twee keer kwam, en mag",
        "",
        "Een antwoord aan een bewoner komt twee keer als de klap valt tussen versturen en opschrijven.",
        "Hooguit één keer per gesprek, elke klap; anders staat het hierboven.",
        "",
        *_table(
            ("na", "antwoorden dubbel"),
            ((KINDS.get(kind, kind), n) for kind, n in total.repeats.most_common()),
        ),
        "Wie langer dan tien tellen hangt, is zijn werk kwijt. Wat hij net ging zeggen, kan hij later toch nog zeggen:",
        "dan staat een oude zin onder een nieuwe. Ook dat is hooguit één zin per gesprek, elke keer.",
        "",
        *_table(
            ("verder", "aantal"),
            [
                ("daarvan te laat, onder een nieuwe zin", counts["te_laat"]),
                ("meldingen aan de groep die twee keer kwamen", counts["meldingen_dubbel"]),
                ("overdrachten waarvan een mens moest nakijken of ze er zijn", counts["overdracht_onzeker"]),
                ("vragen die na sluitingstijd aankwamen", counts["vraag_na_sluitingstijd_bezorgd"]),
                ("half geschreven bestanden in de map", counts["resten_in_de_map"]),
            ],
        ),
        *LIMITS,
    ]
    return "\n".join(lines).rstrip() + "\n"
