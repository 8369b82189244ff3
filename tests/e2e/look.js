// What trips up who has a small screen, large letters or a shaky hand: gives a sentence for each fault.
() => {
  const root = document.documentElement;
  const faults = [];
  const name = (at) => `<${at.tagName.toLowerCase()}> ${(at.innerText || at.value || at.name || at.id).trim().slice(0, 40)}`;
  const shown = (at) => at.checkVisibility({ visibilityProperty: true }) && !at.closest(".overslaan, .alleen-voorlezen, .verborgen")
    && getComputedStyle(at).clipPath !== "inset(50%)";
  const fits = (box, by) => box.left >= by.left - 1 && box.right <= by.right + 1;

  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].filter((at) => at.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`the page scrolls sideways because of ${wide.slice(-3).map(name).join("; ")}`);
  }
  for (const at of document.querySelectorAll("body *")) {
    const style = getComputedStyle(at);
    if (shown(at) && style.overflowX !== "visible" && style.overflowX !== "auto" && at.scrollWidth > at.clientWidth + 1)
      if (!at.matches("input, select, textarea")) faults.push(`cut off: ${name(at)}`);
  }
  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
  for (const at of controls.filter(shown)) {
    at.scrollIntoView({ block: "center", inline: "nearest" });
    const box = at.getClientRects()[0];
    const region = at.closest(".tabel") || root;
    if (!fits(box, { left: 0, right: root.clientWidth }) && region === root) faults.push(`outside the page: ${name(at)}`);
    if (at.matches("button, .knop, summary") && at.scrollWidth > at.clientWidth + 1) faults.push(`does not hold its words: ${name(at)}`);
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!hit || !(at.contains(hit) || at.labels && [...at.labels].some((one) => one.contains(hit)))) faults.push(`lies under another: ${name(at)}`);
    // A link within a sentence may be as high as its line (WCAG 2.5.8).
    const inSentence = at.matches("a") && getComputedStyle(at).display === "inline";
    const label = at.matches("[type=radio], [type=checkbox]") && at.closest("label");
    const target = (label || at).getBoundingClientRect();
    if (!inSentence && (target.width < 24 || target.height < 24)) faults.push(`${Math.round(target.width)} by ${Math.round(target.height)}: ${name(at)}`);
  }
  scrollTo(0, 0);
  return { faults, controls: controls.filter(shown).map(name) };
}
