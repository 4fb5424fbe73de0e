import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { writeMessage } from '../../src/lib/gate/message';
import { forged, world } from './attacks';
import { runs } from '../seeds';
import { reasons, stranger, updateWith } from './parties';

const times = runs(5_000);

/** Numbers that are the same in every run of the tests. */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** Bytes changed, cut out, put in, doubled or cut off, a few at a time. */
function mutated(bytes: Uint8Array, below: (most: number) => number): Uint8Array {
	let changed = [...bytes];
	for (let times = 1 + below(3); times > 0; times--) {
		const at = below(changed.length);
		const length = 1 + below(12);
		switch (below(6)) {
			case 0:
				changed[at] = below(256);
				break;
			case 1:
				changed[at] = changed[at]! ^ (1 << below(8));
				break;
			case 2:
				changed.splice(at, length);
				break;
			case 3:
				changed.splice(at, 0, ...Array.from({ length }, () => below(256)));
				break;
			case 4:
				changed.splice(at, 0, ...changed.slice(at, at + length));
				break;
			default:
				changed = changed.slice(0, Math.max(1, at));
		}
	}
	return Uint8Array.from(changed);
}

test('mutated updates leave the ledger as it was', async () => {
	// One connection is given more than any other would be, so that each message is really looked at.
	const here = await world({
		limits: { strikes: times * 100, questionsBurst: times, entriesPerSecond: 1e9 }
	});
	const { at, texts } = here;
	const { entry, text } = await forged(here);
	const bases = [
		updateWith(texts),
		updateWith(texts.slice(0, 1)),
		updateWith([[entry.id, text], ...texts.slice(1, 2)]),
		updateWith([['A'.repeat(43), texts[2]![1]]])
	].map((update) => writeMessage({ kind: 'batch', update }));
	const hash = () =>
		createHash('sha256')
			.update(Y.encodeStateAsUpdate(at.doc))
			.update(JSON.stringify([...at.texts]))
			.digest('hex');
	const before = hash();
	const below = numbers(20_000);
	const met = new Map<string, number>();
	let line = stranger(at);
	for (let run = 0; run < times; run++) {
		const last = (await refusals()).at(-1);
		line.hear(mutated(bases[below(bases.length)]!, below));
		await new Promise((resolve) => setImmediate(resolve));
		const fresh =
			line.ended.length > 0
				? reasons(line.ended)
				: reasons((await refusals()).filter((_, n, all) => n > all.lastIndexOf(last!)));
		for (const reason of fresh.length > 0 ? fresh : ['nothing']) met.set(reason, (met.get(reason) ?? 0) + 1);
		if (line.ended.length > 0) line = stranger(at);
	}
	expect(hash()).toBe(before);
	expect(texts.every(([id, each]) => at.texts.get(id) === each)).toBe(true);
	// The mutations reach every depth of the gate.
	const common = [
		'not-an-update',
		'not-plain',
		'not-a-message',
		'unreadable',
		'malformed',
		'wrong-id',
		'bad-signature'
	];
	for (const reason of common) expect(met.get(reason) ?? 0, reason).toBeGreaterThan(2);

	async function refusals() {
		return (await at.gate.report()).refused;
	}
});
