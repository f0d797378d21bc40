/* A few conveniences, for every theme. Every page works without this file. */
(() => {
  const root = document.documentElement, key = "scheme";
  const saved = (() => { try { return localStorage.getItem(key); } catch { return null; } })();
  if (saved) root.dataset.scheme = saved;

  const all = (q, el = document) => [...el.querySelectorAll(q)];
  const plain = (s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  addEventListener("DOMContentLoaded", () => {
    // Controls that need script are `hidden` in the page.
    all("[data-js]").forEach((el) => { el.hidden = "copy" in el.dataset && !navigator.clipboard; });

    // A folder opened from disk has no server that knows index.html.
    if (location.protocol === "file:") all("a[href]").forEach((a) => {
      if (a.protocol === "file:" && a.pathname.endsWith("/")) a.pathname += "index.html";
    });

    // Scheme: the button flips what is seen now and remembers it.
    all("[data-toggle-scheme]").forEach((button) => {
      const dark = () => root.dataset.scheme
        ? root.dataset.scheme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      const show = () => button.setAttribute("aria-pressed", String(dark()));
      button.addEventListener("click", () => {
        root.dataset.scheme = dark() ? "light" : "dark";
        try { localStorage.setItem(key, root.dataset.scheme); } catch { /* private window */ }
        show();
      });
      show();
    });

    // Filter: every word must occur in the entry; years without a hit go away.
    all("[data-filter]").forEach((box) => {
      const index = document.getElementById(box.dataset.filter), form = box.form;
      const items = all(".pub", index);
      const texts = items.map((el) => plain(`${el.textContent} ${el.dataset.tags || ""}`));
      const said = document.getElementById(box.getAttribute("aria-describedby"));
      const empty = document.querySelector(`[data-empty="${index.id}"]`);
      const run = () => {
        const words = plain(box.value).split(/\s+/).filter(Boolean);
        const kind = form.elements.kind?.value ?? "all";
        const ofKind = (el) => kind === "all" || el.classList.contains(kind);
        items.forEach((el, n) => { el.hidden = !words.every((w) => texts[n].includes(w)); });
        const shown = (el) => !el.hidden && ofKind(el);
        const count = items.filter(shown).length;
        all(".year", index).forEach((y) => { y.hidden = !all(".pub", y).some(shown); });
        said.textContent = words.length ? `${count}\u2009/\u2009${items.filter(ofKind).length}` : "";
        empty.hidden = count > 0;
        empty.querySelector("span").textContent = box.value.trim();
      };
      form.addEventListener("input", run);
      form.addEventListener("reset", () => setTimeout(run));
      form.addEventListener("submit", (e) => e.preventDefault());
      run();
    });
    addEventListener("keydown", (e) => {
      const box = document.querySelector("[data-filter]");
      if (e.key !== "/" || !box || e.ctrlKey || e.metaKey || e.target.closest("input,textarea")) return;
      e.preventDefault();
      box.focus();
    });

    // Copy: the text of the block that the button names.
    all("[data-copy]").forEach((button) => {
      const label = button.textContent;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
        button.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = label; }, 1600);
      });
    });
  });
})();
