import { expect, test } from 'vitest';
import type { Fact } from '$lib/domain/facts';
import { hashOf } from '../oracle/ledger';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { grantStates } = await import('$lib/domain/permissions/grant-states');
const { incomingLinks } = await import('$lib/domain/permissions/links');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { lamp, Pen } = await import('../domain/organization-keys');

/** One product, granted to one organization by so many that may not pass it on, and by as many that may. */
function crowd(size: number): number {
	const owner = new Pen('Alice');
	const product = `${owner.writes('Alice', lamp).id}:0`;
	const grantee = hashOf('Basin');
	const grant = (to: string): Fact => ({ table: 'grants', product, grantee: to, permission: 'purchase' });
	const pens = Array.from({ length: 2 * size }, (_, at) => new Pen(`${at}`));
	pens.forEach((each, at) => each.writes(`${at}`, grant(grantee)));
	for (const { organization } of pens.slice(size))
		owner.writes('Alice', grant(organization), { table: 'flags', on: true, grants: ['#0'] });
	const snapshot = emptySnapshot();
	applyEntries(snapshot, owner.written.slice(0, 2));
	for (const each of [...pens, owner]) applyEntries(snapshot, each.written);
	const record = snapshot.products.get(product)!;
	return stepsOf(() => {
		for (const link of incomingLinks(record, grantee)) grantStates(snapshot, record, link);
	});
}

test('the states of many grants to one organization cost each as much as few do', () => {
	expect(crowd(240) / crowd(60)).toBeLessThan(4.4);
});
