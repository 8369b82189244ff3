"""What a colleague does on the page of a signaal. What cannot be undone is shown first and asked once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from bot.frontoffice.desk import Desk, SignaalGoneError
from bot.frontoffice.functies import Recht
from bot.frontoffice.web import signaal as signaal_page
from bot.frontoffice.web.filters import leefgebied, word
from bot.frontoffice.web.visit import Page, Visit, whole
from bot.frontoffice.work import Work, WorkRefusedError
from bot.kalender import Kalender
from bot.store.behandelingen import Rij
from bot.store.errors import BehandelingChangedError
from bot.teksten.standaard import gaps, standard_texts
from sociale_kaart.names import named

LONGEST = 3000  # characters of what a colleague writes


@dataclass(frozen=True)
class Doing:
    """One action on one signaal."""

    visit: Visit
    rij: Rij
    desk: Desk
    work: Work

    @property
    def id(self) -> str:
        return self.rij.signaal_id

    @property
    def me(self) -> str:
        return self.visit.me.id

    @property
    def answer_by(self) -> datetime:
        """Until when a resident may answer what is asked now."""
        return Kalender().add_working_days(self.visit.now, self.visit.app.settings.reactie_dagen)

    @property
    def versie(self) -> int:
        """How often the signaal had changed when the page was made; 0 is never right."""
        return whole(self.visit.text("versie"), 0)

    @property
    def key(self) -> str:
        """Each version takes one action (`BehandelingStore.claim`), so this is used once."""
        return f"web:{self.id}:{self.versie}"

    def text(self, name: str, what: str) -> str:
        """A field that must be filled in. Raises WorkRefusedError. what: how the colleague calls it."""
        tekst = self.visit.text(name)
        if not tekst:
            raise WorkRefusedError(f"{what} ontbreekt. Vul dat in.")
        if len(tekst) > LONGEST:
            raise WorkRefusedError(f"{what} is te lang. Maak het korter dan {LONGEST} tekens.")
        return tekst

    def words(self) -> str:
        """What goes to the resident: never with a gap that was not filled in. Raises WorkRefusedError."""
        tekst = self.text("tekst", "De tekst")
        if left := gaps(tekst):
            raise WorkRefusedError(f"In de tekst moet nog iets worden ingevuld: {', '.join(left)}.")
        return tekst


@dataclass(frozen=True)
class Action:
    """run: does it. shows: what the resident or another will read, when it is asked once."""

    run: Callable[[Doing], object]
    shows: Callable[[Doing], tuple[str, ...]] | None = None


async def act(visit: Visit) -> Response:
    """One action; comes back to the page, with what is wrong and what was typed when it was refused."""
    rij = signaal_page.row(visit)
    name = visit.request.path_params["actie"]
    action = ACTIONS.get(name)
    if action is None:
        return visit.page("nergens.html.jinja", status=404)
    if rij is None:  # the page stood open, and it was there then
        return visit.page("signaal/weg.html.jinja", status=410)
    if chosen := visit.text("standaard"):
        return _with_standard_text(visit, rij, name, chosen)
    doing = Doing(visit, rij, visit.site.desk, visit.site.work)
    try:
        if action.shows is not None and not visit.text("zeker"):
            return _ask_once(doing, name, action.shows(doing))
        _do(doing, name, action)
    except (WorkRefusedError, BehandelingChangedError) as error:
        status = 409 if isinstance(error, BehandelingChangedError) else 422
        fresh = signaal_page.row(visit) or rij
        return signaal_page.page(
            visit, fresh, fouten=[str(error)], actie=name, typed=_typed(visit), status=status
        )
    except SignaalGoneError:
        return visit.page("signaal/weg.html.jinja", status=410)
    visit.app.wake()
    still_mine = signaal_page.row(visit) is not None
    return visit.to(f"/signaal/{rij.nummer}?gedaan={name}" if still_mine else "/inbox/mijn")


def _do(doing: Doing, name: str, action: Action) -> None:
    store = doing.visit.app.store
    with store.transaction():
        store.behandelingen.claim(doing.id, doing.versie, doing.visit.now)
        action.run(doing)
        doing.visit.log(name, doing.id)


def _ask_once(doing: Doing, name: str, lines: tuple[str, ...]) -> Response:
    return doing.visit.page(
        "signaal/zeker.html.jinja", rij=doing.rij, actie=name, lines=lines, typed=_typed(doing.visit)
    )


def _with_standard_text(visit: Visit, rij: Rij, name: str, chosen: str) -> Response:
    """The page again, with the chosen text below what was typed already."""
    texts = {one.id: one.tekst for one in standard_texts()}
    typed = _typed(visit)
    typed["tekst"] = "\n\n".join(filter(None, (typed.get("tekst", ""), texts.get(chosen, ""))))
    return signaal_page.page(visit, rij, actie=name, typed=typed)


def _typed(visit: Visit) -> dict[str, str]:
    hidden = ("csrf", "versie", "standaard", "zeker")
    return {
        name: value for name, value in visit.form.items() if isinstance(value, str) and name not in hidden
    }


# --- what the resident notices ---


def _answer_shown(doing: Doing) -> tuple[str, ...]:
    return (doing.desk.preview_answer(doing.desk.load(doing.id), doing.words()),)


def _answer(doing: Doing) -> object:
    return doing.desk.answer(doing.id, doing.words(), doing.key, doing.me)


def _ask_shown(doing: Doing) -> tuple[str, ...]:
    return (doing.desk.preview_ask(doing.desk.load(doing.id), doing.words(), doing.answer_by),)


def _ask(doing: Doing) -> object:
    return doing.desk.ask(doing.id, doing.words(), doing.key, doing.me, doing.answer_by)


def _place(doing: Doing) -> str:
    """The id of the place that was chosen from the list or typed. Raises WorkRefusedError."""
    typed = doing.visit.text("plek_naam")
    kaart = doing.visit.app.kaart.nu
    if typed:
        found = named(kaart, typed)
        if found is None:
            raise WorkRefusedError(f"Er staat geen plek op de kaart die '{typed}' heet. Kijk de naam na.")
        return found.id
    chosen = doing.text("plek", "De plek")
    if chosen not in kaart:
        raise WorkRefusedError("Deze plek staat niet meer op de kaart. Kies een andere.")
    return chosen


def _extra(doing: Doing) -> str:
    return doing.words() if doing.visit.text("tekst") else ""


def _propose_shown(doing: Doing) -> tuple[str, ...]:
    return doing.desk.preview_voorstel(doing.desk.load(doing.id), _place(doing), _extra(doing))


def _propose(doing: Doing) -> object:
    return doing.desk.propose(doing.id, _place(doing), _extra(doing), doing.key, doing.me)


def _close_shown(doing: Doing) -> tuple[str, ...]:
    return doing.desk.preview_close(doing.desk.load(doing.id))


def _close(doing: Doing) -> object:
    return doing.desk.close(doing.id, doing.key, doing.me, doing.text("uitkomst", "De uitkomst"))


# --- what stays among colleagues ---


def _assign(doing: Doing) -> None:
    doing.work.assign(doing.id, doing.me, doing.text("aan", "De collega"), doing.visit.now)


def _note(doing: Doing) -> object:
    return doing.work.note(doing.id, doing.me, doing.text("tekst", "De notitie"), doing.visit.now)


def _spoke(doing: Doing) -> object:
    hoe = doing.text("hoe", "Hoe u de bewoner sprak")
    return doing.desk.spoke(doing.id, hoe, doing.visit.text("tekst"), doing.key, doing.me)


def _spoke_shown(doing: Doing) -> tuple[str, ...]:
    return (
        word(doing.text("hoe", "Hoe u de bewoner sprak"), "gesproken"),
        doing.work.masked(doing.visit.text("tekst")),
    )


def _undo_note(doing: Doing) -> None:
    doing.work.undo_note(doing.id, whole(doing.visit.text("handeling"), 0), doing.visit.now)


def _regisseur(doing: Doing) -> None:
    doing.work.set_regisseur(doing.id, doing.me, doing.visit.text("regisseur") or None, doing.visit.now)


def _level(doing: Doing) -> int:
    return whole(doing.text("niveau", "Het niveau"), 0)


def _raise_shown(doing: Doing) -> tuple[str, ...]:
    levels, niveau = doing.visit.app.settings.opschaling, _level(doing)
    if not 1 <= niveau <= len(levels):
        raise WorkRefusedError("Kies naar wie u opschaalt.")
    reden = doing.text("reden", "De reden")
    return (
        f"{levels[niveau - 1].naam} krijgt een melding, zonder iets over de bewoner.",
        f"Uw reden: {reden}",
    )


def _raise(doing: Doing) -> None:
    reden = doing.text("reden", "De reden")
    doing.work.raise_level(doing.id, doing.me, _level(doing), reden, doing.visit.now)


def _forward_shown(doing: Doing) -> tuple[str, ...]:
    aan = doing.text("mail", "Het mailadres")
    # As it goes: what is personal in it is hidden on the way out.
    words = doing.work.masked(doing.words())
    return (f"Aan: {doing.text('partij', 'De naam van de organisatie')} ({aan})", words)


def _forward(doing: Doing) -> None:
    partij, mail = doing.text("partij", "De naam van de organisatie"), doing.text("mail", "Het mailadres")
    doing.work.forward_out(doing.id, doing.me, partij, mail, doing.words(), doing.visit.now)


def _link(doing: Doing) -> None:
    nummer, soort = doing.text("nummer", "Het nummer"), doing.text("soort", "Wat hoort bij elkaar")
    doing.work.link(doing.id, doing.me, nummer, soort, doing.visit.now)


def _misread_shown(doing: Doing) -> tuple[str, ...]:
    text, teksten = doing.visit.text, doing.visit.app.renderer.teksten
    haste = text("urgentie")
    lines = (
        ("Gaat over", leefgebied(text("leefgebied"))),
        ("Voor wie", word(text("rol"), "rol")),
        (
            "Haast",
            teksten.word("urgentie_collega", haste) if teksten.has_word("urgentie_collega", haste) else "",
        ),
        ("Opmerking", doing.work.masked(text("opmerking"))),
    )
    changed = tuple(f"{what}: {value}" for what, value in lines if value)
    if not changed:
        raise WorkRefusedError("Kies wat er anders moet.")
    return changed


def _misread(doing: Doing) -> None:
    leefgebied, rol, urgentie = (doing.visit.text(name) for name in ("leefgebied", "rol", "urgentie"))
    opmerking = doing.visit.text("opmerking")
    doing.work.misread(doing.id, doing.me, leefgebied, rol, urgentie, opmerking, doing.visit.now)


def _place_wrong_shown(doing: Doing) -> tuple[str, ...]:
    plek, soort = doing.text("plek", "De plek"), doing.text("soort", "Wat er niet klopt")
    if plek not in doing.visit.app.kaart.nu:
        raise WorkRefusedError("Deze plek staat niet meer op de kaart.")
    return (
        f"{doing.visit.app.kaart.nu.get(plek).naam}: {word(soort, 'plek_fout')}",
        doing.visit.text("opmerking"),
    )


def _place_wrong(doing: Doing) -> None:
    plek, soort = doing.text("plek", "De plek"), doing.text("soort", "Wat er niet klopt")
    doing.work.place_wrong(doing.id, doing.me, plek, soort, doing.visit.text("opmerking"), doing.visit.now)


ACTIONS: Mapping[str, Action] = {
    "oppakken": Action(lambda doing: doing.desk.take_up(doing.id, doing.key, doing.me)),
    "loslaten": Action(lambda doing: doing.work.release(doing.id, doing.me, doing.visit.now)),
    "toewijzen": Action(_assign),
    "antwoord": Action(_answer, _answer_shown),
    "vraag": Action(_ask, _ask_shown),
    "plek": Action(_propose, _propose_shown),
    "notitie": Action(_note),
    "gesproken": Action(_spoke, _spoke_shown),
    "notitie_weg": Action(_undo_note),
    "regisseur": Action(_regisseur),
    "opschalen": Action(_raise, _raise_shown),
    "terugschalen": Action(lambda doing: doing.work.lower_level(doing.id, doing.me, doing.visit.now)),
    "doorsturen": Action(_forward, _forward_shown),
    "koppelen": Action(_link),
    "ontkoppelen": Action(
        lambda doing: doing.work.unlink(doing.id, doing.me, doing.visit.text("ander"), doing.visit.now)
    ),
    "afschermen": Action(lambda doing: doing.work.shield(doing.id, doing.me, True, doing.visit.now)),
    "openzetten": Action(lambda doing: doing.work.shield(doing.id, doing.me, False, doing.visit.now)),
    "correctie": Action(_misread, _misread_shown),
    "plek_fout": Action(_place_wrong, _place_wrong_shown),
    "gezien": Action(lambda doing: doing.work.see(doing.id, doing.me, doing.visit.now)),
    "niet_gezien": Action(lambda doing: doing.work.unsee(doing.id, doing.visit.now)),
    "afsluiten": Action(_close, _close_shown),
    "heropenen": Action(
        lambda doing: doing.desk.reopen(doing.id, doing.key, doing.me),
        lambda doing: doing.desk.preview_reopen(doing.desk.load(doing.id)),
    ),
}

PAGES = (Page("/signaal/{nummer}/{actie}", act, Recht.SIGNALEN, ("POST",)),)
