import { describe, expect, test } from 'vitest';
import { undoEntry } from '$lib/commands/undo/undo';
import { authorOf, type Entry } from '$lib/domain/entry';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { hashOf, keyOn } from '../oracle/ledger';
import { Story } from './story';

const laptop = hashOf('a laptop');

/** An organization with its founding key here and a second one there. */
function begin() {
	const story = new Story();
	const { Aurora, Basin } = story.organizations('Aurora', 'Basin');
	const there = story.elsewhere();
	const [here, second] = [keyOn(story.replica, Aurora), keyOn(there.replica, Aurora)];
	return { story, there, Aurora, Basin, here, second };
}

const adding = (by: KeyId, retire: KeyId[] = [], name = ' Laptop ', key = laptop) =>
	({ command: 'add-key', key, name, retire, by }) as const;

const retiring = (key: KeyId, by: KeyId) => ({ command: 'retire-key', key, by }) as const;

const acting = ({ snapshot: { keys } }: Story, organization: OrganizationId) =>
	keys
		.recordsOf(organization)
		.filter(({ key }) => keys.acts(organization, key))
		.map(({ key }) => key);

/** What undoing an entry keeps, as `id: why`, after giving what it proposes as commands. */
function undo(story: Story, entry: Entry): string[] {
	const { commands, kept } = undoEntry(story.snapshot, entry, new Set([entry.id]));
	for (const command of commands) story.does(authorOf(entry), command);
	return kept.map(({ id, refusal }) => `${id}: ${refusal.code}`);
}

describe('adding a key', () => {
	test('gives it a seat under the key that adds it', () => {
		const { story, Aurora, here, second } = begin();
		const { id } = story.does(Aurora, adding(here));
		expect(story.snapshot.keys.record(Aurora, laptop)).toMatchObject({
			...{ name: 'Laptop', use: 'act', addedBy: here, entry: id, retired: null }
		});
		expect(acting(story, Aurora).sort()).toEqual([here, second, laptop].sort());
	});

	test('may end others in the same act: the one that signs makes way last', () => {
		const { story, Aurora, here, second } = begin();
		story.does(Aurora, adding(here, [second, here]));
		expect(acting(story, Aurora)).toEqual([laptop]);
	});

	test('that takes over a reserved organization ends its reservation, and not otherwise', () => {
		const { story, Aurora, Basin, here } = begin();
		for (const id of [Aurora, Basin]) story.does(id, { command: 'set-reserved', reserved: true });
		story.does(Aurora, adding(here));
		expect(story.snapshot.organizations.get(Aurora)!.reserved).toBe(true);
		const claim = story.does(Basin, adding(keyOn(story.replica, Basin), [keyOn(story.replica, Basin)]));
		expect(claim.facts.map(({ table }) => table)).toEqual(['keys', 'reservations', 'key-retirements']);
		expect(story.snapshot.organizations.get(Basin)!.reserved).toBe(false);
	});

	test('is refused without a name, and for a key that speaks for the organization or did', () => {
		const { story, Aurora, Basin, here, second } = begin();
		story.isRefused(Aurora, adding(here, [], ' '), 'empty-name');
		expect(story.isRefused(Aurora, adding(here, [], 'Again', second), 'key-known').retired).toBe(false);
		story.does(Aurora, retiring(second, here));
		expect(story.isRefused(Aurora, adding(here, [], 'Again', second), 'key-known').retired).toBe(true);
		story.does(Basin, adding(keyOn(story.replica, Basin), [], 'Elsewhere', second));
	});

	test('is refused whole where one of the keys to end cannot be', () => {
		const { story, there, Aurora, here, second } = begin();
		story.isRefused(Aurora, adding(here, [hashOf('nobody')]), 'unknown-key');
		const { could } = there.isRefused(Aurora, adding(second, [second, here]), 'key-not-below');
		expect(could).toEqual([here]);
		expect(acting(story, Aurora)).not.toContain(laptop);
	});
});

describe('a recovery key', () => {
	const recovery = { command: 'add-recovery-key', key: hashOf('paper'), name: 'On paper' } as const;

	test('is added beside the others, and does not act', () => {
		const { story, Aurora, here, second } = begin();
		story.does(Aurora, recovery);
		expect(story.snapshot.keys.record(Aurora, recovery.key)!.use).toBe('recover');
		expect(acting(story, Aurora)).toEqual(expect.arrayContaining([here, second]));
		expect(acting(story, Aurora)).not.toContain(recovery.key);
		story.isRefused(Aurora, recovery, 'key-known');
		story.isRefused(Aurora, { ...recovery, key: laptop, name: '' }, 'empty-name');
	});

	test('stays one when it is named anew', () => {
		const { story, Aurora } = begin();
		story.does(Aurora, recovery);
		story.does(Aurora, { command: 'rename-key', key: recovery.key, name: 'In the safe' });
		expect(story.snapshot.keys.record(Aurora, recovery.key)).toMatchObject({
			...{ name: 'In the safe', use: 'recover' }
		});
	});

	test('may be retired by a key above it, and does not count as somebody who acts', () => {
		const { story, Aurora, here, second } = begin();
		story.does(Aurora, recovery);
		story.does(Aurora, retiring(second, here));
		story.isRefused(Aurora, retiring(here, here), 'last-key');
		expect(story.isRefused(Aurora, retiring(recovery.key, recovery.key), 'key-not-below').could).toEqual([
			here
		]);
		story.does(Aurora, retiring(recovery.key, here));
		expect(story.snapshot.keys.record(Aurora, recovery.key)!.retired).toMatchObject({ by: here });
	});
});

describe('retiring a key', () => {
	test('keeps what it said up to then here, and nothing that it says later', () => {
		const { story, there, Aurora, here, second } = begin();
		there.does(Aurora, { command: 'edit-organization', name: 'Aurora of the north' });
		there.meets(story);
		const { facts } = story.does(Aurora, retiring(second, here));
		expect(facts).toMatchObject([{ table: 'key-retirements', key: second, last: 1 }]);
		there.does(Aurora, { command: 'edit-organization', name: 'Stolen' });
		there.meets(story);
		expect(story.snapshot.organizations.get(Aurora)!.name).toBe('Aurora of the north');
	});

	test('takes its grants back where others built on them: those go dormant', () => {
		const { story, there, Aurora, Basin, here, second } = begin();
		const Cedar = there.organization('Cedar');
		const lamp = story.product(Aurora, 'L1');
		there.meets(story);
		story.does(Aurora, retiring(second, here));
		there.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
		there.authorizes(Basin, Cedar, lamp, ['purchase']);
		there.meets(story);
		expect(story.held(Basin, lamp)).toEqual([]);
		expect(story.states(Basin, Cedar, lamp)).toEqual({ purchase: 'dormant' });
	});

	test('is done by itself or by one above; who could is named', () => {
		const { story, there, Aurora, here, second } = begin();
		expect(there.isRefused(Aurora, retiring(here, second), 'key-not-below')).toMatchObject({
			...{ organization: Aurora, key: here, could: [here] }
		});
		there.does(Aurora, retiring(second, second));
		there.meets(story);
		expect(acting(story, Aurora)).toEqual([here]);
	});

	test('is refused for the last key that acts, for one retired already, and for none of the organization', () => {
		const { story, Aurora, here, second } = begin();
		story.does(Aurora, retiring(second, here));
		expect(story.isRefused(Aurora, retiring(here, here), 'last-key').organization).toBe(Aurora);
		story.isRefused(Aurora, retiring(second, here), 'nothing-changes');
		story.isRefused(Aurora, retiring(laptop, here), 'unknown-key');
	});
});

describe('naming a key, and reserving an organization', () => {
	test('are refused where nothing changes, and for a key that is none of the organization', () => {
		const { story, Aurora, second } = begin();
		const rename = (key: KeyId, name: string) => ({ command: 'rename-key', key, name }) as const;
		story.does(Aurora, rename(second, ' Phone '));
		expect(story.snapshot.keys.record(Aurora, second)!.name).toBe('Phone');
		story.isRefused(Aurora, rename(second, 'Phone'), 'nothing-changes');
		story.isRefused(Aurora, rename(second, ''), 'empty-name');
		story.isRefused(Aurora, rename(laptop, 'Laptop'), 'unknown-key');
		story.isRefused(Aurora, { command: 'set-reserved', reserved: false }, 'nothing-changes');
	});
});

describe('undoing', () => {
	test('a name and a reservation puts back what was there, unless somebody changed it since', () => {
		const { story, Aurora, second } = begin();
		const renamed = story.does(Aurora, { command: 'rename-key', key: second, name: 'Phone' });
		const reserved = story.does(Aurora, { command: 'set-reserved', reserved: true });
		expect([undo(story, renamed), undo(story, reserved)]).toEqual([[], []]);
		expect(story.snapshot.keys.record(Aurora, second)!.name).toBe('there');
		expect(story.snapshot.organizations.get(Aurora)!.reserved).toBe(false);
		expect([undo(story, renamed), undo(story, reserved)]).toEqual([
			[`${second}: changed-since`],
			[`${Aurora}: changed-since`]
		]);
	});

	test('a key that was added or retired says that it stays so', () => {
		const { story, Aurora, here, second } = begin();
		story.does(Aurora, { command: 'set-reserved', reserved: true });
		const paper = hashOf('paper');
		const added = story.does(Aurora, { command: 'add-recovery-key', key: paper, name: 'On paper' });
		expect(undo(story, added)).toEqual([`${paper}: added-key-stays`]);
		const retired = story.does(Aurora, retiring(second, here));
		expect(undo(story, retired)).toEqual([`${second}: retired-key-stays`]);
		const claimed = story.does(Aurora, adding(here, [here]));
		expect(undo(story, claimed)).toEqual([`${laptop}: added-key-stays`, `${here}: retired-key-stays`]);
		expect(story.snapshot.organizations.get(Aurora)!.reserved).toBe(false);
	});

	test('what does not count is nothing', () => {
		const { story, there, Aurora, here, second } = begin();
		story.does(Aurora, retiring(second, here));
		const late = there.does(Aurora, { command: 'edit-organization', name: 'Stolen' });
		there.meets(story);
		expect(undo(story, late)).toEqual([`${late.id}: does-not-count`]);
	});
});

describe('deleting', () => {
	test('an organization by a key that had no voice any more does not count', () => {
		const { story, there, Basin } = begin();
		const key = keyOn(there.replica, Basin);
		story.does(Basin, retiring(key, keyOn(story.replica, Basin)));
		there.does(Basin, { command: 'delete-organization' });
		there.meets(story);
		expect(story.snapshot.organizations.get(Basin)!.deleted).toBe(false);
	});

	test('a partner that nobody can act for any more goes on as with any other', () => {
		const { story, there, Aurora, Basin } = begin();
		const lamp = story.product(Aurora, 'L1');
		story.authorizes(Aurora, Basin, lamp, ['purchase']);
		there.meets(story);
		// Each retires itself, not knowing of the other: nobody is left.
		for (const each of [story, there]) {
			const key = keyOn(each.replica, Basin);
			each.does(Basin, retiring(key, key));
		}
		there.meets(story);
		expect(acting(story, Basin)).toEqual([]);
		story.isRefused(Aurora, { command: 'delete-partner', partner: Basin }, 'partner-has-products');
		story.revokes(Aurora, Basin, lamp, ['purchase']);
		story.does(Aurora, { command: 'delete-partner', partner: Basin });
		story.does(Aurora, { command: 'delete-product', product: lamp });
	});
});
