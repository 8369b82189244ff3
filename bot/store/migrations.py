"""The tables, step by step. A released step is never edited: add the next one. Call with foreign keys off.

Kept apart, each hanging on the one before by a random id only:
- identity: adres, bereik. Where a resident is reached, sealed with a key of its own.
- content: gesprek, bericht, signaal and all that hangs on these. What he told, and what was done with it.
- figures: cijfer, cijferperiode. Rounded counts, without any id.
What a person wrote, is called or is reached by stands only in columns that end in _geheim (encrypted) or in _hash
(keyed, one way). Readable, since lists and figures are made of it: what a signaal is about, its wijk and nood, how it
stands, and which signalen belong together; never whose it is.
On PostgreSQL the same steps are put over (bot/store/postgres/schema.py); from m013 on a step changes tables, not rows.
Times are UTC, ISO 8601 with microseconds, so that comparing text compares time.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("elkedeur")

_FIRST = """
create table proef (id integer primary key check (id = 1), waarde_geheim text not null);

create table gesprek (
    id text primary key,
    kanaal text not null,
    adres_geheim text not null,
    adres_hash text not null unique,
    toestand_geheim text not null,
    aangemaakt text not null,
    laatst_gehoord text not null
);

create table bericht (
    id integer primary key,
    gesprek_id text not null references gesprek (id) on delete cascade,
    bron text not null,
    soort text not null,
    inhoud_geheim text not null,
    status text not null default 'ontvangen' check (status in ('ontvangen', 'verwerkt', 'mislukt')),
    pogingen integer not null default 0,
    ontvangen text not null,
    verwerkt text,
    unique (bron)
);
create index bericht_open on bericht (gesprek_id, id) where status = 'ontvangen';

create table gezien (bron text primary key, op text not null) without rowid;

create table signaal (
    id text primary key,
    nummer text not null unique,
    gesprek_id text not null references gesprek (id) on delete cascade,
    status text not null,
    rol text not null default 'onbekend',
    leefgebieden text not null default '',
    route text not null default 'voorziening',
    urgentie text,
    nood text,
    toestand_geheim text not null,
    aangemaakt text not null,
    gewijzigd text not null
);
create index signaal_gesprek on signaal (gesprek_id);

create table zet (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    van text not null,
    naar text not null,
    reden text not null,
    op text not null
);
create index zet_signaal on zet (signaal_id);

create table voorstel (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    voorziening text not null,
    plaats integer not null,
    keuze text,
    op text not null
);
create index voorstel_signaal on voorstel (signaal_id);

create table overdracht (
    signaal_id text primary key references signaal (id) on delete cascade,
    tekst_geheim text not null,
    status text not null check (status in ('getoond', 'verstuurd')),
    keer integer not null default 0,
    getoond text not null,
    verstuurd text
);

create table opvolging (
    id text primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    gesprek_id text not null references gesprek (id) on delete cascade,
    soort text not null,
    status text not null default 'gepland' check (status in ('gepland', 'gevraagd', 'klaar', 'vervallen')),
    keer integer not null default 0,
    op text,
    hoe text,
    contact text,
    aangemaakt text not null
);
create index opvolging_op on opvolging (op) where op is not null;
create index opvolging_signaal on opvolging (signaal_id);

create table termijn (
    signaal_id text primary key references signaal (id) on delete cascade,
    urgentie text not null,
    niveau integer not null default 0,
    gestart text not null,
    op text
);
create index termijn_op on termijn (op) where op is not null;

create table contactmoment (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    soort text not null,
    op text not null
);
create index contactmoment_signaal on contactmoment (signaal_id);

create table outbox (
    id integer primary key,
    sleutel text not null unique,
    baan text not null,
    soort text not null,
    gesprek_id text references gesprek (id) on delete cascade,
    signaal_id text references signaal (id) on delete cascade,
    inhoud_geheim text not null,
    status text not null default 'wacht'
        check (status in ('wacht', 'bezig', 'bezorgd', 'mislukt', 'onzeker', 'vervallen')),
    pogingen integer not null default 0,
    volgende text not null,
    eigenaar text,
    begonnen text,
    extern_id text,
    fout text,
    aangemaakt text not null,
    bezorgd text
);
create index outbox_baan on outbox (baan, id) where status in ('wacht', 'bezig');
create index outbox_extern on outbox (soort, extern_id) where extern_id is not null;

create table kenmerk (naam text primary key, waarde text not null) without rowid;
"""

# A number is never given twice: it lives on in the name of a training row.
_HERZIENING = """
create table herziening (
    nummer integer primary key autoincrement,
    signaal_id text not null references signaal (id) on delete cascade,
    door text not null check (door in ('bewoner', 'collega')),
    leefgebieden text not null,
    rol text not null,
    route text not null,
    nood text,
    tekst_geheim text,
    opmerking_geheim text,
    status text not null default 'open' check (status in ('open', 'gebruikt', 'weggegooid')),
    op text not null,
    afgehandeld text
);
create index herziening_signaal on herziening (signaal_id);
"""


_KAART = """
create table kaart_import (
    nummer integer primary key autoincrement,
    soort text not null check (soort in ('import', 'bewerkt', 'ongedaan')),
    bestand text not null,
    door_geheim text not null,
    van integer references kaart_import (nummer),
    op text not null
);

create table kaart_rij (id text primary key, plaats integer not null, cellen text not null) without rowid;
create index kaart_rij_plaats on kaart_rij (plaats);

create table kaart_wijziging (
    volgnummer integer primary key autoincrement,
    import integer not null references kaart_import (nummer),
    id text not null,
    plaats integer not null,
    oud text,
    nieuw text
);
create index kaart_wijziging_id on kaart_wijziging (id);
create index kaart_wijziging_import on kaart_wijziging (import);

create trigger kaart_import_blijft before update on kaart_import begin select raise(abort, 'append only'); end;
create trigger kaart_import_weg before delete on kaart_import begin select raise(abort, 'append only'); end;
create trigger kaart_wijziging_blijft before update on kaart_wijziging begin select raise(abort, 'append only'); end;
create trigger kaart_wijziging_weg before delete on kaart_wijziging begin select raise(abort, 'append only'); end;
"""

_KAARTMELDING = """
create table kaartmelding (
    nummer integer primary key autoincrement,
    voorziening text not null,
    gesprek_id text references gesprek (id) on delete cascade,
    door text not null check (door in ('bewoner', 'collega')),
    wat text not null,
    tekst_geheim text,
    status text not null default 'open' check (status in ('open', 'gesloten')),
    op text not null,
    afgehandeld text
);
create index kaartmelding_gesprek on kaartmelding (gesprek_id);
"""

_FRONTOFFICE = """
create table medewerker (
    id text primary key,
    login_hash text not null unique,
    login_geheim text not null,
    naam_geheim text not null,
    wijk_geheim text not null,
    wachtwoord text,
    totp_geheim text,
    totp_stap integer not null default 0,
    functies text not null,
    actief integer not null default 1,
    pogingen integer not null default 0,
    dicht_tot text,
    aangemaakt text not null
);

create table sessie (
    merk text primary key,
    medewerker_id text not null references medewerker (id) on delete cascade,
    bewezen integer not null default 0,
    aangemaakt text not null,
    gezien text not null
) without rowid;
create index sessie_medewerker on sessie (medewerker_id);

create table behandeling (
    signaal_id text primary key references signaal (id) on delete cascade,
    medewerker_id text references medewerker (id) on delete set null,
    regisseur_id text references medewerker (id) on delete set null,
    afgeschermd integer not null default 0,
    aandacht text not null default '',
    uitkomst text not null default '',
    wacht_tot text,
    terugkerend integer not null default 0,
    wijk text not null default '',
    niveau integer not null default 0,
    versie integer not null default 1,
    binnen text not null,
    gewijzigd text not null
);
create index behandeling_medewerker on behandeling (medewerker_id);

create table handeling (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    soort text not null,
    medewerker_id text references medewerker (id) on delete set null,
    inhoud_geheim text not null,
    op text not null,
    ongedaan text
);
create index handeling_signaal on handeling (signaal_id, id);
create index handeling_op on handeling (op);

create table koppeling (
    signaal_id text not null references signaal (id) on delete cascade,
    ander_id text not null references signaal (id) on delete cascade,
    soort text not null check (soort in ('persoon', 'huishouden')),
    primary key (signaal_id, ander_id)
) without rowid;
create index koppeling_ander on koppeling (ander_id);

create table aanwezig (
    signaal_id text not null references signaal (id) on delete cascade,
    medewerker_id text not null references medewerker (id) on delete cascade,
    op text not null,
    primary key (signaal_id, medewerker_id)
) without rowid;

create table inzage (
    id integer primary key,
    medewerker_id text not null,
    wat text not null,
    signaal_id text,
    over_id text,
    op text not null
);
create index inzage_signaal on inzage (signaal_id);
create index inzage_over on inzage (over_id, id) where over_id is not null;
create index inzage_op on inzage (op);
create trigger inzage_blijft before update on inzage begin select raise(abort, 'append only'); end;
create trigger inzage_vervangt before insert on inzage when exists (select 1 from inzage where id = new.id)
    begin select raise(abort, 'append only'); end;
create trigger inzage_weg before delete on inzage
    when julianday(old.op) > julianday((select max(op) from inzage)) - 365
    begin select raise(abort, 'kept a year'); end;

create index signaal_inbox on signaal (id, status, nood, rol, leefgebieden, urgentie, nummer, gesprek_id);
create index behandeling_wijk on behandeling (wijk) where wijk != '';

insert into behandeling (signaal_id, binnen, gewijzigd)
    select s.id, coalesce(o.verstuurd, s.gewijzigd), s.gewijzigd
    from signaal s left join overdracht o on o.signaal_id = s.id and o.status = 'verstuurd'
    where o.signaal_id is not null or s.status in ('overgedragen', 'opgepakt', 'beantwoord');
"""

_WACHTWOORD = """
alter table medewerker add column nieuw_wachtwoord integer not null default 0;
alter table medewerker add column oidc_hash text;
create index inzage_medewerker on inzage (medewerker_id, id);
"""

# What policy and council may see: only figures that were hidden and rounded before they were written.
_CIJFERS = """
create table cijfer (
    periode text not null,
    tabel text not null,
    rij text not null,
    kolom text not null,
    aantal integer not null check (aantal >= 10 and aantal % 5 = 0),
    primary key (periode, tabel, rij, kolom)
) without rowid;

create table cijferperiode (periode text primary key, maand text not null, op text not null) without rowid;
create index cijferperiode_maand on cijferperiode (maand);
create trigger cijfer_blijft before update on cijfer begin select raise(abort, 'append only'); end;
create trigger cijferperiode_blijft before update on cijferperiode begin select raise(abort, 'append only'); end;
"""

# The chat page keeps what was said, where another channel leaves that to the phone; so both ways are looked up.
_CHAT = """
create table chat (
    gesprek_id text primary key references gesprek (id) on delete cascade,
    code_hash text not null unique,
    code_geheim text not null,
    seintje_geheim text,
    gezien text not null,
    gestuurd text
) without rowid;

create table chatsessie (
    merk text primary key,
    gesprek_id text not null references chat (gesprek_id) on delete cascade,
    tot text not null
) without rowid;
create index chatsessie_gesprek on chatsessie (gesprek_id);
create index chatsessie_tot on chatsessie (tot);

create index bericht_gesprek on bericht (gesprek_id, id);
create index outbox_gesprek on outbox (gesprek_id, id);
create index outbox_wacht on outbox (id) where status = 'wacht';
"""

# What was erased, by its random id, for as long as a backup may hold it.
_GEWIST = """
create table gewist (gesprek_id text primary key, op text not null) without rowid;
create index gewist_op on gewist (op);
"""

# Per purpose, with the version of the text: what somebody agreed to can be shown, and taken back.
_TOESTEMMING = """
create table toestemming (
    id integer primary key,
    gesprek_id text not null references gesprek (id) on delete cascade,
    signaal_id text references signaal (id) on delete cascade,
    doel text not null check (doel in ('doorgeven', 'opvolging', 'seintje', 'contact')),
    versie text not null,
    gegeven text not null,
    ingetrokken text
);
create index toestemming_gesprek on toestemming (gesprek_id, doel);
create index toestemming_signaal on toestemming (signaal_id) where signaal_id is not null;
"""

# Where a resident is reached leaves the tables that say what he told. Whatever seals anything has a row in proef:
# a database of which one key is missing is not opened.
_APART = """
create table gesprek_apart (
    id text primary key,
    toestand_geheim text not null,
    aangemaakt text not null,
    laatst_gehoord text not null
);

create table adres (
    gesprek_id text primary key references gesprek (id) on delete cascade,
    kanaal text not null,
    adres_geheim text not null,
    adres_hash text not null unique
) without rowid;

create table bereik (
    signaal_id text primary key references signaal (id) on delete cascade,
    contact_geheim text not null
) without rowid;

insert into adres select id, kanaal, adres_geheim, adres_hash from gesprek;
insert into gesprek_apart select id, toestand_geheim, aangemaakt, laatst_gehoord from gesprek order by rowid;
drop table gesprek;
alter table gesprek_apart rename to gesprek;
create index gesprek_gehoord on gesprek (laatst_gehoord);

create table proef_apart (merk text primary key, waarde_geheim text not null);
insert into proef_apart select 'eerste', waarde_geheim from proef;
drop table proef;
alter table proef_apart rename to proef;

create index bericht_ontvangen on bericht (ontvangen) where status != 'ontvangen';
create index outbox_gedaan on outbox (aangemaakt) where status not in ('wacht', 'bezig') and inhoud_geheim != '';
create index gezien_op on gezien (op);
"""

_EERDER = """
insert into toestemming (gesprek_id, signaal_id, doel, versie, gegeven)
    select s.gesprek_id, s.id, 'doorgeven', 'eerder', o.verstuurd
    from overdracht o join signaal s on s.id = o.signaal_id
    where o.status = 'verstuurd' and o.verstuurd is not null and s.status != 'ingetrokken'
    and not exists (select 1 from toestemming t where t.signaal_id = s.id and t.doel = 'doorgeven');
"""

# Danger goes out before all else that waits.
_SPOED = """
alter table outbox add column spoed integer not null default 0;
create index outbox_spoed on outbox (spoed desc, id) where status = 'wacht';
drop index outbox_wacht;
create index outbox_bezig on outbox (eigenaar) where status = 'bezig';
"""

# What is erased takes along what hangs on it: without these, every erasure reads two whole tables (docs/groei.md).
_WISSEN = """
create index outbox_signaal on outbox (signaal_id) where signaal_id is not null;
create index opvolging_gesprek on opvolging (gesprek_id);
"""


@migrations()
def m001_first(db: Database) -> None:
    """Everything that one conversation, its signalen and their follow-up need."""
    _run(db, _FIRST)


@migrations()
def m002_herziening(db: Database) -> None:
    """What a resident or colleague called misread, for an editor to look at."""
    _run(db, _HERZIENING)


@migrations()
def m003_kaart(db: Database) -> None:
    """The sociale kaart as editors changed it, with all that was ever changed."""
    _run(db, _KAART)


@migrations()
def m004_kaartmelding(db: Database) -> None:
    """What a resident or colleague called wrong on the sociale kaart."""
    _run(db, _KAARTMELDING)


@migrations()
def m005_frontoffice(db: Database) -> None:
    """Colleagues, what they do with a signaal, and who looked at what."""
    _run(db, _FRONTOFFICE)


@migrations()
def m006_wachtwoord(db: Database) -> None:
    """A start password to change, who it is at the municipality's sign-on, and looks found by colleague."""
    _run(db, _WACHTWOORD)


@migrations()
def m007_cijfers(db: Database) -> None:
    """Figures of months that have ended, already hidden and rounded: they outlive what was counted."""
    _run(db, _CIJFERS)


@migrations()
def m008_chat(db: Database) -> None:
    """Conversations on the municipality's own page."""
    _run(db, _CHAT)


@migrations()
def m009_gewist(db: Database) -> None:
    """So that a backup that is put back brings nobody back who was erased."""
    _run(db, _GEWIST)


@migrations()
def m010_toestemming(db: Database) -> None:
    """What a resident agreed to."""
    _run(db, _TOESTEMMING)


@migrations()
def m011_apart(db: Database) -> None:
    """Whose it is apart from what was said; bot/store/apart.py moves what stands inside sealed columns."""
    if db.execute("pragma foreign_keys").fetchone()[0]:
        raise RuntimeError("with foreign keys on, dropping gesprek would erase all that hangs on it")
    _run(db, _APART)


@migrations()
def m012_eerder_en_spoed(db: Database) -> None:
    """Consents of before they were kept; and what is said about danger waits for nobody else's messages."""
    _run(db, _EERDER)
    _run(db, _SPOED)


@migrations()
def m013_wissen(db: Database) -> None:
    """Erasing stays quick, however much is kept."""
    _run(db, _WISSEN)


def _run(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)
