import { bench, describe } from 'vitest';
import * as Y from 'yjs';
import type { Entry } from '../../src/lib/domain/entry';
import type { Keys } from '../../src/lib/document/keys/keys';
import { strictCheck } from '../../src/lib/document/ledger/strict-check';
import { DocumentLedger } from '../../src/lib/document/ledger/ledger';
import { memoryStorage, noTabs } from '../../src/lib/document/ledger/in-memory';
import { digestOf } from '../../src/lib/document/storage/seals';
import { signedWorkspace, type SignedWorkspace } from './signed-workspace';

const parts = (keys: Keys, doc: Y.Doc) => ({
	workspace: 'w',
	keys,
	doc,
	storage: memoryStorage(),
	tabs: noTabs()
});

async function open({ keys, update }: SignedWorkspace): Promise<DocumentLedger> {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, update);
	const ledger = new DocumentLedger(parts(keys, doc));
	await ledger.opened;
	return ledger;
}

const once = { iterations: 5, warmupIterations: 1, time: 0 };

for (const [name, made] of [
	['200 entries of 1,000 grants', await signedWorkspace(200, 1_000)],
	['20,000 entries of one grant', await signedWorkspace(20_000, 1)]
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

describe('what a hundred entries without a seal cost before a workspace is open', async () => {
	const { texts, update } = await signedWorkspace(100, 1);
	const judge = strictCheck('w');
	bench(
		'the floor: SHA-256 of their row, which is all that one with its seal costs',
		async () => void (await digestOf(update)),
		once
	);
	bench(
		'the checks of a peer’s entry',
		async () => {
			for (const [id, text] of texts) await judge(id, text);
		},
		once
	);
});

describe('appending one entry', async () => {
	for (const size of [20, 20_000]) {
		const made = await signedWorkspace(size, 1);
		const ledger = await open(made);
		const facts: Entry['facts'] = [
			{ table: 'grants', product: '#0', grantee: made.organization, permission: 'purchase' }
		];
		const draft = { organization: made.organization, stamp: 1, at: 1, action: 'a', command: 'c', facts };
		bench(`at ${size} entries`, async () => void (await ledger.append([draft])), {
			iterations: 200,
			time: 0
		});
	}
});
