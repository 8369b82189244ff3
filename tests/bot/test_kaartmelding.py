"""From "klopt hier iets niet?" to a row for the editor, on a real database, by resident and by colleague."""

import asyncio

import pytest

from bot.perform import MOST_KAARTMELDINGEN
from tests.bot.conftest import Bot


def rows(bot: Bot) -> list[tuple[str, str, str, str]]:
    return [(r.voorziening, r.door, r.wat, r.tekst) for r in bot.app.store.kaartmeldingen.open_rows()]


async def shown(bot: Bot) -> str:
    """A resident who was shown one place; gives its id."""
    await bot.says("ik zie de hele week niemand")
    place = next(arg for _, id, arg in bot.resident.rows[-1].inhoud["knoppen"] if id == "past")
    await bot.taps("past", place)
    return str(place)


def test_the_words_of_a_resident_are_masked_and_shown_to_him_as_his(bot: Bot) -> None:
    async def go() -> str:
        place = await shown(bot)
        await bot.taps("plek_fout", place)
        await bot.says("bel mij maar op 06-12345678, dan leg ik het uit")
        assert any(
            "1 keer zei u dat er iets niet klopt" in text for text in await bot.command("mijngegevens")
        )
        return place

    place = asyncio.run(go())
    assert rows(bot) == [(place, "bewoner", "anders", "bel mij maar op [telefoon], dan leg ik het uit")]


def test_typed_words_below_the_place_need_no_second_time(bot: Bot) -> None:
    async def go() -> str:
        place = await shown(bot)
        await bot.says("dat nummer doet het niet meer")
        return place

    place = asyncio.run(go())
    assert rows(bot) == [(place, "bewoner", "anders", "dat nummer doet het niet meer")]


@pytest.mark.parametrize(
    "tekst", ["mijn man is er niet meer", "de verwarming doet het niet", "dat bestaat niet meer voor mij"]
)
def test_everyday_words_below_the_place_belong_to_the_story(bot: Bot, tekst: str) -> None:
    async def go() -> None:
        await shown(bot)
        await bot.says(tekst)

    asyncio.run(go())
    assert rows(bot) == []
    gesprek_id = bot.rows("select id from gesprek")[0][0]
    signaal = bot.app.store.gesprekken.load(gesprek_id).signaal
    assert signaal is not None
    assert signaal.verhaal[-1] == tekst


def test_klopt_niet_below_the_place_is_about_the_place_and_below_the_list_about_the_reading(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik zie de hele week niemand")
        assert "verkeerd begrepen" in (await bot.says("klopt niet"))[0]
        await shown(bot)
        assert (await bot.says("klopt niet"))[0].startswith("Goed dat u het zegt")

    asyncio.run(go())
    assert len(bot.app.store.herzieningen.open_rows()) == 1


def test_a_made_up_place_is_not_kept_and_nobody_fills_the_list(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik zie de hele week niemand")
        await bot.taps("plek_weg", "mijn zebrapad")
        assert rows(bot) == []
        for _ in range(MOST_KAARTMELDINGEN + 3):
            await bot.taps("plek_weg", "voedselbank")

    asyncio.run(go())
    assert len(rows(bot)) == MOST_KAARTMELDINGEN


@pytest.mark.parametrize("name", ["voedselbank", "Voedselbank (Goederenbank De Baronie)", "VOEDSELBANK"])
def test_a_colleague_says_it_in_the_group(bot: Bot, name: str) -> None:
    bot.app.group.reply("tg:1", "m0", f"kaart klopt niet {name}: vraag 06-12345678, het adres is anders")
    assert rows(bot) == [("voedselbank", "collega", "anders", "vraag [telefoon], het adres is anders")]
    asyncio.run(bot.settle())
    assert "Genoteerd als melding 1" in bot.group.texts[-1]
    assert bot.resident.rows == []


@pytest.mark.parametrize(
    ("tekst", "answer"),
    [
        ("kaart klopt niet: de maan: is er niet", "Ik ken geen plek die 'de maan' heet"),
        ("Kaart klopt niet voedselbank", "Wat klopt er niet bij 'voedselbank'?"),
        ("kaart klopt niet", "Ik ken geen plek"),
    ],
)
def test_what_cannot_be_placed_is_asked_back_and_goes_to_no_resident(
    bot: Bot, tekst: str, answer: str
) -> None:
    bot.app.group.reply("tg:1", "m0", tekst)
    asyncio.run(bot.settle())
    assert rows(bot) == []
    assert answer in bot.group.texts[-1]
    assert bot.resident.rows == []


def test_a_place_that_went_in_the_meantime_gets_a_sentence_and_a_way_to_a_person(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik zie de hele week niemand")
        place = next(arg for _, id, arg in bot.resident.rows[-1].inhoud["knoppen"] if id == "past")
        bot.app.kaart.nu = bot.app.kaart.nu.zonder(str(place))
        await bot.taps("past", str(place))

    asyncio.run(go())
    gone = next(
        row.inhoud for row in bot.resident.rows if "staat niet meer op mijn lijst" in row.inhoud["tekst"]
    )
    assert "mens" in [id for _, id, _ in gone["knoppen"]]
