// The calls to the sample. Each gives what it was asked for, or throws an Error that says why not.

export async function overview() {
	return await json(await fetch('/api/runs'));
}

export async function run(key) {
	return await json(await fetch('/api/run?' + query(key)));
}

export async function evaluate(key) {
	return await json(await fetch('/api/run/evaluate?' + query(key), { method: 'POST' }));
}

/** Places an order. A declined one is an answer too, and no error. */
export async function placeOrder(way) {
	const items = [{ sku: 'coffee', quantity: 2 }, { sku: 'mug', quantity: 1 }];
	const response = await fetch('/orders', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ items, way })
	});
	const answer = await response.json();
	if (!answer.orderId) {
		throw new Error(answer.detail ?? response.statusText);
	}
	return answer;
}

function query({ flow, runId }) {
	return new URLSearchParams({ flow, runId });
}

async function json(response) {
	const body = await response.json();
	if (!response.ok) {
		throw Object.assign(new Error(body.detail ?? response.statusText), { status: response.status });
	}
	return body;
}
