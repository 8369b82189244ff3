"""The chat page by keyboard alone and in the order of a screen reader: all can be reached, seen, heard and left."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.chatpage import STORY, TEKSTEN, Go, Pagina, Resident, words

pytestmark = pytest.mark.e2e

MOST_TABS = 60
# Whether who looks can see where he is: something stands around it, and it lies under nothing.
SEEN = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
  const hit = document.elementFromPoint(x, y);
  return drawn && hit !== null && (at.contains(hit) || [...(at.labels || [])].some((one) => one.contains(hit)));
}"""
NAME = "at => (at.labels?.[0] || at).innerText.trim()"
# What a screen reader is given to say: every text that comes into the log, as one sees it.
LISTEN = """() => {
  window.said = [];
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
    if (node.textContent.trim()) said.push(node.textContent.trim().replace(/\\s+/g, " "));
  }))).observe(document.querySelector("[role=log]"), { childList: true, subtree: true, characterData: true });
}"""


def play(pagina: Pagina, go: Go) -> None:
    """At a desk: a keyboard, and no finger."""
    pagina.play(go, is_mobile=False, has_touch=False, viewport={"width": 1024, "height": 700})


class Keys:
    """Whoever has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def here(self) -> Locator:
        return self.page.locator(":focus")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def to(self, words: str, key: str = "Tab") -> None:
        """On with Tab; every place on the way can be seen."""
        for _ in range(MOST_TABS):
            await self.press(key)
            name = await self.here.evaluate(NAME)
            assert await self.page.evaluate(SEEN), name
            if words in name:
                return
        raise AssertionError(f"no way by {key} to: {words}")

    async def round(self) -> list[str]:
        """Every place that Tab comes to, from the top until the page is left."""
        first = self.page.get_by_role("link", name=words("naar_typen"))
        await self.page.evaluate("scrollTo(0, 0)")
        await first.focus()
        names = [words("naar_typen")]
        for _ in range(MOST_TABS):
            await self.press("Tab")
            if await self.page.evaluate("document.activeElement === document.body"):
                return names
            names.append(await self.here.evaluate(NAME))
            assert await self.page.evaluate(SEEN), names[-1]
        raise AssertionError(f"trapped: {names[-5:]}")


def test_tab_goes_from_top_to_bottom_and_out(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        keys = Keys(resident.page)
        await resident.opens()
        leefgebieden = [TEKSTEN.word("leefgebied", id) for id in TEKSTEN.words("kies") if id != "ander"]
        first = await keys.round()
        top = [words("naar_typen"), "Elke Deur", words("snel_weg"), words("menu"), words("nood")]
        bottom = [words("typ"), words("inspreken"), words("verstuur"), words("mens"), words("voorlezen")]
        assert first[: len(top) + 2] == [*top, words("code_heb_ik"), words("voor_mij")]
        assert sorted(first[len(top) + 2 : -len(bottom)]) == sorted(leefgebieden)
        assert first[-len(bottom) :] == bottom
        await resident.says(STORY)
        second = await keys.round()
        assert second[: len(top)] == top
        assert second[-len(bottom) :] == bottom
        knoppen = await resident.page.locator("button[name=knop]:visible").all_inner_texts()
        assert second[-len(bottom) - len(knoppen) : -len(bottom)] == [one.strip() for one in knoppen]

    play(pagina, go)


def test_the_conversation_and_the_menu_go_by_keyboard(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page, keys = resident.page, Keys(resident.page)
        await resident.opens()
        await keys.press("Tab", "Enter")  # straight to typing
        await expect(resident.field).to_be_focused()
        await page.keyboard.type("eerste regel")
        await keys.press("Shift+Enter")
        await page.keyboard.type(STORY)
        await keys.press("Enter")
        await resident.hears()
        await expect(resident.mine).to_contain_text("eerste regel")
        await expect(resident.field).to_be_focused()
        await expect(resident.field).to_have_value("")
        await keys.to("Laat meer zien", "Shift+Tab")  # the newest choices lie just above
        await keys.press("Enter")
        await resident.hears()
        await expect(resident.field).to_be_focused()  # and not lost with the buttons

        await keys.to(words("menu"), "Shift+Tab")
        await keys.press("Enter")
        await keys.to(words("letters"))
        await keys.press("Space")
        await keys.to(words("pas_toe"))
        await keys.press("Enter")
        await expect(page.locator("html")).to_have_class("groot vanzelf met-script")
        await keys.to(words("menu"))
        await keys.press("Enter")
        await keys.to(words("status"))
        await keys.press("Enter")
        await resident.hears()
        await expect(resident.mine.last).to_contain_text(words("status"))
        await keys.to(words("snel_weg"), "Shift+Tab")
        await keys.press("Enter")
        await expect(page.get_by_role("heading", name="/weer")).to_be_visible()

    play(pagina, go)


def test_a_leefgebied_chosen_by_keyboard_does_not_lose_the_place(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        keys = Keys(resident.page)
        await resident.opens()
        await keys.to(words("voor_mij"))
        await keys.press("ArrowDown")
        await expect(resident.page.get_by_label(words("voor_ander"))).to_be_checked()
        await keys.to(TEKSTEN.word("leefgebied", "wonen"))
        await keys.press("Space")
        await resident.hears()
        await expect(resident.mine).to_contain_text(TEKSTEN.word("kies", "wonen"))
        # From what was just said on, Tab comes to the answer.
        await expect(keys.here).to_contain_text(TEKSTEN.word("kies", "wonen"))
        await keys.press("Tab")
        assert await keys.here.evaluate("at => !!at.closest('#verloop .ons')")

    play(pagina, go)


BEGIN = """
- link "Meteen typen"
- banner:
  - link "Elke Deur"
  - button "Snel weg"
- navigation "Menu":
  - group: Menu
- main:
  - paragraph:
    - link "Direct gevaar? Bel 112."
  - heading "Vertel wat er speelt" [level=1]
  - paragraph:
    - link "Ik heb vier woorden"
  - heading "Liever kiezen? Waar gaat het over?" [level=2]
  - group "Voor wie?":
    - radio "Voor mij" [checked]
    - radio "Voor iemand anders"
  - button "geld en rekeningen"
  - log "Ons gesprek"
  - status
- contentinfo:
  - textbox "Typ hier wat er is"
  - button "Spreek in"
  - button "Verstuur"
  - button "Ik wil iemand spreken"
  - button "Lees voor"
"""
TALK = """
- main:
  - paragraph:
    - link "Direct gevaar? Bel 112."
  - heading "Ons gesprek" [level=1]
  - log "Ons gesprek":
    - list:
      - listitem:
        - text: "U:"
        - paragraph: /Zebrapad/
      - listitem:
        - text: "Elke Deur:"
        - paragraph: /Goed dat u dit vertelt/
      - listitem:
        - text: "Elke Deur:"
        - button "1. Dit past bij mij"
        - button "Ik wil iemand spreken"
  - status
- contentinfo:
  - textbox "Typ hier wat er is"
"""
MENU = """
- navigation "Menu":
  - group:
    - heading "Vragen" [level=2]
    - button "Meer nummers"
    - heading "Later verder praten" [level=2]
    - paragraph: /^[a-z]+( [a-z]+){3}$/
    - heading "Lezen" [level=2]
    - checkbox "Grote letters"
    - checkbox "Meer contrast"
    - group "Licht of donker":
      - radio "Zoals uw telefoon" [checked]
    - button "Zet zo neer"
    - heading "Taal" [level=2]
    - form "Kies deze taal":
      - button "Nederlands" [pressed]
      - button "English"
    - heading "Wis alles" [level=2]
    - paragraph:
      - link "Wis alles"
"""


def test_a_screen_reader_meets_everything_in_order_and_once(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page, body = resident.page, resident.page.locator("body")
        await resident.opens()
        await expect(body).to_match_aria_snapshot(BEGIN)
        await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
        await page.evaluate(LISTEN)
        await resident.says(STORY)
        await expect(body).to_match_aria_snapshot(TALK)
        said = await page.evaluate("said")
        assert sum(STORY in one for one in said) == 1, said  # one's own words are not read twice
        assert [one.startswith("Elke Deur: ") for one in said[1:]] == [True] * (len(said) - 1)
        await resident.opens_menu()
        await expect(body).to_match_aria_snapshot(MENU)
        unnamed = await page.evaluate(
            """[...document.querySelectorAll("button, a[href], input:not([type=hidden]), textarea")]
                .filter((at) => !(at.innerText || at.labels?.[0]?.innerText || "").trim() && at.checkVisibility())
                .map((at) => at.outerHTML)"""
        )
        assert unnamed == []

    play(pagina, go)
