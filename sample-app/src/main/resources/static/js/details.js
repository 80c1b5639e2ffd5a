// The selected run: its state, its graph, and all that is known of the selected step.

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
	setText(title, details.runId || '(empty)');
	showHead(details, evaluate);
	if (content.firstChild !== head) {
		content.replaceChildren(head, body);
	}
	drawGraph(graph, details, selectedStep, select);
	showStep(details, details.steps.find((each) => each.id === selectedStep));
}

let shownHead = '';

/** Only changed when there is something else to say, since a screen reader says it. */
function showHead(details, evaluate) {
	const words = sentence(details);
	const state = JSON.stringify([details.flow, details.runId, details.status, words]);
	if (state === shownHead) {
		return;
	}
	shownHead = state;
	head.replaceChildren(badge(details.status),
		element('span', { class: details.problem ? 'sentence problem' : 'sentence' }, words),
		...(details.status === 'not evaluated'
			? [element('button', { type: 'button', class: 'plain', onclick: evaluate }, 'Evaluate now')] : []));
}

/** The step to look at first: what went wrong, or what is waited for, or the end. */
export function mainStep(details) {
	const of = (status) => details.steps.find((each) => each.status === status);
	const happened = details.steps.filter((each) => each.eventIds.length > 0);
	return (of('failed') ?? of('running') ?? happened.at(-1) ?? details.steps[0])?.id ?? null;
}

function sentence(details) {
	if (details.problem) {
		return details.problem;
	}
	const count = (status) => details.steps.filter((each) => each.status === status).length;
	const failed = details.steps.filter((each) => each.status === 'failed').map((each) => each.id);
	if (failed.length > 0) {
		return `${failed.join(', ')} did not go as it should`;
	}
	if (details.status === 'not evaluated') {
		return 'Not evaluated yet';
	}
	return details.status === 'running' ? 'Waiting for what is still to come'
		: `Flow ${details.flow}: ${count('passed')} steps passed` + (count('skipped') ? `, ${count('skipped')} skipped` : '');
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
		element('header', {}, element('h3', {}, selected.id), badge(selected.status)),
		...text('p', selected.description, 'description'),
		...text('p', selected.error, 'callout error'),
		...text('p', selected.message, 'callout'),
		facts(selected, events, details),
		...code('Validator', selected.validator),
		...code('Filter', selected.filter),
		element('h4', {}, events.length === 1 ? '1 event' : `${events.length} events`),
		...events.map((event) => showEvent(event, selected, details)),
		...(details.events.length < details.eventCount
			? [element('p', { class: 'empty' }, `The first ${details.events.length} of ${details.eventCount} events are shown.`)]
			: []));
}

function text(tag, value, kind) {
	return value ? [element(tag, { class: kind }, value)] : [];
}

function code(name, script) {
	return script ? [element('h4', {}, name), element('pre', { class: 'code' }, element('code', {}, script))] : [];
}

function facts(selected, events, details) {
	const rows = [['Type', selected.type ?? 'not known yet'], ['Depends on', selected.depIds.join(', ') || 'nothing']];
	if (selected.timeoutsMs.length > 0) {
		rows.push(['At most', selected.timeoutsMs.map((ms) => duration(ms)).join(', ') + ' after that']);
	}
	const upstream = details.events.filter((event) => selected.depIds.includes(event.step));
	if (events.length > 0 && upstream.length > 0) {
		const latest = Math.max(...upstream.map((event) => event.afterMs));
		rows.push(['Took', duration(events[0].afterMs - latest) + ' after that']);
	}
	return element('dl', {}, ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

function showEvent(event, selected, details) {
	const counts = details.status === 'not evaluated' || selected.eventIds.includes(event.id);
	return element('section', { class: 'event' },
		element('p', {}, element('time', {}, clock(event.atMs)), ` · ${offset(event.afterMs)} from the start`,
			counts ? '' : ' · filtered out'),
		element('pre', { tabindex: '0', 'aria-label': 'Event data' }, pretty(event.data)));
}
