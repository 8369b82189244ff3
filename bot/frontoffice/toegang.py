"""Whether somebody may come in: password, second factor, and how often it may go wrong. Knows no pages."""

from datetime import datetime, timedelta

from bot.frontoffice import tweede, wachtwoord
from bot.store import Store
from bot.store.medewerkers import Medewerker

TRIES = 5
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=8)

# One sentence for every reason, so that nobody learns here who works with us.
NEUTRAL = (
    "Inloggen is niet gelukt. Kijk uw inlognaam en wachtwoord na."
    " Ging het vaker mis? Wacht dan een kwartier, of vraag de beheerder."
)
# Of whom nothing is known: stands in the list of looks where the id of a colleague would be.
NOBODY = ""


def wait_after(failures: int) -> timedelta | None:
    """How long the door stays shut after so many failures in a row."""
    if failures < TRIES:
        return None
    doublings = min(failures - TRIES, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def is_shut(medewerker: Medewerker, now: datetime) -> bool:
    """Whether no password or code of this colleague is taken now."""
    return medewerker.dicht_tot is not None and now < medewerker.dicht_tot


async def by_password(store: Store, login: str, password: str, now: datetime) -> Medewerker | None:
    """The colleague, when login and password are right and the account is open.

    Takes the same time and leaves the same trace for a login that does not exist, so that neither tells.
    """
    found = store.medewerkers.by_login(login)
    right = await wachtwoord.fits(None if found is None else found.wachtwoord, password)
    with store.transaction():
        # Read again: others may have knocked while the password was checked.
        medewerker = None if found is None else store.medewerkers.load(found.id)
        if medewerker is None:
            store.inzagen.add(NOBODY, "wachtwoord_fout", None, now)
            return None
        if is_shut(medewerker, now) or not medewerker.actief:
            store.inzagen.add(medewerker.id, "buitengesloten", None, now)
            return None
        if not right or found is None or medewerker.wachtwoord != found.wachtwoord:
            _count(store, medewerker, "wachtwoord_fout", now)
            return None
    await _keep_strong(store, medewerker, password)
    return medewerker


async def _keep_strong(store: Store, medewerker: Medewerker, password: str) -> None:
    """A hash of older settings is made anew at the only moment at which the password is known."""
    old = medewerker.wachtwoord
    if old is None or not wachtwoord.is_dated(old):
        return
    new = await wachtwoord.hashed(password)
    with store.transaction():
        store.medewerkers.rehash(medewerker.id, old, new)


async def knows_password(store: Store, medewerker: Medewerker, password: str, now: datetime) -> bool:
    """The same for who is in already and changes something that matters; wrong guesses count."""
    found = await by_password(store, medewerker.login, password, now)
    if found is None:
        return False
    with store.transaction():
        store.medewerkers.forget_failures(found.id)
    return True


def by_sign_on(store: Store, mail: str, issuer: str, sub: str, now: datetime) -> Medewerker | None:
    """The colleague with this mail address, when it is who came in as that colleague before. Inside a transaction.

    A mail address may pass to somebody else, `sub` never does. A door shut by wrong passwords stays open here: none
    was asked.
    """
    found = store.medewerkers.by_login(mail)
    if found is None or not found.actief:
        store.inzagen.add(NOBODY if found is None else found.id, "gemeente_onbekend", None, now)
        return None
    if not store.medewerkers.bind_oidc(found.id, issuer, sub):
        store.inzagen.add(found.id, "gemeente_ander", None, now)
        return None
    return found


def by_code(store: Store, id: str, code: str, now: datetime) -> bool:
    """Whether this is the code of now, not used before. Inside a transaction."""
    medewerker = store.medewerkers.load(id)
    if is_shut(medewerker, now) or not medewerker.actief:
        store.inzagen.add(id, "buitengesloten", None, now)
        return False
    step = None if medewerker.totp is None else tweede.step_of(medewerker.totp, code, now)
    if step is None or not store.medewerkers.use_totp(id, step):
        _count(store, medewerker, "code_fout", now)
        return False
    return True


def confirm_secret(store: Store, id: str, secret: str, code: str, now: datetime) -> bool:
    """Take up a new second factor, when the code proves that the telephone has it. Inside a transaction."""
    medewerker = store.medewerkers.load(id)
    step = tweede.step_of(secret, code, now)
    if medewerker.totp is not None or step is None:
        return False
    store.medewerkers.set_totp(id, secret)
    store.medewerkers.use_totp(id, step)
    store.inzagen.add(id, "code_ingesteld", None, now)
    return True


def _count(store: Store, medewerker: Medewerker, wat: str, now: datetime) -> None:
    """One more failure in a row; shut the door when it is one too many."""
    wait = wait_after(medewerker.pogingen + 1)
    store.medewerkers.count_failure(medewerker.id, None if wait is None else now + wait)
    store.inzagen.add(medewerker.id, wat, None, now)
    if wait is not None:
        store.inzagen.add(medewerker.id, "buitengesloten", None, now)
