// Prepares an engine: gives it the globals and members of QuickJS 2021-03-27 and no others, and defines
// runScript(), which evaluates one script. 'permitted' are the names of the members, by the path of their object.
(function prepare(permitted) {
	'use strict';
	const FRAME = 15_370, FRAMES = 7, MAX_MESSAGE = 1_000;
	const hostInvoke = java_invoke, { parse, stringify } = JSON, { apply, construct } = Reflect, evaluate = eval;
	const { slice } = String.prototype;
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
		const check = (pattern, flags) => {
			if (flags !== undefined && /[dv]/.test(flags)) {
				throw new SyntaxError('invalid regular expression flags');
			}
			if (typeof pattern === 'string' && pattern.includes('(?') && isLater(pattern)) {
				throw new SyntaxError('invalid group');
			}
		};
		replace(original, function replacement(pattern, flags) {
			if (new.target === undefined && flags === undefined && pattern instanceof replacement) {
				return pattern;
			}
			check(pattern, flags);
			return construct(original, [pattern, flags], new.target || replacement);
		});
		defineProperty(RegExp, Symbol.species, getOwnPropertyDescriptor(original, Symbol.species));
		const { compile } = original.prototype;
		defineProperty(original.prototype, 'compile', { value: {
			compile(pattern, flags) {
				check(pattern, flags);
				return apply(compile, this, [pattern, flags]);
			},
		}.compile });
	}

	// Later engines have more well-known symbols, which can't be deleted.
	function restrictSymbols() {
		const original = Symbol;
		replace(original, function replacement(description) {
			if (new.target !== undefined) {
				throw new TypeError('not a constructor');
			}
			return original(description);
		});
		for (const name of permitted.Symbol) {
			defineProperty(Symbol, name, getOwnPropertyDescriptor(original, name));
		}
	}

	// Later engines parse more formats of dates. These are the ones of QuickJS 2021-03-27, whose time zone is UTC.
	function restrictDates() {
		const original = Date, { parse, UTC } = original;
		const iso = /^([+-]?\d+)(?:-(\d+)(?:-(\d+))?)?(?:T(\d+)(?::(\d+)(?::(\d+)(?:\.(\d+))?)?)?)?(Z|([+-])(\d\d):?(\d\d))?$/;
		const printed = /^[A-Z][a-z]{2}(?: [A-Z][a-z]{2} \d\d \d{4}|, \d\d [A-Z][a-z]{2} \d{4}) \d\d:\d\d:\d\d GMT/;
		const parseDate = (string) => {
			const match = iso.exec(string);
			if (match === null) {
				return printed.test(string) ? parse(string) : NaN;
			}
			const [, year, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0, fraction = '', , sign, zoneHours, zoneMinutes] = match;
			const millis = Math.trunc(Number(`0.${fraction}0`) * 1000);
			const date = new original(0);
			date.setUTCFullYear(year, month - 1, day);
			date.setUTCHours(hours, minutes, seconds, millis);
			const offset = sign === undefined ? 0 : Number(`${sign}1`) * (zoneHours * 60 + Number(zoneMinutes)) * 60_000;
			return date.getTime() - offset;
		};
		replace(original, function replacement(...args) {
			if (new.target === undefined) {
				return original();
			}
			const value = args.length === 1 && typeof args[0] === 'string' ? [parseDate(args[0])] : args;
			return construct(original, value, new.target);
		});
		for (const [name, value] of [['parse', { parse: (string) => parseDate(String(string)) }.parse], ['UTC', UTC], ['now', original.now]]) {
			defineProperty(Date, name, { value, writable: true, configurable: true });
		}
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
		const members = {};
		for (const [path, object] of queue) {
			const enqueue = (name, value) => {
				// Nearly all functions have only a length and a name.
				if (isObject(value) && !seen.has(value) && (typeof value !== 'function' || ownKeys(value).length > 2)) {
					seen.add(value);
					queue.push([path === '' ? name : `${path}.${name}`, value]);
				}
			};
			const permittedKeys = new Set(permitted[path]);
			for (const key of ownKeys(object)) {
				if (typeof object === 'function' && (key === 'length' || key === 'name')) {
					continue;
				}
				const name = nameOf(key);
				const isPrototype = typeof object === 'function' && key === 'prototype';
				if (!isPrototype && !permittedKeys.has(name)) {
					deleteProperty(object, key);
				}
				const property = getOwnPropertyDescriptor(object, key);
				if (property !== undefined) {
					if (!isPrototype) {
						(members[path] ??= []).push(name);
					}
					enqueue(name, property.value);
					enqueue(name, property.get);
				}
			}
			enqueue('__proto__', getPrototypeOf(object));
		}
		return members;
	}

	function describe(error) {
		try {
			return apply(slice, String(error), [0, MAX_MESSAGE]);
		}
		catch {
			return 'an object without a string representation';
		}
	}

	// Leaves of the stack of this engine about as much as the real backend's has, which is 180 nested calls: a frame has
	// room for the arguments of the longest call in its function.
	const onSmallStack = Function(`
		function enter(frames, call) {
			if (frames < 0) {
				call(${'0,'.repeat(FRAME)}0);
			}
			return frames > 0 ? enter(frames - 1, call) : call();
		}
		return (call) => enter(${FRAMES}, call);`)();

	// The real backend defines this function, calls it with null as 'this', and reads an object by its JSON.
	function resultOf({ source, data, ctx }) {
		const result = onSmallStack(() => {
			evaluate(source);
			return apply(evaluateExpr, null, [data, ctx]);
		});
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
	restrictSymbols();
	restrictDates();
	const members = deleteLaterMembers();
	hostInvoke('host', 'members', `[${stringify(stringify(members))}]`);
	globalThis.runScript = () => {
		delete globalThis.runScript;
		let result;
		try {
			result = resultOf(parse(hostInvoke('host', 'input', '[]')));
		}
		catch (error) {
			result = `error ${describe(error)}`;
		}
		hostInvoke('host', 'result', `[${stringify(result)}]`);
	};
})
