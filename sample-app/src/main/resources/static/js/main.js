// Keeps the page up to date: asks for the runs every second while somebody looks.

import * as api from './api.js';
import { setText } from './dom.js';
import { mainStep, showMessage, showRun } from './details.js';
import { nameOf, showRuns } from './runs.js';

const EVERY_MS = 1000;
const live = document.getElementById('live');
const placed = document.getElementById('placed');

let selected = fromAddress();
let selectedStep = null;
let details = null;
let version = '';

async function refresh() {
	if (document.hidden) {
		return;
	}
	try {
		const { otherBackend, runs } = await api.overview();
		live.dataset.state = 'on';
		setText(live, otherBackend ? 'Other backend' : 'Live');
		if (otherBackend) {
			showMessage('The runs are elsewhere', `The events go to ${otherBackend}, which evaluates them.`);
			return;
		}
		if (selected === null && runs.length > 0) {
			selected = runs[0];
		}
		showRuns(runs, selected, choose);
		await refreshRun(runs);
	}
	catch (error) {
		live.dataset.state = 'off';
		setText(live, 'The sample does not answer');
	}
}

async function refreshRun(runs) {
	if (selected === null) {
		return;
	}
	const summary = runs.find((run) => nameOf(run) === nameOf(selected));
	const latest = JSON.stringify([selected, summary]);
	if (latest === version && summary?.status !== 'running') {
		return;
	}
	const wanted = selected;
	try {
		const found = await api.run(wanted);
		if (wanted === selected) {
			version = latest;
			details = found;
			draw();
		}
	}
	catch (error) {
		showMessage(wanted.runId, error.status === 404 ? 'Waiting for its first event …' : error.message);
	}
}

function draw() {
	if (!details.steps.some((step) => step.id === selectedStep)) {
		selectedStep = null;
	}
	showRun(details, selectedStep ?? mainStep(details), selectStep, evaluate);
}

function select(run) {
	selected = { flow: run.flow, runId: run.runId };
	selectedStep = null;
	version = '';
	history.replaceState(null, '', '#' + new URLSearchParams(selected));
	refresh();
}

/** On a phone the run is below the list. */
function choose(run) {
	select(run);
	if (matchMedia('(max-width: 700px)').matches) {
		document.getElementById('run').scrollIntoView();
	}
}

function selectStep(id) {
	selectedStep = id;
	draw();
}

async function evaluate() {
	details = await api.evaluate(selected);
	draw();
	refresh();
}

async function order(event) {
	const button = event.currentTarget;
	button.disabled = true;
	try {
		const answer = await api.placeOrder(button.dataset.way);
		placed.textContent = `${answer.orderId}: ${answer.detail ?? answer.status}`;
		select({ flow: 'checkout', runId: answer.orderId });
	}
	catch (error) {
		placed.textContent = `The order was not placed: ${error.message}`;
	}
	finally {
		button.disabled = false;
		button.focus();
	}
}

function fromAddress() {
	const address = new URLSearchParams(location.hash.slice(1));
	return address.has('runId') ? { flow: address.get('flow') ?? '', runId: address.get('runId') } : null;
}

document.querySelectorAll('[data-way]').forEach((button) => button.addEventListener('click', order));
document.addEventListener('visibilitychange', refresh);
await refresh();
setInterval(refresh, EVERY_MS);
