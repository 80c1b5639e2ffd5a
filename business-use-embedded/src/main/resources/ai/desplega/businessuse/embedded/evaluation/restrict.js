// Takes from the engine's globals what QuickJS 2021-03-27 does not have. Gives the members that remain.
(function restrict(allowed) {
	'use strict';
	const ownKeys = Reflect.ownKeys, getPrototypeOf = Reflect.getPrototypeOf;
	const getOwnPropertyDescriptor = Reflect.getOwnPropertyDescriptor, deleteProperty = Reflect.deleteProperty;
	const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
	const keyOf = (key) => typeof key === 'symbol' ? `[${key.description}]` : key;
	const queue = [['', globalThis]];
	const iterator = (iterable) => getPrototypeOf(iterable[Symbol.iterator]());
	for (const [name, object] of [
		['Function.prototype', Function.prototype],
		['%GeneratorFunction%', getPrototypeOf(function* () {})],
		['%AsyncFunction%', getPrototypeOf(async function () {})],
		['%AsyncGeneratorFunction%', getPrototypeOf(async function* () {})],
		['%IteratorPrototype%', getPrototypeOf(iterator([]))],
		['%AsyncIteratorPrototype%', getPrototypeOf(getPrototypeOf(async function* () {}.prototype))],
		['%ArrayIterator%', iterator([])],
		['%StringIterator%', iterator('')],
		['%MapIterator%', iterator(new Map())],
		['%SetIterator%', iterator(new Set())],
		['%RegExpStringIterator%', getPrototypeOf(''.matchAll(/x/g))],
		['%TypedArray%', getPrototypeOf(Uint8Array)],
	]) {
		queue.push([name, object]);
	}
	const seen = new Set(), kept = [];
	for (const [, object] of queue) {
		seen.add(object);
	}
	for (let i = 0; i < queue.length; i++) {
		const [name, object] = queue[i];
		const members = allowed[name];
		for (const key of ownKeys(object)) {
			const isFunctionsOwn = typeof object === 'function' && (key === 'length' || key === 'name' || key === 'prototype');
			if (!isFunctionsOwn && !(members && members.includes(keyOf(key)))) {
				deleteProperty(object, key);
			}
			const property = getOwnPropertyDescriptor(object, key);
			if (property === undefined) {
				continue;
			}
			if (!isFunctionsOwn) {
				kept.push(name + ' ' + keyOf(key));
			}
			for (const value of [property.value, property.get, property.set]) {
				if (isObject(value) && !seen.has(value)) {
					seen.add(value);
					queue.push([(name ? name + '.' : '') + keyOf(key), value]);
				}
			}
		}
		const prototype = getPrototypeOf(object);
		if (prototype && !seen.has(prototype)) {
			seen.add(prototype);
			queue.push([name + '.__proto__', prototype]);
		}
	}
	return kept;
})
