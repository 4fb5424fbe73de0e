import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries, isSettled } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { EntryPacker } = await import('$lib/worker/packed-entries');
const { EntryUnpacker } = await import('$lib/worker/entry-unpacker');
const { hashOf } = await import('../oracle/ledger');
const { adds, lamp, Pen, retires } = await import('../domain/organization-keys');

const grantOf = (product: string, grantee: string): Fact => ({
	...{ table: 'grants', product, grantee: hashOf(grantee), permission: 'purchase' }
});

/** So many grants of one organization, and of another whose second key said so much: what ending that key costs. */
function ending({ others, own }: { others: number; own: number }, most?: number): number {
	const owner = new Pen('Alice');
	const product = `${owner.writes('Alice', lamp).id}:0`;
	for (let at = 0; at < others; at++) owner.writes('Alice', grantOf(product, `grantee ${at}`));
	const mallory = new Pen('Mallory', adds('Trudy'));
	const theirs = `${mallory.writes('Mallory', lamp).id}:0`;
	for (let at = 0; at < others; at++) mallory.writes('Mallory', grantOf(theirs, `grantee ${at}`));
	for (let at = 0; at < own; at++) {
		const added = `${mallory.writes('Trudy', lamp).id}:0`;
		mallory.writes('Trudy', grantOf(added, `grantee ${at}`));
	}
	const snapshot = emptySnapshot();
	applyEntries(snapshot, [...owner.written, ...mallory.written]);
	// What rests on what is read once, by whatever is taken back first: all of it here, or as much as is asked for.
	if (most === undefined) snapshot.dependents.read();
	const end: Entry = mallory.writes('Mallory', retires('Trudy', null));
	return stepsOf(() => applyEntries(snapshot, [end], most));
}

test('a key that is ended costs the same however much others, and other keys, have said', () => {
	const [few, many] = [ending({ others: 250, own: 20 }), ending({ others: 1_000, own: 20 })];
	expect(many / few).toBeLessThan(1.2);
});

test('what a key said that is ended costs each as much as little does', () => {
	const [few, many] = [ending({ others: 20, own: 250 }), ending({ others: 20, own: 1_000 })];
	expect(many / few).toBeLessThan(4.4);
});

test('no more of it is taken back at once than is asked for', () => {
	const [few, many] = [ending({ others: 20, own: 500 }, 200), ending({ others: 20, own: 2_000 }, 200)];
	expect(many / few).toBeLessThan(2.4);
});

test('what rests on what is read once, by the first that is ended, and no more at once than is asked for', () => {
	const owner = new Pen('Alice', adds('Bob'), adds('Trudy'));
	const product = `${owner.writes('Alice', lamp).id}:0`;
	for (let at = 0; at < 500; at++) owner.writes('Alice', grantOf(product, `grantee ${at}`));
	const names = ['Bob', 'Trudy'];
	for (const name of names) owner.writes(name, lamp);
	const snapshot = emptySnapshot();
	applyEntries(snapshot, owner.written);
	const calls: number[] = [];
	for (const name of names) {
		applyEntries(snapshot, [owner.writes('Alice', retires(name, null))], 100);
		for (let call = 1; ; call++) {
			calls.push(call);
			if (isSettled(snapshot)) break;
			applyEntries(snapshot, [], 100);
		}
	}
	expect(calls).toEqual([1, 2, 3, 4, 5, 6, 1]);
	expect(snapshot.products.size).toBe(1);
});

test('many keys that are ended at once cost each as much as few do', () => {
	const [few, many] = [50, 200].map((size) => {
		const names = Array.from({ length: size }, (_, at) => `key ${at}`);
		const pen = new Pen('Mallory', ...names.map(adds));
		for (const name of names) pen.writes(name, lamp);
		const snapshot = emptySnapshot();
		applyEntries(snapshot, pen.written);
		const ends = names.map((name) => pen.writes('Mallory', retires(name, null)));
		return stepsOf(() => applyEntries(snapshot, ends));
	});
	expect(many! / few!).toBeLessThan(4.4);
});

test('a key that is ended sooner and sooner costs what counts no more, however much it said', () => {
	const [few, many] = [250, 1_000].map((size) => {
		const pen = new Pen('Mallory', adds('Trudy'));
		const said = Array.from({ length: size }, () => pen.writes('Trudy', lamp));
		pen.writes('Mallory', retires('Trudy', said.at(-1)!));
		const snapshot = emptySnapshot();
		applyEntries(snapshot, pen.written);
		snapshot.dependents.read();
		const ends = [4, 7, 10].map((at) => pen.writes('Mallory', retires('Trudy', said.at(-at)!)));
		const steps = stepsOf(() => {
			for (const end of ends) applyEntries(snapshot, [end]);
		});
		expect(snapshot.products.size).toBe(size - 9);
		return steps;
	});
	expect(many! / few!).toBeLessThan(1.2);
});

test('entries as a page keeps them cost each once, however facts of several rest on each other', () => {
	const [few, many] = [100, 400].map((size) => {
		const pen = new Pen('Mallory', adds('Trudy'));
		const products = pen.writes('Trudy', ...Array.from({ length: size }, () => lamp));
		// What rests on the products one after the other is in one entry after the other.
		for (let entry = 0; entry < 8; entry++) {
			const grants = Array.from({ length: size / 4 }, (_, at) =>
				grantOf(`${products.id}:${(8 * at + entry) % size}`, `grantee ${entry} ${at}`)
			);
			pen.writes('Mallory', ...grants);
		}
		pen.writes('Mallory', retires('Trudy', null));
		const kept = new EntryUnpacker('w').unpack(new EntryPacker().pack(pen.written));
		const snapshot = emptySnapshot();
		applyEntries(snapshot, kept.slice(0, -1));
		snapshot.dependents.read();
		return stepsOf(() => applyEntries(snapshot, kept.slice(-1)));
	});
	expect(many! / few!).toBeLessThan(4.4);
});
