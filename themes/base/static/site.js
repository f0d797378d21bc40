/* Every page works without it. Its attributes: docs/templates.md. */
(() => {
	const root = document.documentElement;
	let store = {};
	try { store = localStorage; } catch { /* blocked */ }
	if (store.scheme) root.dataset.scheme = store.scheme;

	const one = (query, from = document) => from.querySelector(query);
	const all = (query, from = document) => [...from.querySelectorAll(query)];
	const on = (target, e, act) => target.addEventListener(e, act);
	const add = (parent, name, ...content) => {
		const made = parent.appendChild(document.createElement(name));
		made.append(...content);
		return made;
	};

	// Before the first paint: nothing moves.
	new MutationObserver(() => {
		for (const el of all("[data-js][hidden]")) el.hidden = el.dataset.copy && !navigator.clipboard;
	}).observe(root, { childList: true, subtree: true });

	// As in sitegen/plan/folding.py.
	const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŋ: "n", ŧ: "t", ς: "σ" };
	const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z]/g, (c) => letters[c] ?? c);
	const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
	const wordsOf = (box) => split((box?.value ?? "").replace(/\\[^a-z]|[\\{}$]/gi, ""));

	const scheme = (button) => {
		const isDark = () => (root.dataset.scheme ?? (matchMedia("(prefers-color-scheme:dark)").matches && "dark")) === "dark";
		const show = () => { button.ariaPressed = isDark(); };
		on(button, "click", () => {
			root.dataset.scheme = store.scheme = isDark() ? "light" : "dark";
			show();
		});
		show();
	};

	const copy = (button) => {
		const label = button.textContent;
		on(button, "click", async () => {
			await navigator.clipboard.writeText(one(`#${button.dataset.copy}`).textContent.trim());
			button.textContent = button.dataset.done;
			setTimeout(() => { button.textContent = label; }, 1600);
		});
	};

	const filter = (form) => {
		const { entries, groups, said } = form.dataset, box = form.elements.q;
		const list = one(`#${form.dataset.filter}`), items = all(entries, list);
		const out = one("output", form), empty = one("[data-empty]", list);
		const choices = all("[data-places]", form).map((input) => ({
			input,
			count: one("[data-count]", input.parentNode),
			places: input.dataset.places.split(" ").flatMap((run) => {
				const [first, last = first] = run.split("-");
				return items.map((_, n) => n).slice(first, +last + 1);
			}),
		}));
		const active = () => choices.map(({ input }) => input).filter((input) => input.checked && !input.defaultChecked);
		let texts;
		const run = () => {
			const words = wordsOf(box), facets = {}, asked = active().map((input) => input.dataset.label);
			if (words.length) {
				asked.unshift(box.value.trim());
				texts ??= items.map((item) => {
					const shown = item.cloneNode(true);
					for (const code of all("pre", shown)) code.remove();
					return fold(`${shown.textContent} ${item.dataset.tags}`);
				});
			}
			const found = items.map((_, n) => words.every((word) => texts[n].includes(word)));
			for (const { input, places } of choices) {
				if (input.checked) facets[input.name] = new Set([...facets[input.name] ?? [], ...places]);
			}
			const fits = (n, but) => found[n] && Object.keys(facets).every((name) => name === but || facets[name].has(n));
			for (const { input, count, places } of choices) {
				count.textContent = places.filter((n) => fits(n, input.name)).length;
				input.disabled = count.textContent < 1 && !input.checked;
			}
			const left = items.filter((item, n) => !(item.hidden = !fits(n)));
			for (const group of all(groups, list)) group.hidden = !left.some((item) => group.contains(item));
			out.textContent = asked.length ? said.replace("#", left.length) : "";
			one("[type=reset]", form).hidden = !asked.length;
			if (!empty) return;
			one("span", empty).textContent = asked.join(", ");
			empty.hidden = left.length;
		};
		const write = (how) => {
			const query = new URLSearchParams(wordsOf(box).length ? { q: box.value.trim() } : {});
			for (const { name, value } of active()) query.append(name, value);
			const url = new URL(location);
			url.search = query;
			try { history[how](null, "", url); } catch { /* file: */ }
		};
		const read = () => {
			const query = new URLSearchParams(location.search);
			if (box) box.value = query.get("q") ?? "";
			for (const { input } of choices) {
				input.checked = query.has(input.name) ? query.has(input.name, input.value) : input.defaultChecked;
			}
			for (const part of all("details", form)) part.open ||= one(":checked", part);
			run();
		};
		const follow = () => {
			const target = one(":target", list);
			if (target?.closest("[hidden]")) {
				form.reset();
				setTimeout(() => target.scrollIntoView());
			}
		};
		on(form, "input", ({ target }) => { run(); write(target === box ? "replaceState" : "pushState"); });
		on(form, "reset", () => setTimeout(() => { run(); write("pushState"); one("summary", form)?.focus(); }));
		on(form, "submit", (e) => e.preventDefault());
		on(window, "popstate", read);
		on(window, "hashchange", follow);
		read();
		follow();
	};

	// The word, its beginning, its inside; or with one to three other letters for two.
	const strict = (word) => [` ${word} `, ` ${word}`, word].slice(0, word.length < 3 && word < "\x7f" ? 2 : 3);
	const loose = (word) => [word.length < 5 ? ` ${word}`
		: ` (?:${[...word].slice(2).map((_, n) => `${word.slice(0, n + 1)}.{1,3}${word.slice(n + 3)}`).join("|")})`];

	const rank = (items, forms) => {
		const tests = forms.map((parts) => parts.map((part) => RegExp(part)));
		const score = ({ folded }) => tests.reduce((sum, parts) => {
			const best = Math.max(...folded.map((text, field) => 8 ** (3 - field)
				* ([4, 3, 0.05][parts.findIndex((part) => part.test(text))] ?? 0)));
			return sum && best && sum + best;
		}, 1);
		return items.map((item) => [score(item), item]).filter(([points]) => points)
			.sort(([a], [b]) => b - a).map(([, item]) => item);
	};

	const search = (dialog) => {
		const data = dialog.dataset, out = one("output", dialog), key = one("[data-key]", dialog);
		const box = one("[role=combobox]", dialog), hits = one("[role=listbox]", dialog);
		let index, at;
		const load = async () => {
			const answer = await fetch(data.search), { version, kinds, items } = await answer.json();
			if (version !== 1) throw Error();
			return items.map(([title, url, kind, year, ...more]) => ({
				fields: [title, ...more],
				folded: [title, ...more].map((text) => ` ${split(text).join(" ")} `),
				url: new URL(url, answer.url),
				facts: [kinds[kind], year].filter(Boolean).join(", "),
			}));
		};
		const choose = (place) => {
			const links = [...hits.children], { length } = links;
			at = length && (place + length) % length;
			links.forEach((link, n) => { link.ariaSelected = n === at; });
			box.setAttribute("aria-activedescendant", links[at]?.id ?? "");
			box.ariaExpanded = length > 0;
			links[at]?.scrollIntoView({ block: "nearest" });
		};
		const show = ({ fields, url, facts }, tests, n) => {
			const [title, ...more] = fields.map((text) => text.split(/([\p{L}\p{N}\p{M}]+)/u));
			const hit = (part) => tests.some((test) => test.test(fold(part)));
			const mark = (into, parts) => parts.forEach((part) => (hit(part) ? add(into, "mark", part) : into.append(part)));
			const link = Object.assign(add(hits, "a"), { id: `_hit${n}`, href: url, tabIndex: -1, role: "option" });
			mark(add(link, "span"), title);
			link.append(" ");
			add(link, "small", facts);
			if (tests.every((test) => title.some((part) => test.test(fold(part))))) return;
			const why = more.find((parts) => parts.some(hit)), from = Math.max(0, why?.findIndex(hit) - 16);
			if (why) mark(add(link, "p", from ? "…" : ""), why.slice(from, from + 40));
		};
		const run = async () => {
			try {
				const items = await (index ??= load()), words = wordsOf(box);
				let forms = words.map(strict), found = rank(items, forms);
				if (!found.length) found = rank(items, forms = words.map(loose));
				if (!words.length) found = [];
				const tests = forms.map((parts) => RegExp(parts.at(-1).replace(" ", "^")));
				hits.replaceChildren();
				found.slice(0, 40).forEach((item, n) => show(item, tests, n));
				out.textContent = words.length ? data.found.replace("#", found.length) : "";
			} catch {
				index = undefined;
				out.textContent = data.failed;
			}
			choose(0);
		};
		const open = () => {
			if (!dialog.open) dialog.showModal();
			box.select();
			run();
		};
		on(box, "input", run);
		on(box, "keydown", (e) => {
			const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
			if (step) choose(at + step);
			else if (e.key === "Enter") hits.children[at]?.click();
			else return;
			e.preventDefault();
		});
		on(dialog, "click", ({ target }) => (target === dialog || target.closest("a")) && dialog.close());
		for (const button of all("[data-open-search]")) on(button, "click", open);
		key.checked = store.slash !== "no";
		on(key, "change", () => { store.slash = key.checked ? "" : "no"; });
		return open;
	};

	on(document, "DOMContentLoaded", () => {
		// No server that knows index.html:
		if (location.protocol === "file:") for (const link of all("a[href]")) {
			if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
		}
		all("[data-toggle-scheme]").forEach(scheme);
		all("[data-copy]").forEach(copy);
		all("form[data-filter]").forEach(filter);
		const [open] = all("dialog[data-search]").map(search);
		on(document, "keydown", (e) => {
			const { key, target } = e, ctrl = e.ctrlKey || e.metaKey;
			if (key === "/" && !ctrl && store.slash !== "no" && !target.closest("[type=search],textarea,dialog,[contenteditable]")) {
				const box = one("form[data-filter] [name=q]");
				if (box) box.focus();
				else open?.();
			} else if (open && key.toLowerCase() === "k" && ctrl) open();
			else return;
			e.preventDefault();
		});
	});
})();
