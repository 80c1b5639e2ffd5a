// Shows the selected run or flow: its state, its graph, and the details of the selected step.

import { badge, element, setText } from './dom.js';
import { clock, duration, offset, pretty } from './format.js';
import { drawGraph } from './graph.js';

const title = document.getElementById('run-title');
const content = document.getElementById('run-content');
const head = element('div', { class: 'run-head', 'aria-live': 'polite' });
const graph = element('div', { class: 'graph-box' });
const step = element('article', { class: 'step-box' });
const body = element('div', { class: 'run-body' }, graph, step);

export function showMessage(text, message) {
	title.textContent = text;
	content.replaceChildren(...(message ? [element('p', { class: 'empty' }, message)] : []));
}

export function showRun(details, selectedStep, select, evaluate) {
	setText(title, details.runId === null ? `Flow ${details.flow}` : details.runId || '(empty)');
	showHead(details, evaluate);
	if (content.firstChild !== head) {
		content.replaceChildren(head, body);
	}
	drawGraph(graph, details, selectedStep, select);
	showStep(details, details.steps.find((each) => each.id === selectedStep));
}

let shownHead = '';

/** Changes the heading only if its content differs, because screen readers announce each change. */
function showHead(details, evaluate) {
	const words = sentence(details);
	const state = JSON.stringify([details.flow, details.runId, details.status, words]);
	if (state === shownHead) {
		return;
	}
	shownHead = state;
	head.replaceChildren(...(details.runId === null ? [] : [badge(details.status)]),
		element('span', { class: details.problem ? 'sentence problem' : 'sentence' }, words),
		...(details.status === 'not evaluated'
			? [element('button', { type: 'button', class: 'plain', onclick: evaluate }, 'Evaluate now')] : []),
		...(details.runId === null ? [] : [link(details)]));
}

function link({ flow, runId }) {
	return element('a', { class: 'link', href: '#' + new URLSearchParams({ flow, runId }) }, 'Link to this run');
}

/** Returns the step to select initially: the failed or awaited step, or else the last step. */
export function mainStep(details) {
	const of = (status) => details.steps.find((each) => each.status === status);
	const happened = details.steps.filter((each) => each.matchedCount > 0);
	return (of('failed') ?? of('running') ?? happened.at(-1) ?? details.steps[0])?.id ?? null;
}

function sentence(details) {
	if (details.problem) {
		return details.problem;
	}
	if (details.runId === null) {
		return `${details.steps.length} declared or recorded steps`;
	}
	const steps = (status) => details.steps.filter((each) => each.status === status);
	const failed = steps('failed');
	if (failed.length > 0) {
		return `${failed.map((each) => each.id).join(', ')} failed`;
	}
	if (details.status === 'not evaluated') {
		return 'Not evaluated yet';
	}
	if (details.status === 'running') {
		return `Waiting for ${steps('running').map((each) => each.id).join(', ')}`;
	}
	const skipped = steps('skipped').length;
	const unnoticed = details.steps.filter((each) => each.unnoticed).length;
	return `Flow ${details.flow}: ${steps('passed').length} steps passed` + (skipped ? `, ${skipped} skipped` : '')
		+ (unnoticed ? `; the absence of ${unnoticed} would go unnoticed` : '');
}

let shown = '';

function showStep(details, selected) {
	const state = JSON.stringify([details.flow, details.runId, selected, details.events]);
	if (state === shown && step.isConnected) {
		return;
	}
	shown = state;
	if (!selected) {
		step.replaceChildren();
		return;
	}
	const events = details.events.filter((event) => event.step === selected.id);
	step.replaceChildren(
		element('header', {}, element('h3', {}, selected.id), ...(details.runId === null ? [] : [badge(selected.status)])),
		...text('p', selected.description, 'description'),
		...text('p', selected.failure, 'callout error'),
		...text('p', selected.failure ? null : selected.message, 'callout'),
		...text('p', selected.warning, 'callout warning'),
		...text('p', selected.unnoticed ? `Its absence would go unnoticed: ${selected.unnoticed}.` : null,
			'callout warning'),
		...(selected.failedEvent ? [sideBySide(selected, events, details)] : []),
		facts(selected, events, details),
		...(selected.failedEvent ? [] : code('Validator', selected.validator)),
		...code('Filter', selected.filter),
		...(details.runId === null ? [] : [element('h4', {}, count(events.length, selected.eventCount))]),
		...events.map((event) => showEvent(event)));
}

function count(shownEvents, all) {
	if (shownEvents < all) {
		return `${all} events, of which ${shownEvents} are shown`;
	}
	return all === 1 ? '1 event' : `${all} events`;
}

function text(tag, value, kind) {
	return value ? [element(tag, { class: kind }, value)] : [];
}

function code(name, script) {
	return script ? [element('h4', {}, name), pre(script, name, 'code')] : [];
}

function pre(value, label, kind) {
	return element('pre', { class: kind, tabindex: '0', role: 'group', 'aria-label': label }, element('code', {}, value));
}

/** Shows the script next to its input: the data of the event and of its dependencies. */
function sideBySide(selected, events, details) {
	const failed = events.find((event) => event.id === selected.failedEvent);
	const upstream = details.events.filter((event) => selected.depIds.includes(event.step) && event.counts);
	const deps = selected.depIds.map((id) => {
		const seen = upstream.filter((event) => event.step === id);
		return [element('h4', {}, `ctx.deps('${id}')`), ...(seen.length > 0
			? seen.map((event) => pre(pretty(event.data), `Data of ${id}`, 'data')) : [element('p', { class: 'none' }, 'No event')])];
	});
	return element('div', { class: 'side' },
		element('div', {}, ...(selected.validator ? code('Validator', selected.validator)
			: [element('h4', {}, 'Validator'), element('p', { class: 'none' }, 'None')])),
		element('div', {}, element('h4', {}, 'data'), pre(failed ? pretty(failed.data) : '', 'Data of the event', 'data'),
			...deps.flat()));
}

function facts(selected, events, details) {
	const rows = [['Type', selected.type ?? 'unknown'], ['Depends on', selected.depIds.join(', ') || 'nothing']];
	if (selected.timeoutsMs.length > 0) {
		rows.push(['Timeout', selected.timeoutsMs.map((ms) => duration(ms)).join(', ') + ' after the latest dependency']);
	}
	const upstream = details.events.filter((event) => selected.depIds.includes(event.step));
	if (events.length > 0 && upstream.length > 0) {
		const latest = Math.max(...upstream.map((event) => event.afterMs));
		rows.push(['Recorded', duration(events[0].afterMs - latest) + ' after the latest dependency']);
	}
	return element('dl', {}, ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

function showEvent(event) {
	return element('section', { class: 'event' },
		element('p', {}, element('time', {}, clock(event.atMs)), ` · ${offset(event.afterMs)} since the start`,
			event.counts ? '' : ' · filtered out'),
		pre(pretty(event.data), 'Event data', 'data'));
}
