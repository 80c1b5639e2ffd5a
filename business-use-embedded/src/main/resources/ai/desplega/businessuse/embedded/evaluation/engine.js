// Prepares an engine: gives it the globals and members of QuickJS 2021-03-27 and no others, and defines
// runScript(), which evaluates one script. 'permitted' are the names of the members, by the path of their object.
(function prepare(permitted) {
	'use strict';
	const hostInvoke = java_invoke, { parse, stringify } = JSON, { apply, construct } = Reflect, evaluate = eval;
	const { defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Object;

	function replace(original, replacement) {
		for (const key of ['name', 'length', 'prototype']) {
			defineProperty(replacement, key, getOwnPropertyDescriptor(original, key));
		}
		defineProperty(original.prototype, 'constructor', { value: replacement });
		defineProperty(globalThis, original.name, { value: replacement });
	}

	// Later engines take a second argument { cause }.
	function ignoreCauses() {
		const subclasses = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, InternalError];
		for (const original of [Error, ...subclasses]) {
			replace(original, function replacement(...args) {
				return construct(original, args.length > 0 ? [args[0]] : [], new.target || replacement);
			});
		}
		const aggregate = AggregateError;
		replace(aggregate, function replacement(...args) {
			return construct(aggregate, args.length > 1 ? [args[0], args[1]] : [args[0]], new.target || replacement);
		});
		for (const original of [...subclasses, aggregate]) {
			setPrototypeOf(globalThis[original.name], Error);
		}
	}

	// Later engines know more flags and more syntax. See LaterSyntax for literals.
	function restrictRegExps() {
		const original = RegExp;
		const ignored = /\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, modifiers = /\(\?(?:[ims]+(?:-[ims]*)?|-[ims]+):/;
		const groupNames = /\(\?<([^=!>][^>]*)>/g;
		const isLater = (source) => {
			const groups = [...source.replace(ignored, '').matchAll(groupNames)].map((group) => group[1]);
			return modifiers.test(source.replace(ignored, '')) || new Set(groups).size < groups.length;
		};
		replace(original, function replacement(pattern, flags) {
			if (new.target === undefined && flags === undefined && pattern instanceof replacement) {
				return pattern;
			}
			if (flags !== undefined && /[dv]/.test(flags)) {
				throw new SyntaxError('invalid regular expression flags');
			}
			if (typeof pattern === 'string' && pattern.includes('(?') && isLater(pattern)) {
				throw new SyntaxError('invalid group');
			}
			return construct(original, [pattern, flags], new.target || replacement);
		});
		defineProperty(RegExp, Symbol.species, getOwnPropertyDescriptor(original, Symbol.species));
	}

	function deleteLaterMembers() {
		const { deleteProperty, getPrototypeOf, ownKeys } = Reflect;
		const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
		const nameOf = (key) => typeof key === 'symbol' ? `[${key.description}]` : key;
		const iteratorOf = (iterable) => getPrototypeOf(iterable[Symbol.iterator]());
		const queue = [
			['', globalThis],
			['Object.prototype', Object.prototype],
			['Function.prototype', Function.prototype],
			['%GeneratorFunction%', getPrototypeOf(function* () {})],
			['%AsyncFunction%', getPrototypeOf(async function () {})],
			['%AsyncGeneratorFunction%', getPrototypeOf(async function* () {})],
			['%Iterator%', getPrototypeOf(iteratorOf([]))],
			['%AsyncIterator%', getPrototypeOf(getPrototypeOf(async function* () {}.prototype))],
			['%ArrayIterator%', iteratorOf([])],
			['%StringIterator%', iteratorOf('')],
			['%MapIterator%', iteratorOf(new Map())],
			['%SetIterator%', iteratorOf(new Set())],
			['%RegExpStringIterator%', getPrototypeOf(''.matchAll(/x/g))],
			['%TypedArray%', getPrototypeOf(Uint8Array)],
		];
		const seen = new Set(queue.map(([, object]) => object));
		const enqueue = (path, object) => {
			if (isObject(object) && !seen.has(object)) {
				seen.add(object);
				queue.push([path, object]);
			}
		};
		const members = {};
		for (const [path, object] of queue) {
			const isOwnOfFunction = (key) => typeof object === 'function' && ['length', 'name', 'prototype'].includes(key);
			for (const key of ownKeys(object)) {
				if (!isOwnOfFunction(key) && !permitted[path]?.includes(nameOf(key))) {
					deleteProperty(object, key);
				}
				const property = getOwnPropertyDescriptor(object, key);
				if (property !== undefined) {
					if (!isOwnOfFunction(key)) {
						(members[path] ??= []).push(nameOf(key));
					}
					for (const value of [property.value, property.get, property.set]) {
						enqueue(path === '' ? nameOf(key) : `${path}.${nameOf(key)}`, value);
					}
				}
			}
			enqueue(`${path}.__proto__`, getPrototypeOf(object));
		}
		return members;
	}

	function describe(error) {
		try {
			return String(error);
		}
		catch {
			return 'an object without a string representation';
		}
	}

	// The real backend defines this function, calls it with null as 'this', and reads an object by its JSON.
	function resultOf({ source, data, ctx }) {
		evaluate(source);
		const result = apply(evaluateExpr, null, [data, ctx]);
		if (typeof result === 'boolean') {
			return `boolean ${result}`;
		}
		if (typeof result === 'object' && result !== null) {
			const json = stringify(result);
			return (json === 'true' || json === 'false') ? `boolean ${json}` : 'other object';
		}
		return `other ${result === null ? 'null' : typeof result}`;
	}

	ignoreCauses();
	restrictRegExps();
	const members = deleteLaterMembers();
	hostInvoke('host', 'members', `[${stringify(stringify(members))}]`);
	globalThis.runScript = () => {
		delete globalThis.runScript;
		let result;
		try {
			result = resultOf(parse(parse(hostInvoke('host', 'input', '[]'))));
		}
		catch (error) {
			result = `error ${describe(error)}`;
		}
		hostInvoke('host', 'result', `[${stringify(result)}]`);
	};
})
