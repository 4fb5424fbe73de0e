import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { fork } from '$lib/domain/fold/fork';
import { folded } from '../oracle/agreement';
import { entryOf, hashOf } from '../oracle/ledger';
import { wholeOf } from '../oracle/whole';

const found = (name: string): Entry =>
	entryOf({
		organization: '',
		facts: [{ table: 'organizations', name, account: `${name}@example.com`, colour: '#000000' }]
	});

const [aurora, basin] = [found('aurora'), found('basin')];

const said = (stamp: number, ...facts: Fact[]): Entry => ({
	...entryOf({ organization: aurora.id, key: aurora.key, facts, stamp, at: stamp }),
	id: hashOf(`entry ${stamp}`)
});

const making = { origin: 'proprietary', maker: null } as const;
const base = said(
	2,
	{ table: 'products', pid: 'L1', name: 'Lamp', category: 'light', making, basedOn: null },
	{ table: 'devices', product: '#0', serial: 'S1', name: 'First' },
	{ table: 'logs', device: '#1', lines: [] },
	{ table: 'partners', partner: basin.id, name: 'Basin' }
);

// What the random histories of the oracle write in a fork too seldom to miss a copy for certain.
test.for<[string, Fact]>([
	['a partner’s name', { table: 'partner-names', partner: basin.id, name: 'Basin Boards' }],
	['the deletion of a partner', { table: 'tombstones', record: `${base.id}:3` }],
	['the deletion of logs', { table: 'tombstones', record: `${base.id}:2` }],
	['the deletion of a device', { table: 'tombstones', record: `${base.id}:1` }]
])('a fork that takes in %s leaves the first as it was', ([, fact]) => {
	const first = folded([aurora, basin, base]);
	const before = wholeOf(first);
	const forked = fork(first);
	const [one, other] = [said(3, fact), said(4, fact)];
	applyEntries(forked, [one]);
	const after = wholeOf(forked);
	const again = fork(forked);
	applyEntries(again, [other]);
	expect(wholeOf(first)).toBe(before);
	expect(wholeOf(forked)).toBe(after);
	expect(after).toBe(wholeOf(folded([aurora, basin, base, one])));
	expect(wholeOf(again)).toBe(wholeOf(folded([aurora, basin, base, one, other])));
});
