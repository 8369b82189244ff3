"""What a resident takes along of a place: its number and address, or its times. Whose page it is plays no part."""

from typing import TYPE_CHECKING

from starlette.responses import Response

from bot.chatpagina import bladen
from bot.chatpagina.bezoek import Bezoek
from bot.chatpagina.verloop import Deel

if TYPE_CHECKING:
    from bot.app import App


async def file(bezoek: Bezoek) -> Response:
    """One file, by the id of the place and what it is."""
    name = bezoek.request.path_params["bestand"]
    files = bezoek.app.renderer.bestanden(name.rpartition(".")[0], bezoek.now)
    found = next((one for one in files if one.naam == name), None)
    if found is None:
        return await bladen.nowhere(bezoek)
    headers = {"Content-Disposition": f'attachment; filename="{found.naam}"'}
    return Response(found.inhoud, headers=headers, media_type=found.soort)


def files_of(app: "App", deel: Deel) -> list[tuple[str, str]]:
    """What can be kept below this part: (name of the file, name of the place). The kaart of now decides."""
    id = deel.plek or deel.bestand.rpartition(".")[0]
    if not id or not app.renderer.known(id):
        return []
    names = [one.naam for one in app.renderer.bestanden(id, app.clock.now())]
    return [(name, app.kaart.nu.get(id).naam) for name in names if deel.bestand in ("", name)]
