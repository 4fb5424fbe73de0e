/** Rows as no app of this version writes them: without a seal. */
import { Buffer } from 'node:buffer';
import { ChainTips } from '../../src/lib/document/signing/chain-tips';
import { memoryKeys } from '../../src/lib/document/ledger/in-memory';
import { signDraft } from '../../src/lib/document/signing/sign-draft';
import { updateOf } from '../../src/lib/document/storage/plain-update';
import { draft, named, renamed } from '../document/helpers';

/** A row with an organization of its own that was given so many names, as base64. */
export async function rowOf(workspace: string, names: number): Promise<{ row: string; texts: string[] }> {
	const context = { workspace, keys: memoryKeys(), tips: new ChainTips() };
	const signed = [await signDraft(draft(null, named('Orbit')), context)];
	const organization = signed[0]!.entry.id;
	for (let n = 0; n < names; n++)
		signed.push(await signDraft(draft(organization, renamed(`Orbit ${n}`)), context));
	const row = updateOf(signed.map(({ entry, text }) => [entry.id, text]));
	return { row: Buffer.from(row).toString('base64'), texts: signed.map(({ text }) => text) };
}
