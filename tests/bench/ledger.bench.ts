import { bench, describe } from 'vitest';
import * as Y from 'yjs';
import type { Entry } from '../../src/lib/domain/entry';
import type { Fact } from '../../src/lib/domain/facts';
import { Chain } from '../../src/lib/document/chain';
import type { Keys } from '../../src/lib/document/keys';
import { DocumentLedger } from '../../src/lib/document/ledger';
import { memoryKeys, memoryStorage, noTabs } from '../../src/lib/document/memory';
import { signDraft } from '../../src/lib/document/signing';
import { updateOf } from '../../src/lib/document/storage/rewrite';

interface Workspace {
	keys: Keys;
	organization: string;
	texts: [string, string][];
	update: Uint8Array;
}

/** A workspace of one organization whose entries hold so many grants each. */
async function workspace(entries: number, grants: number): Promise<Workspace> {
	const keys = memoryKeys();
	const context = { workspace: 'w', keys, chain: new Chain() };
	const act = { at: 1, action: 'bench', command: 'authorize-products' };
	const founding = await signDraft(
		{
			...act,
			organization: null,
			facts: [{ table: 'organizations', name: 'A', account: 'a@a', colour: '' }]
		},
		context
	);
	const organization = founding.entry.id;
	const texts: [string, string][] = [[organization, founding.text]];
	for (let n = 0; n < entries; n++) {
		const facts = Array.from({ length: grants }, (_, index): Fact => ({
			table: 'grants',
			product: `${organization}:${index}`,
			grantee: organization,
			permission: 'purchase'
		}));
		const { entry, text } = await signDraft({ ...act, organization, facts }, context);
		texts.push([entry.id, text]);
	}
	return { keys, organization, texts, update: updateOf(texts) };
}

const parts = (keys: Keys, doc: Y.Doc) => ({
	workspace: 'w',
	keys,
	doc,
	storage: memoryStorage(),
	tabs: noTabs()
});

async function open({ keys, update }: Workspace): Promise<DocumentLedger> {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, update);
	const ledger = new DocumentLedger(parts(keys, doc));
	await ledger.opened;
	return ledger;
}

const once = { iterations: 5, warmupIterations: 1, time: 0 };

for (const [name, made] of [
	['200 entries of 1,000 grants', await workspace(200, 1_000)],
	['20,000 entries of one grant', await workspace(20_000, 1)]
] as const) {
	describe(`opening ${name}`, () => {
		bench(
			'the floor: JSON.parse of the same texts',
			() => {
				for (const [, text] of made.texts) JSON.parse(text);
			},
			once
		);
		bench('Yjs alone', () => Y.applyUpdate(new Y.Doc(), made.update), once);
		bench('the ledger: every entry parsed, checked and delivered', async () => void (await open(made)), once);
	});
}

describe('appending one entry', async () => {
	for (const size of [20, 20_000]) {
		const made = await workspace(size, 1);
		const ledger = await open(made);
		const facts: Entry['facts'] = [
			{ table: 'grants', product: '#0', grantee: made.organization, permission: 'purchase' }
		];
		const draft = { organization: made.organization, at: 1, action: 'a', command: 'c', facts };
		bench(`at ${size} entries`, async () => void (await ledger.append([draft])), {
			iterations: 200,
			time: 0
		});
	}
});
