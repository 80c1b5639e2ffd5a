// Shows the lists of runs and flows. Entries are reused while they are listed, so that the focus is preserved.

import { badge, element, setText } from './dom.js';
import { age } from './format.js';

const list = document.getElementById('runs');
const flowList = document.getElementById('flows');
const byFlow = document.getElementById('by-flow');
const entries = new Map();

export function showRuns({ runs, matching, total }, selected, select) {
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
	setText(document.getElementById('run-count'), count(runs.length, matching, total));
	const empty = document.getElementById('no-runs');
	empty.hidden = runs.length > 0;
	setText(empty, total > 0 ? 'No run matches.' : 'No runs yet. The first run of the application will appear here.');
}

export function showFlows(flows, selected, select) {
	const names = JSON.stringify(flows);
	if (flowList.dataset.names !== names) {
		flowList.dataset.names = names;
		flowList.replaceChildren(...flows.map((flow) => element('li', {},
			element('button', { type: 'button', 'data-flow': flow, onclick: () => select({ flow }) }, flow || '(empty)'))));
		const chosen = byFlow.value;
		byFlow.replaceChildren(element('option', { value: '' }, 'All flows'),
			...flows.filter((flow) => flow !== '').map((flow) => element('option', { value: flow }, flow)));
		byFlow.value = flows.includes(chosen) ? chosen : '';
	}
	flowList.querySelectorAll('button').forEach((button) => button.setAttribute('aria-current',
		String(selected !== null && selected.runId === undefined && selected.flow === button.dataset.flow)));
	document.getElementById('no-flows').hidden = flows.length > 0;
}

export function nameOf({ flow, runId }) {
	return JSON.stringify([flow, runId ?? null]);
}

function count(shown, matching, total) {
	if (total === 0) {
		return '';
	}
	const listed = shown < matching ? `latest ${shown} of ${matching}` : String(matching);
	return matching < total ? `${listed} (${total} in total)` : listed;
}

function create(name, run, select) {
	const status = element('span', { class: 'run-status' });
	const time = element('time', { datetime: run.startedAt });
	const events = element('span');
	const button = element('button', { type: 'button', onclick: () => select({ flow: run.flow, runId: run.runId }) },
		element('span', { class: 'run-id' }, run.runId || '(empty)'), status,
		element('span', { class: 'run-more' }, element('span', { class: 'run-flow' }, run.flow || '(empty)'), ' · ',
			events, ' · ', time));
	const entry = { item: element('li', {}, button), button, status, time, events, shown: null };
	entries.set(name, entry);
	return entry;
}

function update(entry, run, selected) {
	if (entry.shown !== run.status) {
		entry.shown = run.status;
		entry.status.replaceChildren(badge(run.status));
	}
	setText(entry.time, age(run.startedAt));
	setText(entry.events, run.events === 1 ? '1 event' : `${run.events} events`);
	entry.button.setAttribute('aria-current', String(selected));
}
