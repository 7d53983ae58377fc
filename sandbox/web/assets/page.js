// Everything works without this: it writes times in the reader's own time zone, asks questions in
// a dialog instead of on a page of their own, copies, unfolds what the address names, and refreshes
// what changes by itself.

const REFRESH = 2000;

localTimes(document);
questionsInDialogs();
pressOnce();
copyButtons();
unfold();
focusOnErrors();
forgetNotice();
setInterval(refresh, REFRESH);

function localTimes(part) {
	const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
	for (const time of part.querySelectorAll('time')) {
		time.textContent = format.format(new Date(time.dateTime));
	}
}

function questionsInDialogs() {
	for (const link of document.querySelectorAll('[data-dialog]')) {
		const dialog = document.getElementById(link.dataset.dialog);
		link.setAttribute('role', 'button');
		link.setAttribute('aria-haspopup', 'dialog');
		link.addEventListener('click', (event) => {
			event.preventDefault();
			dialog.showModal();
		});
		link.addEventListener('keydown', (event) => {
			if (event.key === ' ') {
				event.preventDefault();
				link.click();
			}
		});
		// The browser gives the focus back to the link when the dialog closes.
		for (const close of dialog.querySelectorAll('[data-close]')) {
			close.addEventListener('click', (event) => {
				event.preventDefault();
				dialog.close();
			});
		}
	}
}

function pressOnce() {
	document.addEventListener('submit', ({ target, submitter }) => {
		// A button that is off sends nothing, so it goes off only after the form was sent.
		setTimeout(() => {
			for (const button of target.querySelectorAll('button')) button.disabled = true;
			submitter?.setAttribute('aria-busy', 'true');
		});
	});
	// Back from the next page, the browser shows this one as it was left.
	addEventListener('pageshow', ({ persisted }) => {
		if (!persisted) return;
		for (const button of document.querySelectorAll('button')) button.disabled = false;
	});
}

function copyButtons() {
	for (const button of document.querySelectorAll('[data-copy]')) {
		button.hidden = false;
		const label = button.textContent;
		button.addEventListener('click', async () => {
			const { textContent } = document.getElementById(button.dataset.copy);
			try {
				await navigator.clipboard.writeText(textContent.trim());
				button.textContent = 'Copied';
			} catch {
				button.textContent = 'Not allowed here'; // By the browser, for this page.
			}
			setTimeout(() => (button.textContent = label), 2000);
		});
	}
}

/** What was done in a folded part is told beside it, so it stays open. */
function unfold() {
	const target = location.hash && document.getElementById(location.hash.slice(1));
	const folded = target && target.closest('details');
	if (!folded || folded.open) return;
	folded.open = true;
	target.scrollIntoView();
}

function focusOnErrors() {
	const summary = document.querySelector('[data-focus]');
	const field = document.querySelector('[aria-invalid="true"]');
	(summary ?? field)?.focus();
}

/** A reload shall not tell again of what was done. */
function forgetNotice() {
	const url = new URL(location.href);
	if (!url.searchParams.has('notice')) return;
	url.searchParams.delete('notice');
	history.replaceState(history.state, '', url);
}

let seen = new Map();

async function refresh() {
	const parts = document.querySelectorAll('[data-live]');
	if (document.hidden || parts.length === 0) return;
	let answer;
	try {
		answer = await fetch(location.href);
		if (!answer.ok) return;
	} catch {
		return; // The sandbox was stopped: what is shown stays.
	}
	const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
	for (const part of parts) {
		const next = fresh.getElementById(part.id);
		if (!next || seen.get(part.id) === next.innerHTML) continue;
		const isFirst = !seen.has(part.id);
		seen.set(part.id, next.innerHTML);
		if (isFirst && sameText(part, next)) continue;
		if (part.contains(document.activeElement)) {
			seen.delete(part.id);
			continue;
		}
		part.replaceChildren(...next.childNodes);
		localTimes(part);
	}
}

/** Compares what is shown with what came, both in local time. */
function sameText(part, next) {
	const copy = next.cloneNode(true);
	localTimes(copy);
	return copy.innerHTML === part.innerHTML;
}
