/* The player of a film elsewhere takes the place of its link when a reader asks for it. */
for (const box of document.querySelectorAll("[data-embed]")) {
	const link = box.querySelector("a");
	link.addEventListener("click", (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		const frame = document.createElement("iframe");
		Object.assign(frame, { title: link.textContent, allow: "autoplay; fullscreen", src: box.dataset.embed });
		box.replaceChildren(frame);
		frame.focus();
	});
}
