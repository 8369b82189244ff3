"""Where we were, said once more after something came in between. Pure."""

from bot.core.effects import Effect, Knop
from bot.core.forward import BEREIK_KNOPPEN, PAKKET_KNOPPEN
from bot.core.gesprek import MENS, Fase, Gesprek, question, say
from bot.core.offer import complaint

# Something was being asked or filled in; it is put again after an interruption.
IN_FORM = frozenset(
    {
        Fase.VRAAGT,
        Fase.AFSPRAAK,
        Fase.VRAAGT_BEREIK,
        Fase.VRAAGT_CONTACT,
        Fase.TOONT_PAKKET,
        Fase.WIJZIGT_PAKKET,
    }
)


def prompt(gesprek: Gesprek) -> tuple[Effect, ...]:
    """Where we were, said once more; nothing when the resident may say anything."""
    if gesprek.fase == Fase.VRAAGT and gesprek.vraag is not None:
        return (question(gesprek.vraag),)
    if gesprek.fase == Fase.STELT_VOOR and (signaal := gesprek.signaal) is not None:
        if signaal.danger_in_talk:
            return ()  # a person was offered, no places
        if signaal.route == "klacht":
            return (complaint(),)
        if not signaal.getoond:  # then there are no places to come back to
            return (say("knop.verder", Knop("doorgeven"), Knop("nieuw"), MENS),)
    return _PROMPTS.get(gesprek.fase, ())


_PROMPTS: dict[Fase, tuple[Effect, ...]] = {
    Fase.STELT_VOOR: (say("plekken.nog", Knop("meer"), Knop("doorgeven"), Knop("klaar"), MENS),),
    Fase.VRAAGT_BEREIK: (say("bereik.vraag", *BEREIK_KNOPPEN),),
    Fase.VRAAGT_CONTACT: (say("bereik.contact", Knop("bereik_gesprek")),),
    Fase.TOONT_PAKKET: (say("pakket.wacht", *PAKKET_KNOPPEN),),
    Fase.WIJZIGT_PAKKET: (say("pakket.verander", Knop("annuleer")),),
    Fase.AFSPRAAK: (say("afspraak.nog", Knop("opvolging_ja"), Knop("opvolging_nee"), MENS),),
}
