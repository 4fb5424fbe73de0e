import type { Fact } from '../../src/lib/domain/facts';
import { ChainTips } from '../../src/lib/document/signing/chain-tips';
import type { Keys } from '../../src/lib/document/keys/keys';
import { memoryKeys } from '../../src/lib/document/ledger/in-memory';
import { signDraft } from '../../src/lib/document/signing/sign-draft';
import { updateOf } from '../../src/lib/document/storage/plain-update';

export interface SignedWorkspace {
	keys: Keys;
	organization: string;
	texts: [string, string][];
	update: Uint8Array;
}

/** A workspace of one organization whose entries hold so many grants each. */
export async function signedWorkspace(entries: number, grants: number): Promise<SignedWorkspace> {
	const keys = memoryKeys();
	const context = { workspace: 'w', keys, tips: new ChainTips() };
	const act = { stamp: 1, at: 1, action: 'bench', command: 'authorize-products' };
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
