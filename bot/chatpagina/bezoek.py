"""One request to the chat page: whose it is, what was sent, and how to answer. Views get nothing else."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.chatpagina import weergave as cookie
from bot.chatpagina.talen import Taal
from bot.chatpagina.weergave import Weergave
from bot.clock import Clock
from bot.drempel import Drempel
from bot.serving import address_of, called

if TYPE_CHECKING:
    from bot.app import App

SEE_OTHER = 303
# A session lasts as long as the browser is open, and here no longer than a day without anybody.
SESSION_LASTS = timedelta(hours=24)


@dataclass(frozen=True)
class Site:
    """What every page shares. Counted by address, in a way that a library full of people stays below."""

    app: "App"
    templates: Environment
    talen: Mapping[str, Taal]
    wall: Clock
    messages: Drempel = field(default_factory=lambda: Drempel(most=600))
    beginnings: Drempel = field(default_factory=lambda: Drempel(most=100))
    codes: Drempel = field(default_factory=lambda: Drempel(most=30))


@dataclass
class Bezoek:
    """One request. secret: of the session, if there is one; gesprek_id: what it opens.

    now: of the gesprek; wall: of sessions and limits, since in the demo a week passes at the press of a button.
    cookie: the value to set, "" to remove it, None to leave it.
    """

    request: Request
    site: Site
    now: datetime
    wall: datetime
    secret: str | None = None
    gesprek_id: str | None = None
    weergave: Weergave = field(default_factory=Weergave)
    form: FormData = field(default_factory=FormData)
    cookie: str | None = None

    @property
    def app(self) -> "App":
        return self.site.app

    @property
    def address(self) -> str:
        """From where this came."""
        return address_of(self.request, proxy=self.app.settings.chat_proxy)

    @property
    def taal(self) -> Taal:
        """In which the fixed texts are shown."""
        return self.site.talen[self.weergave.taal]

    @property
    def by_script(self) -> bool:
        """The page's own script asks: it wants no whole page back."""
        return self.request.headers.get("x-elkedeur") == "1"

    @property
    def embedded(self) -> bool:
        """The page stands in a frame of another site of the municipality."""
        return "in" in self.request.query_params

    def text(self, name: str) -> str:
        """A posted field; "" when it was not posted or is a file."""
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""

    def recognise(self) -> bool:
        """Fill in whose this is and how he wants to see it; whether there is a gesprek."""
        settings = self.app.settings
        given = self.request.cookies.get(called(cookie.COOKIE, https=settings.chat_https), "")
        self.secret, self.weergave = cookie.parts(given, frozenset(self.site.talen))
        found = None if self.secret is None else self.app.store.chats.find("sessie", self.secret, self.wall)
        self.gesprek_id = found
        return found is not None

    def let_in(self, gesprek_id: str) -> None:
        """From now on this browser holds that gesprek; call inside a transaction."""
        chats = self.app.store.chats
        chats.put_out_old(self.wall)
        if self.secret is not None:
            chats.put_out("sessie", self.secret)
        until = self.wall + SESSION_LASTS
        self.secret = chats.let_in(gesprek_id, "sessie", until)
        chats.here(gesprek_id, self.secret, until, self.now)
        self.gesprek_id = gesprek_id
        self.remember()

    def remember(self) -> None:
        """Write the cookie anew."""
        self.cookie = cookie.value(self.secret, self.weergave)

    def forget(self) -> None:
        """This browser holds nothing any more."""
        secret, self.secret, self.gesprek_id, self.cookie = self.secret, None, None, ""
        if secret is not None:
            with self.app.store.transaction():
                self.app.store.chats.put_out("sessie", secret)

    def page(self, template: str, *, status: int = 200, **context: Any) -> Response:
        """A whole page."""
        html = self.site.templates.get_template(template).render(
            bezoek=self, t=self.taal, w=self.weergave, s=self.app.settings, **context
        )
        return HTMLResponse(html, status)

    def to(self, path: str) -> Response:
        """Go on elsewhere, and let going back not send again."""
        return RedirectResponse(f"{path}{'?in' if self.embedded else ''}", SEE_OTHER)


View = Callable[[Bezoek], Awaitable[Response]]
