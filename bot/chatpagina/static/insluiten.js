/* For other sites of the municipality: <script src="https://.../insluiten.js" defer></script>
   Puts one button at the lower right; the chat itself is loaded only when somebody presses it. */
(function () {
  "use strict";
  var own = document.currentScript && document.currentScript.src;
  if (!own) return;
  var origin = new URL(own).origin;
  /* The words come with the script, from the same file as all others. */
  var label = window.elkedeurWoorden.open;
  var shut = window.elkedeurWoorden.sluit;
  var frame = null;
  var button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.setAttribute("aria-expanded", "false");
  button.style.cssText = "position:fixed;right:1rem;bottom:1rem;z-index:2147483000;font:600 1rem system-ui,sans-serif;" +
    "padding:.8rem 1.1rem;border-radius:2rem;border:2px solid #fff;background:#0b5c4a;color:#fff;cursor:pointer";

  function open() {
    frame = document.createElement("iframe");
    frame.src = origin + "/?in";
    frame.title = label;
    frame.allow = "microphone";
    frame.style.cssText = "position:fixed;right:1rem;bottom:4.5rem;z-index:2147483000;width:26rem;height:40rem;" +
      "max-width:calc(100vw - 2rem);max-height:calc(100vh - 6rem);border:2px solid #0b5c4a;border-radius:1rem;background:#fff";
    document.body.appendChild(frame);
  }

  button.onclick = function () {
    if (!frame) open();
    else frame.hidden = !frame.hidden;
    frame.style.display = frame.hidden ? "none" : "block";
    button.textContent = frame.hidden ? label : shut;
    button.setAttribute("aria-expanded", String(!frame.hidden));
  };

  function place() { document.body.appendChild(button); }
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
})();
