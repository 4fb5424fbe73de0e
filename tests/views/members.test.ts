import { describe, expect, test } from 'vitest';
import { fingerprint } from '$lib/domain/fingerprint';
import { membersOf } from '$lib/views/organizations/members';
import { hashOf, keyOn } from '../oracle/ledger';
import { Story } from '../commands/story';

function begin() {
	const story = new Story();
	const lumen = story.organization('Lumen');
	const there = story.elsewhere();
	const [here, second] = [keyOn(story.replica, lumen), keyOn(there.replica, lumen)];
	const rows = (...held: string[]) => membersOf(story.snapshot, lumen, new Set(held));
	return { story, there, lumen, here, second, rows };
}

describe('who acts for an organization', () => {
	test('is listed key by key, with who added it and whether it is in this browser', () => {
		const { here, second, rows } = begin();
		expect(rows(here).sort((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
			{ key: here, name: 'first', use: 'act', addedBy: null, isHere: true, retired: null },
			{ key: second, name: 'there', addedBy: 'first', isHere: false, fingerprint: fingerprint(second) }
		]);
	});

	test('tells of each key whether it can be retired from here, and of those retired when and by whom', () => {
		const { story, lumen, here, second, rows } = begin();
		const may = (...held: string[]) =>
			Object.fromEntries(rows(...held).map(({ name, may }) => [name, may.retire?.code ?? null]));
		expect(may(here)).toEqual({ first: null, there: null });
		expect(may(second)).toEqual({ first: 'key-not-below', there: null });
		expect(may()).toEqual({ first: 'key-not-below', there: 'key-not-below' });
		const { at } = story.does(lumen, { command: 'retire-key', key: second, by: here });
		expect(rows(here).map(({ retired }) => retired)).toEqual([null, { at, by: 'first' }]);
		expect(may(here)).toEqual({ first: 'last-key', there: 'nothing-changes' });
	});

	test('has recovery keys behind those that act, and retired ones last', () => {
		const { story, lumen, here, second, rows } = begin();
		story.does(lumen, { command: 'add-recovery-key', key: hashOf('paper'), name: 'paper' });
		story.does(lumen, { command: 'add-key', key: hashOf('new'), name: 'new', retire: [second], by: here });
		expect(rows(here).map(({ name }) => name)).toEqual(['first', 'new', 'paper', 'there']);
	});

	test('names a key that added another by its fingerprint where nobody named it', () => {
		const { story, lumen, here, rows } = begin();
		Object.defineProperty(story.snapshot.keys.record(lumen, here)!, 'name', { value: '' });
		expect(rows(here).map(({ name, addedBy }) => [name, addedBy])).toContainEqual([
			'there',
			fingerprint(here)
		]);
	});

	test('is nobody, of an organization that is not here', () => {
		expect(membersOf(new Story().snapshot, hashOf('nowhere'), new Set())).toEqual([]);
	});
});
