// Draws the steps of a run or flow: dagre computes the layout, d3 draws. Each step is a button, in the order of the flow.

import { badge, element, symbol } from './dom.js';
import { offset } from './format.js';

const WIDTH = 244;
const HEIGHT = 58;
const MAX_STEPS = 120;
const d3 = window.d3;
const dagre = window.dagre;

export function drawGraph(container, details, selectedStep, select) {
	if (details.steps.length > MAX_STEPS) {
		list(container, details, selectedStep, select);
		return;
	}
	if (container.firstElementChild?.tagName !== 'svg') {
		container.replaceChildren();
		delete container.dataset.listed;
	}
	const graph = layout(details.steps);
	const size = graph.graph();
	const svg = d3.select(container).selectAll('svg').data([details]).join('svg')
		.attr('class', 'graph')
		.attr('role', 'group')
		.attr('aria-label', 'Steps in the order of the flow')
		.attr('viewBox', `0 0 ${size.width} ${size.height}`)
		.attr('width', size.width)
		.attr('height', size.height);
	svg.selectAll('defs').data([0]).join(arrow);
	const happened = new Set(details.steps.filter((step) => step.matchedCount > 0).map(nodeName));
	drawEdges(svg.selectAll('g.edges').data([0]).join('g').attr('class', 'edges').attr('aria-hidden', 'true'),
		graph, happened);
	drawSteps(svg.selectAll('g.steps').data([0]).join('g').attr('class', 'steps'), graph, details, selectedStep, select);
}

/** Lists the steps of a flow that has too many steps for a graph. */
function list(container, details, selectedStep, select) {
	const state = JSON.stringify(details.steps.map((step) => [step.id, step.status]));
	if (container.dataset.listed !== state) {
		container.dataset.listed = state;
		container.replaceChildren(
			element('p', { class: 'empty' }, `The flow has ${details.steps.length} steps, which is too many for a graph.`),
			element('ol', { class: 'step-list' }, ...details.steps.map((step) => element('li', {},
				element('button', { type: 'button', class: 'plain', 'data-step': step.id, onclick: () => select(step.id) },
					badge(step.status), ' ' + step.id)))));
	}
	container.querySelectorAll('button').forEach((button) =>
		button.setAttribute('aria-pressed', String(button.dataset.step === selectedStep)));
}

function layout(steps) {
	const graph = new dagre.graphlib.Graph();
	graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 40, marginx: 6, marginy: 6 });
	graph.setDefaultEdgeLabel(() => ({}));
	steps.forEach((step) => graph.setNode(nodeName(step), { width: WIDTH, height: HEIGHT }));
	steps.forEach((step) => step.depIds.forEach((id) => graph.setEdge(nodeName({ id }), nodeName(step))));
	dagre.layout(graph);
	return graph;
}

/** Returns the name of a step in the graph. dagre uses names as keys of plain objects, and an id may be __proto__. */
function nodeName({ id }) {
	return '#' + id;
}

function arrow(enter) {
	const marker = enter.append('defs').append('marker').attr('id', 'arrow').attr('viewBox', '0 0 10 10')
		.attr('refX', 9).attr('refY', 5).attr('markerWidth', 7).attr('markerHeight', 7).attr('orient', 'auto');
	marker.append('path').attr('d', 'M0 0 10 5 0 10z').attr('class', 'arrow');
	return marker;
}

function drawEdges(group, graph, happened) {
	const line = d3.line((point) => point.x, (point) => point.y).curve(d3.curveBasis);
	group.selectAll('path').data(graph.edges(), (edge) => JSON.stringify([edge.v, edge.w])).join('path')
		.attr('class', (edge) => happened.has(edge.v) && happened.has(edge.w) ? 'edge' : 'edge unused')
		.attr('marker-end', 'url(#arrow)')
		.attr('d', (edge) => line(graph.edge(edge).points));
}

function drawSteps(group, graph, details, selectedStep, select) {
	const first = new Map();
	details.events.forEach((event) => first.has(event.step) || first.set(event.step, event));
	const steps = group.selectAll('g.step').data(details.steps, (step) => step.id).join(create).order();
	steps.attr('transform', (step) => position(graph.node(nodeName(step))))
		.attr('data-step', (step) => step.id)
		.attr('data-status', (step) => step.status ?? 'unknown')
		.attr('data-unnoticed', (step) => step.unnoticed ? '' : null)
		.attr('aria-pressed', (step) => String(step.id === selectedStep))
		.attr('aria-label', (step) => describe(step, details))
		.on('click', (_, step) => select(step.id))
		.on('keydown', (event, step) => press(event, step, details.steps, select));
	steps.select('title').text((step) => step.id);
	steps.select('.symbol').text((step) => details.runId === null ? '·' : symbol(step.status));
	steps.select('.name').text((step) => shorten(step.id, 22));
	steps.select('.state').text((step) => {
		const event = first.get(step.id);
		return shorten(stateOf(step, details) + (event && event.afterMs !== 0 ? ' · ' + offset(event.afterMs) : ''), 30)
			+ (step.unnoticed ? ' ⚠' : '')
			+ (step.matchedCount > 1 ? ` · ${step.matchedCount}×` : '');
	});
}

function create(enter) {
	const step = enter.append('g').attr('class', 'step').attr('role', 'button').attr('tabindex', 0);
	step.append('title');
	step.append('rect').attr('class', 'box').attr('width', WIDTH).attr('height', HEIGHT).attr('rx', 12);
	step.append('circle').attr('class', 'dot').attr('cx', 27).attr('cy', HEIGHT / 2).attr('r', 13);
	step.append('text').attr('class', 'symbol').attr('x', 27).attr('y', HEIGHT / 2).attr('dy', '.36em');
	step.append('text').attr('class', 'name').attr('x', 50).attr('y', 25);
	step.append('text').attr('class', 'state').attr('x', 50).attr('y', 43);
	return step;
}

function position({ x, y }) {
	return `translate(${x - WIDTH / 2},${y - HEIGHT / 2})`;
}

function stateOf(step, details) {
	return details.runId === null ? step.type ?? 'unknown' : step.status ?? 'not evaluated';
}

function describe(step, details) {
	const after = step.depIds.length > 0 ? `, after ${step.depIds.join(' and ')}` : '';
	return `${step.id}: ${stateOf(step, details)}${after}${step.unnoticed ? ', its absence would go unnoticed' : ''}`;
}

function press(event, step, steps, select) {
	if (event.key === 'Enter' || event.key === ' ') {
		event.preventDefault();
		select(step.id);
	}
	const direction = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
	const next = direction && steps[steps.indexOf(step) + direction];
	if (next) {
		event.preventDefault();
		const all = [...event.currentTarget.parentNode.querySelectorAll('g.step')];
		all.find((node) => node.getAttribute('data-step') === next.id).focus();
		select(next.id);
	}
}

function shorten(text, length) {
	return text.length > length ? text.slice(0, length - 1) + '…' : text;
}
