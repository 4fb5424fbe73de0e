import { expect, test } from 'vitest';
import type { Fact } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { fork } from '$lib/domain/fold/fork';
import { emptySnapshot } from '$lib/domain/snapshot';
import { hashOf } from '../oracle/ledger';
import { lamp, Pen } from './organization-keys';

test('a grant is found by its id: alone, among many of its link or of its entry, revoked, and in a fork', () => {
	const pen = new Pen('Alice');
	const product = `${pen.writes('Alice', lamp).id}:0`;
	const grant = (to: string): Fact => ({
		...{ table: 'grants', product, grantee: hashOf(to), permission: 'purchase' }
	});
	const alone = `${pen.writes('Alice', grant('Basin')).id}:0`;
	const ofLink = Array.from({ length: 20 }, () => `${pen.writes('Alice', grant('Cedar')).id}:0`);
	const long = pen.writes('Alice', ...Array.from({ length: 40 }, (_, n) => grant(`${n}`)));
	const all = [alone, ...ofLink, ...long.facts.map((_, index) => `${long.id}:${index}`)];
	const snapshot = emptySnapshot();
	applyEntries(snapshot, pen.written);
	const revoked = [alone, ofLink[0]!, ofLink[19]!, `${long.id}:7`];
	const forked = fork(snapshot);
	applyEntries(forked, [
		pen.writes('Alice', ...revoked.map((each): Fact => ({ table: 'revocations', grant: each })))
	]);
	for (const [state, ended] of [
		[snapshot, [] as string[]],
		[forked, revoked]
	] as const) {
		expect([...state.grants.keys()].sort()).toEqual([...all].sort());
		for (const id of all) {
			expect(state.grants.get(id)?.id).toBe(id);
			expect(state.grants.get(id)?.standing).toBe(!ended.includes(id));
		}
	}
	expect(snapshot.grants.has(`${long.id}:40`)).toBe(false);
});
