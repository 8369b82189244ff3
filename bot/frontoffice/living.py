"""The one question before every action of a colleague: is the signaal still there to do something with?"""

from bot.core.signaal import Signaal, Status
from bot.frontoffice.errors import SignaalGoneError
from bot.store import Store


def living(store: Store, signaal_id: str) -> Signaal:
    """The signaal as it stands. Raises SignaalGoneError when the resident erased or withdrew it."""
    try:
        signaal = store.signalen.load(signaal_id)
    except KeyError:
        raise SignaalGoneError(signaal_id) from None
    if signaal.status == Status.INGETROKKEN:
        raise SignaalGoneError(signaal_id)
    return signaal
