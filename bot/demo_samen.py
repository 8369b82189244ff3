"""The page of `elkedeur demo` that shows the chat of residents and the inbox of colleagues side by side."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.app import App
from bot.chatpagina import weergave as cookie
from bot.clock import SystemClock
from bot.dagen import day_in_words
from bot.serving import called

HERE = Path(__file__).parent
FILES = ("demo_samen.css", "demo_samen.js")


def make_samen(
    app: App, own: str, chat: str, inbox: str, week_later: Callable[[], Awaitable[None]]
) -> Starlette:
    """own, chat, inbox: the addresses of this page and of the two that stand in it."""
    headers = _headers(chat, inbox)
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template, fill = environment.get_template("demo_samen.html.jinja"), app.renderer.teksten.fill
    words = {name: fill(f"demo.samen_{name}") for name in ("uitleg", "bewoner", "collega", "week")}

    async def page(request: Request) -> Response:
        now = fill("demo.samen_nu", dag=day_in_words(app.clock.now()))
        html = template.render(words, chat=chat, inbox=inbox, nu=now)
        response = HTMLResponse(html, headers=headers)
        if _from_before(app, request):
            response.delete_cookie(called(cookie.COOKIE, https=False), path="/")
        return response

    async def week(request: Request) -> Response:
        # The address is a fixed one, so every browser says where the button stood.
        if request.headers.get("origin") != own:
            return PlainTextResponse(fill("demo.samen_van_elders"), 403, headers)
        await week_later()
        return RedirectResponse("/", 303, headers)

    async def static(request: Request) -> Response:
        return FileResponse(HERE / request.url.path.removeprefix("/"), headers=headers)

    return Starlette(
        routes=[
            Route("/", page),
            Route("/week", week, methods=["POST"]),
            *(Route(f"/{name}", static) for name in FILES),
        ]
    )


def _headers(chat: str, inbox: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self';"
            f" frame-src {chat} {inbox}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        ),
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def _from_before(app: App, request: Request) -> bool:
    """The browser still has the cookie of an earlier demo; the chat would begin by saying that all is wiped."""
    secret, _ = cookie.parts(request.cookies.get(called(cookie.COOKIE, https=False), ""), frozenset())
    return secret is not None and app.store.chats.find("sessie", secret, SystemClock().now()) is None
