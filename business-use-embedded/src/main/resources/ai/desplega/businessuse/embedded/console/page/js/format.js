// Formats times and JSON.

const MAX_INDENT = 40;

export function age(iso, now = Date.now()) {
	const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
	if (seconds < 5) {
		return 'now';
	}
	if (seconds < 60) {
		return `${seconds} s ago`;
	}
	if (seconds < 3600) {
		return `${Math.floor(seconds / 60)} min ago`;
	}
	return seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86400)} d ago`;
}

export function duration(ms) {
	const absolute = Math.abs(ms);
	if (absolute < 1) {
		return `${Math.round(ms * 1000)} µs`;
	}
	if (absolute < 1000) {
		return `${ms.toFixed(absolute < 10 ? 1 : 0)} ms`;
	}
	return `${(ms / 1000).toFixed(2)} s`;
}

export function offset(ms) {
	return (ms < 0 ? '−' : '+') + duration(Math.abs(ms));
}

export function clock(ms) {
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? 'invalid time' : date.toLocaleTimeString([], { hour12: false })
		+ '.' + String(date.getMilliseconds()).padStart(3, '0');
}

/** Indents JSON token by token: JSON.parse would round large numbers and drop repeated names. */
export function pretty(json) {
	const tokens = json.match(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? [];
	let depth = 0;
	let result = '';
	tokens.forEach((token, i) => {
		if (token === '}' || token === ']') {
			depth--;
			result += isOpening(tokens[i - 1]) ? token : line(depth) + token;
		}
		else if (isOpening(token)) {
			depth++;
			result += token + (isClosing(tokens[i + 1]) ? '' : line(depth));
		}
		else if (token === ',') {
			result += token + line(depth);
		}
		else {
			result += token === ':' ? ': ' : token;
		}
	});
	return result;
}

function isOpening(token) {
	return token === '{' || token === '[';
}

function isClosing(token) {
	return token === '}' || token === ']';
}

function line(depth) {
	return '\n' + '  '.repeat(Math.min(Math.max(depth, 0), MAX_INDENT));
}
