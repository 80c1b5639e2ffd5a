// Creates elements. Strings of events are set as text only, so they can't be interpreted as markup.

export function element(tag, attributes = {}, ...children) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (name === 'onclick') {
			node.addEventListener('click', value);
		}
		else if (value !== null && value !== undefined && value !== false) {
			node.setAttribute(name, value === true ? '' : value);
		}
	}
	node.append(...children.filter((child) => child !== null && child !== undefined));
	return node;
}

/** Sets text only if it differs, so that a screen reader doesn't repeat it. */
export function setText(node, text) {
	if (node.textContent !== text) {
		node.textContent = text;
	}
}

const SYMBOLS = { passed: '✓', failed: '✕', running: '…', skipped: '–', error: '!', 'not evaluated': '?' };

export function symbol(status) {
	return SYMBOLS[status] ?? '?';
}

export function badge(status) {
	return element('span', { class: 'badge', 'data-status': status ?? 'unknown' },
		element('span', { 'aria-hidden': 'true' }, symbol(status) + ' '), status ?? 'not evaluated');
}
