// Updates the page: requests the runs every second while the page is visible.

import * as api from './api.js';
import { setText } from './dom.js';
import { mainStep, showMessage, showRun } from './details.js';
import { nameOf, showFlows, showRuns } from './runs.js';

const EVERY_MS = 1000;
const live = document.getElementById('live');
const filter = document.getElementById('filter');

let selected = fromAddress();
let chosen = selected !== null;
let selectedStep = null;
let details = null;
let version = '';
let refreshing = false;

async function refresh() {
	if (document.hidden || refreshing) {
		return;
	}
	refreshing = true;
	try {
		const overview = await api.overview(filtered());
		live.dataset.state = 'on';
		setText(live, 'Live');
		if (!chosen) {
			selected = overview.runs[0] ?? selected ?? (overview.flows.length > 0 ? { flow: overview.flows[0] } : null);
			chosen = overview.runs.length > 0;
		}
		showFlows(overview.flows, selected, choose);
		showRuns(overview, selected, choose);
		await refreshSelected(overview);
	}
	catch (error) {
		live.dataset.state = 'off';
		setText(live, 'The application does not respond');
	}
	finally {
		refreshing = false;
	}
}

function filtered() {
	return { search: document.getElementById('search').value, flow: document.getElementById('by-flow').value,
		status: document.getElementById('by-status').value };
}

/** Requests a run that is not in the list each time, because its summary is not known. */
async function refreshSelected({ runs, flows }) {
	if (selected === null) {
		return;
	}
	const wanted = selected;
	const summary = runs.find((run) => nameOf(run) === nameOf(wanted));
	const latest = JSON.stringify([wanted, summary, flows]);
	if (latest === version && summary && summary.status !== 'running') {
		return;
	}
	try {
		const found = wanted.runId === undefined ? await api.flow(wanted.flow)
			: await api.run({ flow: wanted.flow, runId: wanted.runId });
		if (wanted === selected) {
			version = latest;
			details = found;
			draw();
		}
	}
	catch (error) {
		if (wanted === selected) {
			showMessage(wanted.runId ?? wanted.flow, error.status === 404 ? 'Waiting for its first event …' : error.message);
		}
	}
}

function draw() {
	if (!details.steps.some((step) => step.id === selectedStep)) {
		selectedStep = null;
	}
	showRun(details, selectedStep ?? mainStep(details), selectStep, evaluate);
}

function select(target) {
	selected = target;
	chosen = true;
	selectedStep = null;
	version = '';
	refresh();
}

/** Selects a run or flow. On narrow screens, scrolls to it, because it is below the lists. */
function choose(target) {
	history.replaceState(null, '', '#' + new URLSearchParams(target));
	select(target);
	if (matchMedia('(max-width: 700px)').matches) {
		document.getElementById('run').scrollIntoView();
	}
}

function selectStep(id) {
	selectedStep = id;
	draw();
}

async function evaluate() {
	details = await api.evaluate({ flow: selected.flow, runId: selected.runId });
	draw();
	refresh();
}

function fromAddress() {
	const address = new URLSearchParams(location.hash.slice(1));
	if (!address.has('flow')) {
		return null;
	}
	return address.has('runId') ? { flow: address.get('flow'), runId: address.get('runId') }
		: { flow: address.get('flow') };
}

function addressChanged() {
	const target = fromAddress();
	if (target !== null && (selected === null || nameOf(target) !== nameOf(selected))) {
		select(target);
	}
}

/** Moves the focus without changing the URL, which identifies the selected run. */
function skip(event) {
	event.preventDefault();
	document.getElementById('run').focus();
}

filter.addEventListener('input', refresh);
filter.addEventListener('submit', (event) => event.preventDefault());
document.getElementById('skip').addEventListener('click', skip);
document.addEventListener('visibilitychange', refresh);
window.addEventListener('hashchange', addressChanged);
await refresh();
setInterval(refresh, EVERY_MS);
