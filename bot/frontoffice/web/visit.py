"""One request to one page: who asks, what was sent, and how to answer. Views get nothing else."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.clock import Clock
from bot.drempel import Drempel
from bot.frontoffice.functies import Functie, Recht, rechten
from bot.frontoffice.web import cookies
from bot.serving import address_of
from bot.store.behandelingen import Oog
from bot.store.medewerkers import Medewerker
from bot.store.sessies import Sessie

if TYPE_CHECKING:
    from bot.app import App
    from bot.frontoffice.desk import Desk
    from bot.frontoffice.work import Work

SEE_OTHER = 303
LONGEST_NUMBER = 16  # digits; more is no number of ours, and too much for the database
LARGEST_FORM = 64 * 1024  # bytes


@dataclass(frozen=True)
class Site:
    """What every page shares. demo: example colleagues may log in with one click.

    framed_by: the one page that may show these in a frame; None: none may.
    """

    app: "App"
    templates: Environment
    desk: "Desk"
    work: "Work"
    wall: Clock
    demo: bool = False
    framed_by: str | None = None
    drempel: Drempel = field(default_factory=Drempel)


@dataclass
class Visit:
    """One request.

    form: what was posted; empty for a GET. token: goes into every form as `csrf`.
    cookies: name -> value to set, None to remove; guard.py gives them their attributes.
    """

    request: Request
    site: Site
    now: datetime
    medewerker: Medewerker | None = None
    sessie: Sessie | None = None
    form: FormData = field(default_factory=FormData)
    token: str = ""
    cookies: dict[str, str | None] = field(default_factory=dict)

    @property
    def app(self) -> "App":
        return self.site.app

    @property
    def wall(self) -> datetime:
        """The time on the wall, for sessions and codes: in the demo a day of the bot lasts fifteen seconds."""
        return self.site.wall.now()

    @property
    def me(self) -> Medewerker:
        """Who is logged in; only for pages that ask for it."""
        assert self.medewerker is not None
        return self.medewerker

    @property
    def rechten(self) -> frozenset[Recht]:
        """What this colleague may do; nothing but IEDEREEN for a stranger."""
        if self.medewerker is None or self.sessie is None or not self.sessie.bewezen:
            return frozenset({Recht.IEDEREEN})
        return rechten(Functie(f) for f in self.medewerker.functies)

    @property
    def oog(self) -> Oog:
        """How the store must look for this colleague."""
        return Oog(self.me.id, self.me.wijk, Recht.REGIE in self.rechten)

    @property
    def partial(self) -> bool:
        """htmx asks for a part of the page."""
        return self.request.headers.get("HX-Request") == "true"

    @property
    def address(self) -> str:
        """From where this came; what the proxy says of it only counts where there is one."""
        return address_of(self.request, proxy=self.app.settings.frontoffice_proxy)

    def cookie(self, name: str) -> str | None:
        """What the browser sent along."""
        return cookies.given(self.request, name, https=self.app.settings.frontoffice_https)

    def text(self, name: str) -> str:
        """A posted field, without spaces around it; "" when it was not posted or is a file."""
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def upload(self, name: str) -> UploadFile | None:
        """A posted file, if one was chosen."""
        value = self.form.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None

    def page(self, template: str, /, status: int = 200, **fields: Any) -> HTMLResponse:
        """A template of web/templates. It knows `visit` and what is given here."""
        html = self.site.templates.get_template(template).render(visit=self, **fields)
        return HTMLResponse(html, status_code=status)

    def to(self, path: str) -> Response:
        """Go on to another page, after something was done."""
        return RedirectResponse(path, status_code=SEE_OTHER)

    def log(self, wat: str, signaal_id: str | None = None) -> None:
        """Note that this colleague looked at, or did, this. wat: a word, nothing of a resident."""
        self.app.store.inzagen.add(self.me.id, wat, signaal_id, self.now)


def whole(text: str, otherwise: int) -> int:
    """The number that was posted or stands in an address; whatever is none, or too long to be one, is `otherwise`."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else otherwise


View = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True)
class Page:
    """One line of the table of routes.

    recht: what it asks of who opens it. quiet: refreshes by itself, so it does not keep a session alive.
    largest: bytes that may be posted to it.
    """

    path: str
    view: View
    recht: Recht
    methods: tuple[str, ...] = ("GET",)
    quiet: bool = False
    largest: int = LARGEST_FORM
