import { beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { textToEntry } from '$lib/document/entries/codec';
import { memoryKeys } from '$lib/document/ledger/in-memory';
import { hasValidSignature } from '$lib/document/signing/signature';
import { type GeneratedNetwork, generateNetwork } from '$lib/generator/generate-network';

const now = Date.UTC(2025, 5, 1);
const size = { organizations: 20, products: 400, grants: 2_000, partners: 2, inSmallActs: true };
const generate = (progress?: (done: number, total: number) => void) =>
	generateNetwork({
		size,
		workspace: 'w',
		language: 'en',
		now,
		keys: memoryKeys(),
		...(progress && { progress })
	});

function read(text: [id: string, text: string]): Entry {
	const reading = textToEntry(...text);
	if ('entry' in reading) return reading.entry;
	throw new Error(reading.detail);
}

/** Who may do what with what, by names: keys and ids are new each time. */
const told = (snapshot: Snapshot) =>
	[...snapshot.products.values()].map(({ pid, owner, links }) => [
		pid,
		snapshot.organizations.get(owner)?.account,
		[...links].map(({ grantee, permissions, flagged }) => [
			snapshot.organizations.get(grantee)?.account,
			permissions,
			flagged
		])
	]);

describe('a generated supply network', () => {
	let made: GeneratedNetwork;
	let entries: Entry[];
	const shares: number[] = [];

	beforeAll(async () => {
		made = await generate((done, total) => shares.push(done / total));
		entries = made.texts.map(read);
	});

	test('is of the size asked for, and made in acts of one product or a few', () => {
		expect(made.snapshot.organizations.size).toBe(20);
		expect(made.snapshot.products.size).toBeGreaterThan(350);
		expect(made.snapshot.grants.size).toBeGreaterThan(1_500);
		const authorized = entries
			.filter(({ command }) => command === 'authorize')
			.map(
				({ facts }) => new Set(facts.flatMap((fact) => (fact.table === 'grants' ? [fact.product] : []))).size
			);
		expect(Math.max(...authorized)).toBe(3);
		expect(Math.min(...authorized)).toBe(1);
	});

	test('is what its signed entries say when they are read again, in the order of their times', () => {
		const snapshot = emptySnapshot();
		applyEntries(snapshot, entries);
		expect(told(snapshot)).toEqual(told(made.snapshot));
		expect(snapshot.organizations.get(made.opensAs)?.name).toBe('Lumen Home');
		const times = entries.map(({ at }) => at);
		expect(times).toEqual(times.toSorted((one, other) => one - other));
		expect(times.at(-1)).toBeLessThanOrEqual(now);
		expect(entries.filter((_, index) => index % 100 === 0).every(hasValidSignature)).toBe(true);
	});

	test('is the same every time, and says how far it is', async () => {
		expect(told((await generate()).snapshot)).toEqual(told(made.snapshot));
		expect(shares).toEqual(shares.toSorted((one, other) => one - other));
		expect(shares.at(-1)).toBe(1);
	});
});
