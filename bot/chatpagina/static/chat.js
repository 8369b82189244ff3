/* The chat page with a script: sends without reloading, keeps trying, shows what comes in, and leaves no trace.
   Plain and old in its ways on purpose: it must work on a phone of ten years old. Without it everything works too,
   by forms. It stores nothing on the device. */
(function () {
  "use strict";
  if (!window.fetch || !window.URLSearchParams || !Element.prototype.closest) return;

  var root = document.documentElement;
  var queue = [];
  var sending = false;
  var wait = 0;
  var source = null;
  var polling = null;
  var mayListen = false;
  var clicked = null;
  var leaving = false;
  var flights = []; /* what is under way */
  root.classList.add("met-script");

  function $(id) { return document.getElementById(id); }
  function all(where, what) { return Array.prototype.slice.call(where.querySelectorAll(what)); }
  function words(name) { var stand = $("stand"); return stand ? stand.getAttribute("data-" + name) || "" : ""; }
  function inFrame() { return root.classList.contains("in") ? "?in" : ""; }

  function say(text, thinking) {
    var stand = $("stand");
    if (!stand) return;
    if (stand.textContent !== text) stand.textContent = text;
    stand.classList.toggle("denkt", !!thinking);
  }

  function freshId() {
    var bytes = new Uint8Array(12);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
  }

  /* --- sending --- */

  /* A connection that hangs is given up: with the same id nothing arrives twice. */
  function abortable() {
    var stop = window.AbortController ? new AbortController() : null;
    if (stop) flights = flights.slice(-4).concat(stop);
    return stop;
  }

  function post(path, body) {
    var stop = abortable();
    if (stop) setTimeout(function () { stop.abort(); }, 25000);
    return fetch(path, {
      method: "POST", body: body, credentials: "same-origin", cache: "no-store", redirect: "manual",
      headers: { "X-ElkeDeur": "1", "Content-Type": "application/x-www-form-urlencoded" },
      signal: stop ? stop.signal : undefined
    });
  }

  function put(form, button) {
    var body = new URLSearchParams();
    all(form, "input, textarea").forEach(function (field) {
      var off = (field.type === "radio" || field.type === "checkbox") && !field.checked;
      if (field.name && !off) body.set(field.name, field.value);
    });
    if (button && button.name) body.set(button.name, button.value);
    var id = freshId();
    body.set("id", id);
    return { id: id, path: form.getAttribute("action"), body: body, typed: body.get("tekst") };
  }

  function bubble(one, text) {
    var li = document.createElement("li");
    var cloud = document.createElement("div");
    var who = document.createElement("span");
    var p = document.createElement("p");
    li.className = "mij wacht";
    li.setAttribute("data-bron", one.id);
    cloud.className = "wolk";
    cloud.setAttribute("dir", "auto");
    who.className = "verborgen";
    who.textContent = words("mij") + ": ";
    p.textContent = text;
    p.style.whiteSpace = "pre-line";
    cloud.appendChild(who);
    cloud.appendChild(p);
    li.appendChild(cloud);
    $("verloop").appendChild(li);
    one.li = li;
    li.scrollIntoView({ block: "nearest" });
  }

  function enqueue(form, button, text) {
    var one = put(form, button);
    bubble(one, text);
    queue.push(one);
    say(words("stuurt"), true);
    next();
  }

  function next() {
    if (leaving || sending || !queue.length) return;
    sending = true;
    var one = queue[0];
    post(one.path, one.body.toString()).then(function (answer) {
      sending = false;
      if (leaving) return;
      if (answer.status === 204) arrived(one);
      else if (answer.status === 410) location.replace("/gewist" + inFrame());
      else if (answer.status >= 500 || answer.status === 429) again();
      else answer.text().then(function (text) { refused(one, text); });
    }, function () { sending = false; again(); });
  }

  function arrived(one) {
    queue.shift();
    wait = 0;
    if (!queue.length) say(words("denkt"), true);
    begun();
    if (document.activeElement === document.body) stay(one.li);
    mayListen = true;
    listen();
    next();
  }

  /* From the beginning to the conversation; the heading of the page changes with it. */
  function begun() {
    var begin = $("begin");
    if (!begin) return;
    var head = document.createElement("h1");
    head.className = "verborgen";
    head.textContent = $("verloop").parentNode.getAttribute("aria-label");
    begin.parentNode.replaceChild(head, begin);
  }

  function again() {
    wait = Math.min(wait ? wait * 2 : 1000, 15000);
    say(navigator.onLine === false ? words("geen") : words("nog-niet"));
    setTimeout(next, wait);
  }

  function refused(one, text) {
    queue.shift();
    if (one.li && one.li.parentNode) one.li.parentNode.removeChild(one.li);
    var field = $("tekst");
    if (one.typed && field && !field.value) field.value = one.typed;
    say(text.slice(0, 300));
    next();
  }

  /* --- what comes in --- */

  function nearEnd() { return window.innerHeight + window.pageYOffset >= document.body.scrollHeight - 200; }

  function apply(news) {
    var list = $("verloop"), follow = nearEnd(), first = null;
    if (!list) return;
    var made = document.createElement("template");
    made.innerHTML = news.html;
    var items = made.content ? all(made.content, "li[data-sleutel]") : [];
    items.forEach(function (li) {
      if (list.querySelector('[data-sleutel="' + li.getAttribute("data-sleutel") + '"]')) return;
      var bron = li.getAttribute("data-bron");
      var mine = bron && list.querySelector('[data-bron="' + bron + '"]');
      if (mine) settle(mine, li);
      else {
        /* Words that still wait to be sent stay below what was said before them. */
        list.insertBefore(li, list.querySelector(".wacht"));
        if (!first && li.classList.contains("ons")) first = li;
      }
    });
    $("gesprek").setAttribute("data-tot", news.tot);
    comeBack(news);
    if (queue.length) return;
    say(news.bezig ? words("denkt") : "", news.bezig);
    if (first && follow) first.scrollIntoView({ block: "start" });
    else if (first) $("nieuw").hidden = false;
  }

  /* What stood there already stays the same element: a screen reader would read it again. */
  function settle(mine, li) {
    mine.className = li.className;
    mine.setAttribute("data-sleutel", li.getAttribute("data-sleutel"));
    var now = mine.querySelector("p"), then = li.querySelector("p");
    if (bare(now) !== bare(then)) now.innerHTML = then.innerHTML;
  }

  function bare(p) { return p.textContent.replace(/\s+/g, ""); }

  function comeBack(news) {
    var place = $("terugkomen"), card = $("terugkaart");
    if (place && !place.querySelector(".code")) {
      place.innerHTML = news.terug;
      var code = place.querySelector(".code");
      if (code) $("terugkaart-code").textContent = code.textContent;
    }
    if (card) card.hidden = !news.kaart;
  }

  function since(path) { return path + "?na=" + reached() + (inFrame() ? "&in" : ""); }

  function reached() { return $("gesprek") ? $("gesprek").getAttribute("data-tot") : "0-0"; }

  function listen() {
    if (!mayListen || source || polling || !$("gesprek")) return;
    if (!window.EventSource) { poll(); return; }
    source = new EventSource(since("/live"));
    source.onmessage = function (event) { apply(JSON.parse(event.data)); };
    source.addEventListener("gewist", function () { source.close(); gone(); });
    source.onerror = function () {
      if (source.readyState !== 2) return; /* it tries again by itself, from where it was */
      source = null;
      look();
      setTimeout(listen, 4000);
    };
  }

  function look() {
    return fetch(since("/nieuw"), { credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      if (answer.status === 200) return answer.json().then(apply);
      if (answer.status === 410) gone();
    }, function () {});
  }

  function gone() { if (!leaving) location.replace("/gewist" + inFrame()); }

  function poll() {
    polling = setInterval(look, 3000);
    look();
  }

  /* --- forms and links: one page, so that the back button shows nothing of it --- */

  function submitted(event) {
    var form = event.target, button = event.submitter || (clicked && clicked.form === form ? clicked : null);
    var what = form.getAttribute("id"); /* form.id is the field with that name */
    if (what === "weg") { event.preventDefault(); away(form); return; }
    if (what === "zeg") { event.preventDefault(); typed(form); return; }
    if (form.hasAttribute("data-zeg") || form.classList.contains("knoppen")) {
      event.preventDefault();
      if (!button || !$("verloop")) return;
      enqueue(form, button, button.textContent.trim());
      if (form.classList.contains("knoppen")) focusText();
      $("menu").open = false;
      return;
    }
    event.preventDefault();
    other(form, button);
  }

  function typed(form) {
    var field = $("tekst"), text = field.value.trim();
    if (!text) { field.focus(); return; }
    enqueue(form, null, text);
    field.value = "";
    grow();
    field.focus();
  }

  function focusText() { var field = $("tekst"); if (field && !coarse()) field.focus(); }
  function coarse() { return window.matchMedia && matchMedia("(pointer: coarse)").matches; }

  function other(form, button) {
    var one = put(form, button), stop = abortable();
    fetch(form.getAttribute("action") || location.href, {
      signal: stop ? stop.signal : undefined,
      method: "POST", body: one.body.toString(), credentials: "same-origin", cache: "no-store",
      headers: { "Content-Type": "application/x-www-form-urlencoded" }
    }).then(function (answer) {
      if (leaving) return;
      if (answer.redirected) { location.replace(answer.url); return; }
      return answer.text().then(function (html) { if (!leaving) show(html); });
    }, function () { if (!leaving) form.submit(); });
  }

  function show(html) {
    var page = new DOMParser().parseFromString(html, "text/html");
    var draft = $("tekst") ? $("tekst").value : "";
    document.body.parentNode.replaceChild(document.adoptNode(page.body), document.body);
    if (draft && $("tekst") && !$("tekst").value) $("tekst").value = draft;
    started();
    var wrong = document.querySelector("[role=alert]");
    if (wrong) {
      var menu = wrong.closest("details");
      if (menu) menu.open = true;
      wrong.setAttribute("tabindex", "-1");
      wrong.focus();
    }
  }

  function away(form) {
    var to = form.getAttribute("data-naar");
    leaving = true;
    queue = [];
    flights.forEach(function (one) { one.abort(); }); /* what is under way must not bring a new session */
    if (source) source.close();
    hush();
    if ($("tekst")) $("tekst").value = "";
    document.body.hidden = true;
    try { fetch("/weg", { method: "POST", body: "weg=ja", keepalive: true, credentials: "same-origin", headers: { "X-ElkeDeur": "1", "Content-Type": "application/x-www-form-urlencoded" } }); } catch (_) { /* leaving comes first */ }
    var where = window;
    try { if (window.top !== window) where = window.top; } catch (_) { where = window; }
    where.location.replace(to);
  }

  document.addEventListener("click", function (event) {
    clicked = event.target.closest("button") || clicked;
    var link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented) return;
    if (link.hasAttribute("data-open-menu")) $("menu").open = true;
    if (link.id === "nieuw") link.hidden = true;
    var href = link.getAttribute("href");
    if (href.charAt(0) === "#") { event.preventDefault(); within(href.slice(1)); return; }
    if (href.charAt(0) === "/" && !link.target) { event.preventDefault(); location.replace(href); }
  });
  document.addEventListener("submit", submitted);

  /* To a place in this page, without an entry in the history. */
  function within(id) {
    var at = $(id);
    if (!at) return;
    at.scrollIntoView({ block: "start" });
    stay(at);
  }

  /* The focus must be somewhere: what had it is gone, or is left behind. */
  function stay(at) {
    if (!at || !at.parentNode) return;
    if (!at.matches("a[href], button, input, textarea")) at.setAttribute("tabindex", "-1");
    at.focus({ preventScroll: true });
  }

  /* --- typing --- */

  function grow() {
    var field = $("tekst");
    if (!field) return;
    field.style.height = "auto";
    field.style.height = Math.min(field.scrollHeight + 4, window.innerHeight * 0.3) + "px";
  }

  document.addEventListener("input", function (event) { if (event.target.id === "tekst") grow(); });
  document.addEventListener("keydown", function (event) {
    if (event.target.id !== "tekst" || event.key !== "Enter" || event.shiftKey || event.isComposing || coarse()) return;
    event.preventDefault();
    typed($("zeg"));
  });

  /* --- aloud --- */

  function newest() {
    var heard = [];
    all(document, "#verloop > li").forEach(function (li) {
      if (li.classList.contains("mij")) heard = [];
      else heard.push(li.querySelector(".wolk").innerText);
    });
    return heard.join("\n") || ($("begin") ? $("begin").innerText : "");
  }

  function aloud() {
    var button = $("voorlezen");
    if (!button || !window.speechSynthesis || !window.SpeechSynthesisUtterance) return;
    button.hidden = false;
    function label(name) { button.querySelector("span").textContent = button.getAttribute("data-" + name); }
    button.onclick = function () {
      if (speechSynthesis.speaking) { hush(); label("lees"); return; }
      var lines = newest().split(/\n+/).filter(function (line) { return line.trim(); });
      if (!lines.length) return;
      lines.forEach(function (line) {
        var part = new SpeechSynthesisUtterance(line);
        part.lang = $("verloop").children.length ? "nl-NL" : root.lang;
        part.rate = 0.95;
        part.onend = part.onerror = function () { if (!speechSynthesis.pending) label("lees"); };
        speechSynthesis.speak(part);
      });
      label("stop");
    };
  }

  function hush() { if (window.speechSynthesis) speechSynthesis.cancel(); }

  function dictation() {
    var Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
    var button = $("spreek"), warning = $("luister"), agreed = false;
    if (!Recognition || !button) return;
    button.hidden = false;
    function hear() {
      var ear = new Recognition(), field = $("tekst"), before = field.value;
      ear.lang = root.lang === "nl" ? "nl-NL" : root.lang;
      ear.interimResults = true;
      ear.onresult = function (event) {
        var text = Array.prototype.map.call(event.results, function (r) { return r[0].transcript; }).join("");
        field.value = (before ? before + " " : "") + text;
        grow();
      };
      ear.onend = ear.onerror = function () { say(""); button.removeAttribute("aria-pressed"); field.focus(); };
      button.setAttribute("aria-pressed", "true");
      say(words("luistert"));
      ear.start();
    }
    button.onclick = function () { if (agreed) hear(); else warning.hidden = false; };
    warning.querySelector("[data-ja]").onclick = function () { agreed = true; warning.hidden = true; hear(); };
    warning.querySelector("[data-nee]").onclick = function () { warning.hidden = true; $("tekst").focus(); };
  }

  /* --- the connection --- */

  window.addEventListener("online", function () {
    wait = 0;
    say(words("weer"));
    setTimeout(function () { if ($("stand") && $("stand").textContent === words("weer")) say(""); }, 4000);
    next();
    if (mayListen) look();
  });
  window.addEventListener("beforeunload", function (event) {
    if (leaving || !queue.length) return;
    event.preventDefault();
    event.returnValue = "";
  });
  window.addEventListener("offline", function () { say(words("geen")); });
  document.addEventListener("visibilitychange", function () { if (!document.hidden && mayListen) look(); });
  window.addEventListener("scroll", function () { if ($("nieuw") && nearEnd()) $("nieuw").hidden = true; });
  window.addEventListener("pagehide", hush);
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });

  function started() {
    aloud();
    dictation();
    var page = $("gesprek");
    if (!page) return;
    mayListen = page.hasAttribute("data-sessie");
    if (mayListen) {
      var last = all(document, "#verloop > .mij").pop();
      (last || $("onder")).scrollIntoView({ block: "start" });
    }
    if (page.hasAttribute("data-bezig")) say(words("denkt"), true);
    listen();
  }

  started();
})();
