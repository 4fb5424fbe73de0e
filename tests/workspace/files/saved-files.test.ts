import { expect, test } from 'vitest';
import { entryToText } from '$lib/document/entries/codec';
import { readAppFile } from '$lib/workspace/files/app-file';
import { workspaceFile } from '$lib/workspace/files/saved-files';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { draft, named } from '../../document/helpers';
import { behindLine } from '../../worker/behind';

test('a whole workspace goes into its file as the Worker has it, without a word of it crossing', async () => {
	const { ledger, toPage } = behindLine();
	const entries = await ledger.append([draft(null, named('Nova\n')), draft(null, named('Kilo 灯'))]);
	const id = '00000000-0000-4000-8000-000000000000';
	const lens = { base: { id }, exportEntries: () => ledger.exportEntries() } as unknown as WorkspaceLens;
	const text = await (await workspaceFile(lens, 'Lämpen')).text();
	expect(text.split('\n').slice(1)).toEqual([...entries.map(entryToText), '']);
	expect(readAppFile(text)).toMatchObject({
		...{ kind: 'workspace', organizations: 2 },
		file: { workspace: id, name: 'Lämpen', entries: entries.map(entryToText), missing: 0 }
	});
	const crossed = JSON.stringify(toPage);
	for (const word of ['Nova', 'Kilo']) expect(crossed).not.toContain(word);
});
