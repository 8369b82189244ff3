// Keys, and a list that refreshes without disturbing who reads it. Every page works without this file.
(() => {
  "use strict";
  const field = "input:not([type=checkbox], [type=radio]), textarea, select";
  const switched = document.querySelector("#toetsen-uit");
  if (switched) {
    switched.closest("label").hidden = false;
    switched.checked = localStorage.toetsen === "uit";
    switched.addEventListener("change", () => { localStorage.toetsen = switched.checked ? "uit" : "aan"; });
  }

  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-rij] a")];
    const next = rows[Math.max(rows.indexOf(document.activeElement) + by, 0)];
    next?.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.toetsen === "uit") return;
    if (event.target.matches(field)) return event.key === "Escape" && event.target.blur();
    if (event.key === "j") return step(1);
    if (event.key === "k") return step(-1);
    const asked = document.querySelector(`[data-toets="${CSS.escape(event.key)}"]`);
    if (!asked) return;
    event.preventDefault();
    const fold = asked.closest("details");
    if (fold) fold.open = true;
    if (asked.matches(`summary, ${field}`)) asked.focus();
    else asked.click();
  });

  // What came back the same stays: nothing is read aloud twice, and nobody loses his place.
  const last = new WeakMap();
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (last.get(detail.target) === detail.serverResponse) detail.shouldSwap = false;
    last.set(detail.target, detail.serverResponse);
  });

  // New work: the number goes into the title of the tab, and is said once.
  document.addEventListener("htmx:afterSettle", () => {
    const told = document.querySelector("[data-titel]")?.dataset;
    if (!told) return;
    document.title = told.titel;
    const signal = document.querySelector("#stil-signaal");
    if (signal.textContent !== told.nieuws) signal.textContent = told.nieuws;
  });
})();
