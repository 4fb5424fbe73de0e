import { expect, test } from 'vitest';
import { memoryKeys } from '../../../src/lib/document/ledger/in-memory';
import { ChainTips } from '../../../src/lib/document/signing/chain-tips';
import { hasValidSignature } from '../../../src/lib/document/signing/signature';
import { signDraft } from '../../../src/lib/document/signing/sign-draft';

const foundAlice = async () => {
	const { entry } = await signDraft(
		{
			organization: null,
			stamp: 1,
			at: 1,
			action: 'a',
			command: 'c',
			facts: [{ table: 'organizations', name: 'Alice', account: 'a@example.com', colour: '' }]
		},
		{ workspace: 'w', keys: memoryKeys(), tips: new ChainTips() }
	);
	return entry;
};

test('what WebCrypto signs the strict verifier accepts, and nothing else', async () => {
	const entry = await foundAlice();
	const another = await foundAlice();
	expect(hasValidSignature(entry)).toBe(true);
	expect(hasValidSignature({ ...entry, at: 2 })).toBe(false);
	expect(hasValidSignature({ ...entry, key: another.key })).toBe(false);
	expect(hasValidSignature({ ...entry, signature: another.signature })).toBe(false);
	expect(hasValidSignature({ ...entry, signature: 'A'.repeat(86) })).toBe(false);
	expect(hasValidSignature({ ...entry, signature: '!' })).toBe(false);
	// A key of small order would accept anything under a careless verifier.
	expect(hasValidSignature({ ...entry, key: 'A'.repeat(43), signature: 'A'.repeat(86) })).toBe(false);
});
