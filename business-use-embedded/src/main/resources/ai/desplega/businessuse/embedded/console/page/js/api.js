// Calls to the console. Each returns the JSON of the response, or throws an Error with its detail.

export async function overview(filter) {
	return await json(await fetch('api/runs?' + new URLSearchParams(filter)));
}

export async function run(key) {
	return await json(await fetch('api/run?' + new URLSearchParams(key)));
}

export async function flow(name) {
	return await json(await fetch('api/flow?' + new URLSearchParams({ flow: name })));
}

export async function evaluate(key) {
	return await json(await fetch('api/run/evaluate?' + new URLSearchParams(key), { method: 'POST' }));
}

async function json(response) {
	const body = await response.json();
	if (!response.ok) {
		throw Object.assign(new Error(body.detail ?? response.statusText), { status: response.status });
	}
	return body;
}
