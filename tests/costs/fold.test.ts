import { expect, test, vi } from 'vitest';
import { applyEntries } from '$lib/domain/fold/apply';
import { KeyRegistry } from '$lib/domain/keys/key-registry';
import { KeyTree } from '$lib/domain/keys/key-tree';
import { emptySnapshot } from '$lib/domain/snapshot';
import { adds, calls, lamp, Pen } from '../domain/organization-keys';
import { hashOf } from '../oracle/ledger';

test('a grant and the flag of its own entry look for no entry by its id; a revocation looks for one', () => {
	const pen = new Pen('Alice');
	const product = `${pen.writes('Alice', lamp).id}:0`;
	const snapshot = emptySnapshot();
	applyEntries(snapshot, pen.written);
	const looks = vi.spyOn(snapshot.entries, 'get');
	const granted = pen.writes(
		...(['Alice', { table: 'grants', product, grantee: hashOf('Basin'), permission: 'purchase' }] as const),
		{ table: 'flags', on: true, grants: ['#0'] }
	);
	applyEntries(snapshot, [granted]);
	expect(looks).toHaveBeenCalledTimes(0);
	applyEntries(snapshot, [pen.writes('Alice', { table: 'revocations', grant: `${granted.id}:0` })]);
	expect(looks).toHaveBeenCalledTimes(1);
	expect(snapshot.grants.get(`${granted.id}:0`)?.standing).toBe(false);
});

test('an organization’s key is looked for once for many entries, and again once its keys may change', () => {
	const pen = new Pen('Alice');
	const few = [
		pen.writes('Alice', calls('A')),
		pen.writes('Alice', calls('B')),
		pen.writes('Alice', calls('C'))
	];
	const snapshot = emptySnapshot();
	applyEntries(snapshot, [pen.founding]);
	const looks = vi.spyOn(KeyTree.prototype, 'key');
	for (const entry of few) applyEntries(snapshot, [entry]);
	expect(looks).toHaveBeenCalledTimes(1);
	const adding = pen.writes('Alice', adds('Bob'));
	applyEntries(snapshot, [adding]);
	expect(looks.mock.calls.length).toBeGreaterThan(1);
	looks.mockRestore();
});

test('what changes about keys tells of entries that were there before it, not of those that come with it', () => {
	const pen = new Pen('Alice');
	const before = pen.writes('Bob', calls('A'));
	const adding = pen.writes('Alice', adds('Bob'));
	const [after, last] = [pen.writes('Bob', calls('B')), pen.writes('Bob', calls('C'))];
	const entries = new Map(pen.written.map((entry) => [entry.id, entry]));
	const registry = new KeyRegistry((id) => entries.get(id));
	for (const entry of [pen.founding, before]) registry.add(entry);
	registry.settle();
	expect(registry.authorityOf(before)).toBe('none');
	for (const entry of [adding, after, last]) registry.add(entry);
	expect(registry.settle()).toEqual([before]);
	for (const entry of [before, after, last]) expect(registry.authorityOf(entry)).toBe('all');
	expect([...registry.entriesOf(pen.founding.id)]).toHaveLength(pen.written.length);
});
