import { expect, test } from 'vitest';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot } from '$lib/domain/snapshot';
import { createAndAdd } from '$lib/ui/authorization/new-partner';
import { LedgerEditor } from '$lib/workspace/editing/ledger-editor';
import { memoryLedger } from '../document/helpers';
import { done, organization } from '../workspace/commands';

test('an organization is created with its partnership, or not at all', async () => {
	const { ledger } = memoryLedger();
	const snapshot = emptySnapshot();
	ledger.onEntries((entries) => void applyEntries(snapshot, entries));
	const editor = new LedgerEditor(ledger, () => snapshot);
	const nova = await done(editor.run(null, organization('Nova')));
	const add = (name: string) =>
		editor.act((act) =>
			createAndAdd(
				act,
				nova,
				{ account: 'info@kilo.example', name },
				{ name: 'Kilo PCBA', colour: '#123456' }
			)
		);

	expect((await add(' ')).outcome).toMatchObject({ done: false, refusal: { code: 'empty-name' } });
	expect([...snapshot.organizations.keys()]).toEqual([nova]);

	const { outcome, partner } = await add('Our factory');
	expect(outcome).toMatchObject({ done: true, entries: [{}, { organization: nova }] });
	expect([...snapshot.organizations.keys()]).toEqual([nova, partner]);
	expect([...snapshot.relations.get(nova)!.partners.keys()]).toEqual([partner]);
});
