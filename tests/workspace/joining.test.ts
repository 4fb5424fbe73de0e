import { expect, test } from 'vitest';
import {
	readRecord,
	type SharedRoom,
	type SharingRecord
} from '../../src/lib/document/workspaces/workspace-record';
import type { Invitation } from '../../src/lib/peers/invitation';
import { joined, leadsElsewhere, returned } from '../../src/lib/workspace/joining';

const [ours, theirs] = ['ours', 'theirs'].map((name) => ({
	...{ room: `room of ${name}`, secret: `secret of ${name}` },
	...{ signalling: [`wss://${name}.example`], ice: [{ urls: [`stun:${name}.example`] }] }
})) as [SharedRoom, SharedRoom];
const here: SharingRecord = { on: false, ...ours, asks: [{ organization: 'a', name: 'Ann' }] };
const invitation: Invitation = {
	...{ v: 2, workspace: 'w', name: 'Lamps', ...theirs },
	...{ claim: 'b', entries: 1 }
};

test('an invitation leads elsewhere where its room, its secret or a server is another, or where there was none', () => {
	expect(leadsElsewhere(null, invitation)).toBe(true);
	expect(leadsElsewhere({ ...here, ...theirs }, invitation)).toBe(false);
	for (const other of ['room', 'secret', 'signalling', 'ice'] as const)
		expect(leadsElsewhere({ ...here, ...theirs, [other]: ours[other] }, invitation)).toBe(true);
});

test('the room that is left is kept, and going back leaves the other to go back to', () => {
	const there = joined(here, invitation, 'Bo');
	expect(there).toMatchObject({ on: true, ...theirs, before: ours });
	expect(there.asks).toEqual([...here.asks, { organization: 'b', name: 'Bo' }]);
	const back = returned(there);
	expect(back).toMatchObject({ on: true, ...ours, before: theirs, asks: there.asks });
	expect(returned(back)).toEqual(there);
	expect(returned(here)).toEqual(here);
	// The same invitation again forgets nothing.
	expect(joined(there, invitation, null)).toEqual(there);
	expect(joined(null, invitation, null)).toEqual({ on: true, ...theirs, asks: [] });
});

test('the record is read again with the room that was left, and as before without one', () => {
	const record = {
		...{ id: 'w', name: 'Lamps', createdAt: 1, changedAt: 1, entries: 0, organizations: 0 },
		...{ lastActing: null, scenario: null }
	};
	for (const sharing of [here, joined(here, invitation, null)])
		expect(readRecord({ ...record, sharing })).toEqual({ ...record, sharing });
});
