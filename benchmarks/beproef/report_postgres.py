"""What is different on the page of the runs on PostgreSQL: docs/beproef-postgres.md."""

from benchmarks.beproef.report import NAMES, Vorm

LIMITS = (
    "- Twee processen van de bot werken op één database. Elk heeft een eigen lijn naar de server.",
    "- Een `kill -9` en een nette stop treffen één van de twee, of allebei: bij toeval, of wie er net verstuurt.",
    "- De server is een echte PostgreSQL met `fsync`. Hij valt om zonder af te sluiten, en herstelt uit zijn logboek.",
    "- De controleur leest de database met eigen SQL, als beheerder. Hij kijkt ook tabellen en indexen na (`amcheck`).",
    "- Alles staat op één computer. Uitval van stroom en een kapotte schijf van de server zitten er niet bij.",
    "- Een volle schijf en schade aan het logboek van SQLite staan bij [SQLite](beproef-uitkomst.md).",
    "- Telegram en de mailserver zijn nagemaakt, maar praten echt over het net van deze computer.",
    "- De klok van de bot gaat om bij een herstart. De klok van de server blijft gewoon lopen.",
)

POSTGRES = Vorm(
    kop=(
        "# Beproef op PostgreSQL: de cijfers",
        "",
        "Dit blad is gemaakt door `python -m benchmarks.beproef --database postgres`.",
        "Wat het betekent, staat in [betrouwbaarheid](betrouwbaarheid.md).",
    ),
    namen=NAMES
    | {
        "verbinding_weg": "de server verbreekt alle verbindingen",
        "server_valt": "PostgreSQL valt om, en start weer",
        "draad_stil": "de lijn naar de server is even stil (tot 3 tellen)",
        "draad_lang_stil": "de lijn is stil tot een ander het werk overneemt",
        "hangt": "een proces staat stil (`SIGSTOP`) tot een ander het werk overneemt",
    },
    hooguit="\nHooguit één keer per gesprek, elke klap; anders staat het hierboven.",
    grenzen=LIMITS,
    getroffen=("een van de processen", "alle processen"),
    te_laat=(
        "Wie langer dan tien tellen hangt, is zijn werk kwijt. Wat hij net ging zeggen, kan hij later toch nog zeggen:",
        "dan staat een oude zin onder een nieuwe. Ook dat is hooguit één zin per gesprek, elke keer.",
        "",
    ),
)
