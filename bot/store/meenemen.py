"""Takes along into a copy, from the database before it, what may not be turned back by putting the copy in its place.

Accounts, what was withdrawn with all that followed from it, ways in that were shut, who looked at what. Works on the
rows as they lie there: both may be of another version than the program.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store.crypt import Crypt
from bot.store.errors import KeyLostError
from bot.store.kopie import KopieError, untouched

# What colleagues may and how they log in is as it is now, not as it was. Once at most: the same login or mark.
_ACCOUNT = (
    "naam_geheim",
    "wijk_geheim",
    "oidc_hash",
    "wachtwoord",
    "totp_geheim",
    "totp_stap",
    "functies",
    "actief",
    "pogingen",
    "dicht_tot",
    "nieuw_wachtwoord",
)

# All that colleagues have of a signaal, and how it came to stand as it does.
_OF_SIGNAAL = ("bereik", "overdracht", "handeling", "behandeling", "termijn", "zet")
_STAYS = frozenset({"id", "nummer", "gesprek_id", "aangemaakt"})


class OtherKeyError(KopieError):
    """What must be taken along from the database before was sealed with a key that is not in the key file."""

    def __init__(self) -> None:
        super().__init__(
            "De database van zojuist past niet bij deze sleutel. Er is niets veranderd. Zet de sleutel van zojuist"
            " terug en noem de oude met --sleutel. Is die van zojuist kwijt? Verplaats dan eerst de database."
        )


def carry(work: Path, database: Path, crypt: Crypt) -> bool:
    """Take along from the database before what may not be turned back; whether it could all be read.

    Accounts that were closed, consent that was withdrawn with all that followed from it, ways in that were shut, and
    who looked at what. Raises OtherKeyError.
    """
    if not database.exists():
        return False
    with closing(sqlite3.connect(work.resolve().as_uri(), uri=True, isolation_level=None)) as copy:
        try:
            copy.execute("attach ? as nu", [untouched(database)])
            if copy.execute("pragma nu.quick_check(1)").fetchone() != ("ok",):
                return False
            tables = {
                row[0] for row in copy.execute("select name from nu.sqlite_master where type = 'table'")
            }
            copy.execute("begin immediate")
            for table, act in (
                ("proef", lambda copy: _carry_proof(copy, crypt)),
                ("medewerker", _carry_accounts),
                ("toestemming", _carry_consent),
                ("signaal", _carry_withdrawn),
                ("outbox", _carry_lapsed),
                ("chat", _carry_seintjes),
                ("chatsessie", _carry_ways_in),
                ("inzage", _carry_looks),
            ):
                if table in tables:
                    act(copy)
            copy.execute("commit")
        except sqlite3.DatabaseError:
            copy.rollback()
            return False
    return True


def _columns(copy: sqlite3.Connection, schema: str, table: str) -> set[str]:
    return {row[1] for row in copy.execute(f"pragma {schema}.table_info({table})")}


def _carry_accounts(copy: sqlite3.Connection) -> None:
    there = _columns(copy, "nu", "medewerker")
    for column in _ACCOUNT:
        if column in there:
            copy.execute(
                f"update medewerker set {column} = m.{column} from nu.medewerker m where m.id = medewerker.id"  # noqa: S608
            )
    names = ", ".join(sorted(there & _columns(copy, "main", "medewerker")))
    copy.execute(f"insert or ignore into medewerker ({names}) select {names} from nu.medewerker")  # noqa: S608


def _carry_proof(copy: sqlite3.Connection, crypt: Crypt) -> None:
    """What is sealed there is taken along sealed: its keys are needed from now on too. Raises OtherKeyError."""
    try:
        for (sealed,) in copy.execute("select waarde_geheim from nu.proef").fetchall():
            crypt.unseal(sealed)
    except KeyLostError:
        raise OtherKeyError from None
    if "merk" in _columns(copy, "nu", "proef"):
        copy.execute("insert or ignore into proef select merk, waarde_geheim from nu.proef")


def _carry_consent(copy: sqlite3.Connection) -> None:
    # By what it is: in a copy of an older version the same yes has another id. A no ends whatever was given before it.
    copy.execute(
        "update toestemming set ingetrokken = n.op from (select gesprek_id, signaal_id, doel, max(ingetrokken) op"
        " from nu.toestemming where ingetrokken is not null group by 1, 2, 3) n"
        " where n.gesprek_id = toestemming.gesprek_id and n.doel = toestemming.doel"
        " and n.signaal_id is toestemming.signaal_id and n.op >= toestemming.gegeven"
        " and toestemming.ingetrokken is null"
    )
    # Who said no since is not asked how it goes.
    copy.execute(
        "update opvolging set status = 'vervallen', op = null where op is not null and exists ("
        " select 1 from nu.toestemming n where n.gesprek_id = opvolging.gesprek_id and n.doel = 'opvolging'"
        " and n.ingetrokken is not null and (n.signaal_id is null or n.signaal_id = opvolging.signaal_id)"
        " and not exists (select 1 from nu.toestemming r where r.gesprek_id = n.gesprek_id and r.doel = n.doel"
        " and r.ingetrokken is null and (r.signaal_id is null or r.signaal_id = opvolging.signaal_id)))"
    )


def _carry_withdrawn(copy: sqlite3.Connection) -> None:
    """A signaal that was withdrawn, or of a gesprek that took back the pakket or a number, is as it is now."""
    copy.execute("create temp table terug (id text primary key)")
    copy.execute(
        "insert into terug select s.id from nu.signaal s join main.signaal m on m.id = s.id"
        " where s.status = 'ingetrokken'"
    )
    if _columns(copy, "nu", "toestemming"):
        copy.execute(
            "insert or ignore into terug select s.id from nu.signaal s join main.signaal m on m.id = s.id"
            " where s.gesprek_id in (select gesprek_id from nu.toestemming"
            " where ingetrokken is not null and doel in ('doorgeven', 'contact'))"
        )
    _carry_alarms(copy)
    known = _shared(copy, "signaal") - _STAYS
    if not _columns(copy, "nu", "bereik"):  # so old that the number still stands inside
        known -= {"toestand_geheim"}
    sets = ", ".join(f"{name} = n.{name}" for name in sorted(known))
    copy.execute(
        f"update signaal set {sets} from nu.signaal n where n.id = signaal.id and n.id in (select id from terug)"  # noqa: S608
    )
    for table in _OF_SIGNAAL:
        _as_now(copy, table)
    copy.execute(
        "update opvolging set status = 'vervallen', op = null where op is not null"
        " and signaal_id in (select id from signaal where status = 'ingetrokken')"
    )


def _carry_alarms(copy: sqlite3.Connection) -> None:
    """Who took back a signaal about danger is known to colleagues under a new number, which the copy does not have."""
    names = ", ".join(sorted(_shared(copy, "signaal")))
    copy.execute(
        f"insert or ignore into main.signaal ({names}) select {names} from nu.signaal where nood is not null"  # noqa: S608
        " and status != 'ingetrokken' and gesprek_id in (select m.gesprek_id from main.signaal m"
        " join nu.signaal s on s.id = m.id where s.status = 'ingetrokken')"
    )
    copy.execute(
        "insert or ignore into terug select s.id from nu.signaal s join main.signaal m on m.id = s.id"
        " where s.gesprek_id in (select gesprek_id from nu.signaal where status = 'ingetrokken') and s.nood is not null"
    )


def _as_now(copy: sqlite3.Connection, table: str) -> None:
    """The rows of those signalen, in the place of what the copy had of them."""
    copy.execute(f"delete from main.{table} where signaal_id in (select id from terug)")  # noqa: S608
    shared = _shared(copy, table)
    if names := ", ".join(sorted(shared - {"id"})):
        copy.execute(
            f"insert into main.{table} ({names}) select {names} from nu.{table}"  # noqa: S608
            f" where signaal_id in (select id from terug) order by {'id' if 'id' in shared else 'signaal_id'}"
        )


def _shared(copy: sqlite3.Connection, table: str) -> set[str]:
    return _columns(copy, "nu", table) & _columns(copy, "main", table)


def _carry_lapsed(copy: sqlite3.Connection) -> None:
    """What lapsed goes no more; of what was withdrawn nothing goes that went, and all goes that still waits."""
    copy.execute(
        "update outbox set status = n.status, fout = n.fout, extern_id = n.extern_id, bezorgd = n.bezorgd,"
        " eigenaar = null from nu.outbox n where n.sleutel = outbox.sleutel and outbox.status in ('wacht', 'bezig')"
        " and (n.status = 'vervallen'"
        " or (n.signaal_id in (select id from terug) and n.status not in ('wacht', 'bezig')))"
    )
    names = ", ".join(sorted(_shared(copy, "outbox") - {"id"}))
    copy.execute(
        f"insert or ignore into main.outbox ({names}) select {names} from nu.outbox"  # noqa: S608
        " where signaal_id in (select id from terug) and status in ('wacht', 'bezig')"
        " and (gesprek_id is null or gesprek_id in (select id from main.gesprek)) order by id"
    )


def _carry_seintjes(copy: sqlite3.Connection) -> None:
    copy.execute(
        "update chat set seintje_geheim = null where gesprek_id in"
        " (select gesprek_id from nu.chat where seintje_geheim is null)"
    )


def _carry_ways_in(copy: sqlite3.Connection) -> None:
    copy.execute(
        "delete from chatsessie where gesprek_id in (select id from nu.gesprek)"
        " and merk not in (select merk from nu.chatsessie)"
    )


def _carry_looks(copy: sqlite3.Connection) -> None:
    names = ", ".join(sorted(_columns(copy, "nu", "inzage") & _columns(copy, "main", "inzage")))
    copy.execute(
        f"insert into inzage ({names}) select {names} from nu.inzage"  # noqa: S608
        " where id > (select coalesce(max(id), 0) from main.inzage)"
    )
