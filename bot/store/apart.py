"""Moves what a database of before holds: once, in one transaction, when it is opened with its key.

The columns were moved by m011; what stands inside sealed columns can only be moved by who holds the key.
"""

from typing import Any

from bot.store.crypt import Crypt
from bot.store.engine import Database

PROOF = "elkedeur"
_DONE = "apart"


def is_moved(db: Database) -> bool:
    """Whether there is nothing left to do."""
    return db.execute("select 1 from kenmerk where naam = ?", [_DONE]).fetchone() is not None


def move(db: Database, crypt: Crypt) -> None:
    """Addresses under the key for identity, contacts out of what was told. Call inside a transaction."""
    for id, token in db.execute("select gesprek_id, adres_geheim from adres").fetchall():
        sealed = crypt.seal(crypt.unseal(token, "identiteit"), "identiteit")
        db.execute("update adres set adres_geheim = ? where gesprek_id = ?", [sealed, id])
    for id, token in db.execute("select id, toestand_geheim from signaal").fetchall():
        toestand = crypt.unseal(token)
        contact = toestand.pop("contact", None)
        if contact is not None:
            db.execute("insert into bereik values (?, ?)", [id, crypt.seal(contact, "identiteit")])
            db.execute("update signaal set toestand_geheim = ? where id = ?", [crypt.seal(toestand), id])
    for id, token in db.execute("select id, toestand_geheim from gesprek").fetchall():
        toestand = crypt.unseal(token)
        if strip(toestand):
            db.execute("update gesprek set toestand_geheim = ? where id = ?", [crypt.seal(toestand), id])
    # A program of before cannot work with this any more, and says so at once.
    db.execute("delete from proef where merk = 'eerste'")
    prove(db, crypt)
    db.execute("insert into kenmerk (naam, waarde) values (?, '1')", [_DONE])


def prove(db: Database, crypt: Crypt) -> None:
    """From now on this key is needed to open the database."""
    db.execute(
        "insert into proef (merk, waarde_geheim) values (?, ?) on conflict (merk) do nothing",
        [crypt.merk, crypt.seal(PROOF)],
    )


def strip(toestand: dict[str, Any]) -> bool:
    """Take the contacts out of the state of a gesprek; whether there were any."""
    read = toestand.get("gaat_over") or {}
    apart = [one.get("signaal") for one in toestand.get("apart", ())]
    holders = [toestand.get("signaal"), *apart, read.get("begrip"), read.get("geheel")]
    found = [one for one in holders if one and one.get("contact") is not None]
    for one in found:
        one["contact"] = None
    return bool(found)
