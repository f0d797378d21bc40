/* The client of `sitegen serve`: keeps the page as the files are. It is never part of a site. */
(() => {
  "use strict";
  const script = document.currentScript;
  const socketAddress = new URL("live", script.src);
  socketAddress.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  let build = script.dataset.build;
  let tries = 0;

  // Where the reader was, over a reload.
  const KEY = "sitegen-scroll";
  const store = (use) => { try { return use(sessionStorage); } catch { return null; } };
  const reload = () => {
    const here = JSON.stringify([location.href, scrollX, scrollY]);
    store((session) => session.setItem(KEY, here));
    location.reload();
  };
  const saved = JSON.parse(store((session) => session.getItem(KEY)) || "[]");
  store((session) => session.removeItem(KEY));
  if (saved[0] === location.href) {
    const restore = () => scrollTo({ left: saved[1], top: saved[2], behavior: "instant" });
    restore();
    addEventListener("load", restore);
  }

  const pathOf = (address) => {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin) return "";
    try { return decodeURIComponent(url.pathname); } catch { return url.pathname; }
  };

  // A new style is put behind the old one, which goes when the new one is there: no flash.
  const restyle = (styles) => {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = styles[pathOf(old.href)];
      if (!address) continue;
      const link = old.cloneNode();
      link.href = `${address}?${build}`;
      link.onload = link.onerror = () => old.remove();
      old.after(link);
    }
  };

  // What this page has loaded; what a script fetched is the script's business.
  const FETCHED = ["fetch", "xmlhttprequest", "beacon"];
  const SHOWING = ["img", "source", "video", "audio", "iframe", "embed"]
    .map((name) => `${name}[src]`).join() + ", object[data]";
  const shows = (files) => {
    const loaded = new Set(performance.getEntriesByType("resource")
      .filter((entry) => !FETCHED.includes(entry.initiatorType))
      .map((entry) => pathOf(entry.name)));
    const named = [...document.querySelectorAll(SHOWING)]
      .map((element) => pathOf(element.src ?? element.data));
    named.forEach((path) => loaded.add(path));
    return files.some((file) => loaded.has(file));
  };

  // The page around a PDF. A viewer tells nobody where its reader is; some keep the place by
  // themselves, all open the page that the address names. A new frame is put under the old one,
  // which goes when the new one is there.
  const frames = () => [...document.querySelectorAll("body.sitegen-pdf > iframe")];
  const turn = () => {
    const [old] = frames();
    const next = old.cloneNode();
    const hadFocus = document.activeElement === old;
    next.src = `${location.pathname}?raw=${build}${location.hash}`;
    next.onload = () => {
      const all = frames();
      all.slice(all.indexOf(next) + 1).forEach((each) => each.remove());
      if (hadFocus) next.focus();
    };
    old.before(next);
  };
  const pageField = frames().length ? document.querySelector("header input") : null;
  const readHash = () => {
    pageField.value = new URLSearchParams(location.hash.slice(1)).get("page") ?? "";
    turn();
  };
  if (pageField) {
    pageField.onchange = () => { location.hash = pageField.value && `page=${pageField.value}`; };
    addEventListener("hashchange", readHash);
    if (location.hash) readHash();
  }

  let overlay = null;
  let shown = "";
  const show = (report) => {
    if (report === shown) return;
    shown = report;
    overlay?.remove();
    overlay = null;
    if (!report) return;
    overlay = document.createElement("sitegen-problems");
    const root = overlay.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("overlay.css", script.src).href;
    const panel = document.createElement("aside");
    panel.setAttribute("aria-label", "Problems of the site");
    panel.innerHTML = report; // Escaped by the server.
    const hide = document.createElement("button");
    hide.type = "button";
    hide.textContent = "Hide";
    hide.onclick = () => overlay.remove();
    panel.prepend(hide);
    root.append(style, panel);
    document.documentElement.append(overlay);
  };
  addEventListener("keydown", (event) => { if (event.key === "Escape") overlay?.remove(); });

  const hear = (message) => {
    if (message.command === "reload") reload();
    if (message.command !== "update") return;
    build = message.build;
    const isHere = message.files.includes(pathOf(location.href));
    if (isHere && pageField) turn();
    else if (isHere || shows(message.files)) { reload(); return; }
    restyle(message.styles);
    show(message.report);
  };

  const connect = () => {
    const socket = new WebSocket(socketAddress);
    socket.onopen = () => {
      tries = 0;
      const protocols = ["http://livereload.com/protocols/official-7"];
      socket.send(JSON.stringify({ command: "hello", protocols }));
      socket.send(JSON.stringify({ command: "info", url: location.href, build }));
    };
    socket.onmessage = (event) => hear(JSON.parse(event.data));
    socket.onclose = () => setTimeout(connect, Math.min(2000, 100 * 2 ** tries++));
  };
  performance.setResourceTimingBufferSize(5000);
  connect();
})();
