"""Accounts of colleagues: adding, changing, a new start password. For the pages and the command line alike."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from bot.frontoffice.functies import Functie
from bot.frontoffice.wachtwoord import hash_now, made_up
from bot.store import Store
from bot.store.errors import LoginTakenError
from bot.store.medewerkers import Medewerker

LONGEST_NAME = 120
# Stands in the list of looks where the id of a colleague would be: it was done on the computer of the bot itself.
COMMAND_LINE = "opdrachtregel"


class AccountRefusedError(Exception):
    """This may not be saved. faults: why, in sentences."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__(" ".join(self.faults))


@dataclass(frozen=True)
class Account:
    """What a beheerder says of a colleague."""

    naam: str
    wijk: str
    functies: frozenset[str]
    actief: bool = True

    @classmethod
    def of(cls, colleague: Medewerker) -> Self:
        """As it stands now."""
        return cls(colleague.naam, colleague.wijk, colleague.functies, colleague.actief)

    def faults(self) -> list[str]:
        """Why this cannot be, in sentences."""
        wrong = []
        if not self.naam or len(self.naam) > LONGEST_NAME:
            wrong.append(f"Vul een naam in van hoogstens {LONGEST_NAME} tekens.")
        if not self.functies:
            wrong.append("Kies minstens één functie.")
        if not self.functies <= set(Functie):
            wrong.append(f"Kies alleen uit deze functies: {', '.join(Functie)}.")
        return wrong


@dataclass(frozen=True)
class Done:
    """Who changes accounts, and when. by: the id of a beheerder, or COMMAND_LINE."""

    by: str
    op: datetime


def spelled(wijk: str, known: Iterable[str]) -> str | None:
    """The wijk as it is written in `known`, whatever its capitals and spaces; None when it is not there."""
    return next((one for one in known if _bare(one) == _bare(wijk)), None)


def add(store: Store, login: str, account: Account, hash: str, wijken: Iterable[str], done: Done) -> str:
    """A new colleague; gives the id. hash: of a start password. wijken: all that are known.

    Inside a transaction. Raises AccountRefusedError.
    """
    account, wrong = _with_wijk(account, list(wijken))
    if not login or len(login) > LONGEST_NAME or any(sign.isspace() for sign in login):
        wrong.insert(0, "Vul een inlognaam in, zonder spaties. Het mailadres van het werk is handig.")
    if wrong:
        raise AccountRefusedError(wrong)
    try:
        id = store.medewerkers.add(
            login,
            account.naam,
            account.functies,
            done.op,
            wachtwoord=hash,
            nieuw_wachtwoord=True,
            wijk=account.wijk,
        )
    except LoginTakenError as error:
        raise AccountRefusedError([str(error)]) from None
    _note(store, done, id, "collega_toegevoegd", *_moved(frozenset(), account.functies))
    return id


def change(store: Store, id: str, account: Account, wijken: Iterable[str], done: Done) -> None:
    """Change a colleague. wijken: all that are known. Who is switched off has no open signalen any more.

    Inside a transaction. Raises AccountRefusedError, KeyError.
    """
    old = store.medewerkers.load(id)
    # What stands there may have gone from the kaart since: that must not hold up a door that has to be shut.
    account, wrong = _with_wijk(account, list(dict.fromkeys([*wijken, old.wijk])))
    if id == done.by:
        wrong += _of_oneself(old, account)
    keeps = account.actief and Functie.BEHEERDER in account.functies
    if is_beheerder(old) and not keeps and not _other_beheerder(store, id):
        wrong.append("Dit is de laatste beheerder. Geef eerst een ander deze functie.")
    if wrong:
        raise AccountRefusedError(wrong)
    store.medewerkers.change(
        id, naam=account.naam, wijk=account.wijk, functies=account.functies, actief=account.actief
    )
    if old.actief and not account.actief:
        store.behandelingen.release_all(id)
    _note(store, done, id, "collega_gewijzigd", *_differences(old, account))


def renew_password(store: Store, id: str, hash: str, done: Done) -> None:
    """A new start password; the door is open again if it was shut. Inside a transaction. Raises KeyError."""
    store.medewerkers.load(id)
    store.medewerkers.set_wachtwoord(id, hash, nieuw_wachtwoord=True)
    store.medewerkers.forget_failures(id)
    _note(store, done, id, "startwachtwoord_gegeven")


def renew_code(store: Store, id: str, done: Done) -> None:
    """The second factor is set up anew at the next login, and so is who it is at the municipality's sign-on.

    Inside a transaction. Raises KeyError.
    """
    store.medewerkers.load(id)
    store.medewerkers.set_totp(id, None)
    store.medewerkers.forget_oidc(id)
    store.medewerkers.forget_failures(id)
    store.sessies.end_all(id)
    _note(store, done, id, "code_teruggezet")


def start_password() -> tuple[str, str]:
    """A start password and its hash. Takes a tenth of a second."""
    start = made_up()
    return start, hash_now(start)


def is_beheerder(medewerker: Medewerker) -> bool:
    """Whether this colleague can let others in."""
    return medewerker.actief and Functie.BEHEERDER in medewerker.functies


def _other_beheerder(store: Store, id: str) -> bool:
    return any(is_beheerder(one) for one in store.medewerkers.all() if one.id != id)


def _of_oneself(old: Medewerker, account: Account) -> list[str]:
    """What needs a second pair of eyes: nobody lets himself in further, and nobody lifts his own shield."""
    whom = "een andere" if is_beheerder(old) else "de"
    wrong = []
    if not account.actief:
        wrong.append(f"U kunt uzelf niet uitzetten. Vraag {whom} beheerder.")
    if account.functies != old.functies:
        wrong.append(f"U kunt uw eigen functies niet veranderen. Vraag {whom} beheerder.")
    if old.wijk and account.wijk != old.wijk:
        wrong.append(f"U kunt uw eigen wijk niet veranderen. Vraag {whom} beheerder.")
    return wrong


def _with_wijk(account: Account, known: list[str]) -> tuple[Account, list[str]]:
    """The account with its wijk as everybody writes it, and all that is wrong with it."""
    wrong, wijk = account.faults(), spelled(account.wijk, known)
    if not _bare(account.wijk):
        return replace(account, wijk=""), wrong
    if wijk is None:
        choice = ", ".join(one for one in known if one)
        return account, [*wrong, f"Deze wijk is niet bekend. Kies een van deze: {choice}."]
    return replace(account, wijk=wijk), wrong


def _bare(wijk: str) -> str:
    return "".join(wijk.split()).casefold()


def _differences(old: Medewerker, account: Account) -> list[str]:
    """In words of the list of looks; the wijk itself is nobody's business there."""
    words = _moved(old.functies, account.functies)
    if old.wijk != account.wijk:
        words.append("wijk_veranderd")
    if old.actief != account.actief:
        words.append("toegang_gegeven" if account.actief else "toegang_ontnomen")
    return words


def _moved(before: frozenset[str], after: frozenset[str]) -> list[str]:
    given = [f"functie_{one}_gegeven" for one in sorted(after - before)]
    return given + [f"functie_{one}_ontnomen" for one in sorted(before - after)]


def _note(store: Store, done: Done, id: str, *words: str) -> None:
    for wat in words:
        store.inzagen.add(done.by, wat, None, done.op, over_id=id)
