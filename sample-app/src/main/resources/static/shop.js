const CONSOLE = 'business-use/';
const placed = document.getElementById('placed');
const { url } = await (await fetch('backend')).json();

showBackend();
document.querySelectorAll('[data-scenario]').forEach((button) => button.addEventListener('click', () => order(button)));

function showBackend() {
	const backend = document.getElementById('backend');
	if (isEmbedded()) {
		backend.append(link(CONSOLE, 'Open the Business-Use console'));
	}
	else {
		backend.textContent = url === null ? 'Business-Use is off; see the log of the application for the reason.'
			: `The events are sent to ${url}, which evaluates their runs.`;
	}
}

async function order(button) {
	button.disabled = true;
	try {
		const items = [{ sku: 'coffee', quantity: 2 }, { sku: 'mug', quantity: 1 }];
		const response = await fetch('orders', {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ items, scenario: button.dataset.scenario })
		});
		const { orderId, status, detail } = await response.json();
		placed.textContent = orderId ? `${orderId}: ${detail ?? status} ` : `The order was not placed: ${detail}`;
		if (orderId && isEmbedded()) {
			placed.append(link(`${CONSOLE}#${new URLSearchParams({ flow: 'checkout', runId: orderId })}`, 'Show the run'));
		}
	}
	catch (error) {
		placed.textContent = `The order was not placed: ${error.message}`;
	}
	finally {
		button.disabled = false;
		button.focus();
	}
}

function isEmbedded() {
	return url?.startsWith('embedded:');
}

function link(href, text) {
	const link = document.createElement('a');
	link.href = href;
	link.textContent = text;
	return link;
}
