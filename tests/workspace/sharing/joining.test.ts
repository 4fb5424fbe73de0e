import { expect, test } from 'vitest';
import { readRecord } from '../../../src/lib/document/workspaces/record-schema';
import type { SharedRoom, SharingRecord } from '../../../src/lib/document/workspaces/workspace-record';
import type { Invitation } from '../../../src/lib/peers/invitation';
import { afterJoining, changesRoom, afterReturning } from '../../../src/lib/workspace/sharing/joining';

const [ours, theirs] = ['ours', 'theirs'].map((name) => ({
	...{ room: `room of ${name}`, secret: `secret of ${name}` },
	...{ signalling: [`wss://${name}.example`], ice: [{ urls: [`stun:${name}.example`] }] }
})) as [SharedRoom, SharedRoom];
const here: SharingRecord = { on: false, ...ours, asks: [{ organization: 'a', name: 'Ann' }] };
const invitation: Invitation = {
	...{ v: 2, workspace: 'w', name: 'Lamps', ...theirs },
	...{ claim: 'b', entries: 1 }
};

test('an invitation changes the room if its room, secret or servers differ, or if there was none', () => {
	expect(changesRoom(null, invitation)).toBe(true);
	expect(changesRoom({ ...here, ...theirs }, invitation)).toBe(false);
	for (const other of ['room', 'secret', 'signalling', 'ice'] as const)
		expect(changesRoom({ ...here, ...theirs, [other]: ours[other] }, invitation)).toBe(true);
	const relayed = { ...theirs, relay: 'wss://relay.example' };
	expect(changesRoom({ ...here, ...relayed }, { ...invitation, ...relayed })).toBe(false);
	expect(changesRoom({ ...here, ...relayed }, invitation)).toBe(true);
	expect(changesRoom({ ...here, ...theirs }, { ...invitation, ...relayed })).toBe(true);
});

test('the room that is left is kept, and returning keeps the other one', () => {
	const there = afterJoining(here, invitation, 'Bo');
	expect(there).toMatchObject({ on: true, ...theirs, before: ours });
	expect(there.asks).toEqual([...here.asks, { organization: 'b', name: 'Bo' }]);
	const back = afterReturning(there);
	expect(back).toMatchObject({ on: true, ...ours, before: theirs, asks: there.asks });
	expect(afterReturning(back)).toEqual(there);
	expect(afterReturning(here)).toEqual(here);
	// The same invitation again forgets nothing.
	expect(afterJoining(there, invitation, null)).toEqual(there);
	expect(afterJoining(null, invitation, null)).toEqual({ on: true, ...theirs, asks: [] });
});

test('a relay belongs to its room: joined with it, left with it, found again with it', () => {
	const relay = 'wss://relay.example';
	const there = afterJoining({ ...here, relay }, invitation, null);
	expect(there).not.toHaveProperty('relay');
	expect(afterReturning(there)).toMatchObject({ ...ours, relay, before: theirs });
	expect(afterReturning(afterReturning(there))).toEqual(there);
	expect(afterJoining(here, { ...invitation, relay }, null)).toMatchObject({ ...theirs, relay });
	const record = { ...here, relay };
	expect(afterReturning(afterJoining(record, invitation, null)).before).toEqual(theirs);
});

test('the record is read back with the previous room, and without one as before', () => {
	const record = {
		...{ id: 'w', name: 'Lamps', createdAt: 1, changedAt: 1, entries: 0, organizations: 0 },
		...{ lastActing: null, scenario: null }
	};
	for (const sharing of [here, { ...here, relay: 'wss://r' }, afterJoining(here, invitation, null)])
		expect(readRecord({ ...record, sharing })).toEqual({ ...record, sharing });
});
