// Keys and the quiet signal. Every page works without this file.
(() => {
  "use strict";
  const typing = (at) => at.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-rij] a")];

  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const here = all.indexOf(document.activeElement);
    all[Math.min(Math.max(here + by, 0), all.length - 1)].focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target)) return;
    const jump = document.querySelector(`[data-toets="${CSS.escape(event.key)}"]`);
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (jump) {
      event.preventDefault();
      if (jump.matches("input, textarea, select, summary")) {
        const fold = jump.closest("details");
        if (fold) fold.open = true;
        jump.focus();
      } else jump.click();
    }
  });

  // New work: the number goes into the title of the tab, and is said once.
  document.addEventListener("htmx:afterSettle", () => {
    const found = document.querySelector("[data-titel]");
    if (found) document.title = found.dataset.titel;
  });

  document.querySelector("[role=alert]")?.focus();
})();
