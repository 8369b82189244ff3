// A week on without loading the frames anew: what was being typed in them stays. Works by the form alone as well.
(() => {
  "use strict";
  const form = document.querySelector("#week");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector("#nu").textContent = page.querySelector("#nu").textContent;
    } catch {
      form.submit();
    }
    button.disabled = false;
    button.focus();
  });
})();
