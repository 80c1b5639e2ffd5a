// The list of runs. Entries are kept as long as their run is there, so that the focus stays where it is.

import { badge, element, setText } from './dom.js';
import { age } from './format.js';

const list = document.getElementById('runs');
const entries = new Map();

export function showRuns(runs, selected, select) {
	const names = new Set();
	let previous = null;
	for (const run of runs) {
		const name = nameOf(run);
		names.add(name);
		const entry = entries.get(name) ?? create(name, run, select);
		update(entry, run, selected !== null && name === nameOf(selected));
		const next = previous === null ? list.firstElementChild : previous.nextElementSibling;
		if (next !== entry.item) {
			list.insertBefore(entry.item, next);
		}
		previous = entry.item;
	}
	for (const [name, entry] of entries) {
		if (!names.has(name)) {
			entry.item.remove();
			entries.delete(name);
		}
	}
	setText(document.getElementById('run-count'), runs.length > 0 ? String(runs.length) : '');
	document.getElementById('no-runs').hidden = runs.length > 0;
}

export function nameOf({ flow, runId }) {
	return JSON.stringify([flow, runId]);
}

function create(name, run, select) {
	const status = element('span', { class: 'run-status' });
	const time = element('time', { datetime: run.startedAt });
	const count = element('span');
	const button = element('button', { type: 'button', onclick: () => select({ flow: run.flow, runId: run.runId }) },
		element('span', { class: 'run-id' }, run.runId || '(empty)'), status,
		element('span', { class: 'run-more' }, element('span', { class: 'run-flow' }, run.flow || '(empty)'), ' · ',
			count, ' · ', time));
	const entry = { item: element('li', {}, button), button, status, time, count, shown: null };
	entries.set(name, entry);
	return entry;
}

function update(entry, run, selected) {
	if (entry.shown !== run.status) {
		entry.shown = run.status;
		entry.status.replaceChildren(badge(run.status));
	}
	setText(entry.time, age(run.startedAt));
	setText(entry.count, run.events === 1 ? '1 event' : `${run.events} events`);
	entry.button.setAttribute('aria-current', String(selected));
}
