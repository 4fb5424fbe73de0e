/** A file of a workspace with an organization that nobody there knows: made, signed and written here. */
import { ChainTips } from '../../src/lib/document/signing/chain-tips';
import { memoryKeys } from '../../src/lib/document/ledger/in-memory';
import { signDraft } from '../../src/lib/document/signing/sign-draft';
import type { Fact } from '../../src/lib/domain/facts';
import { writeWorkspaceFile } from '../exchange/write-workspace-file';

/** The organization has renamed itself so often, and is called by that name in the end. */
export async function strangerFile(workspace: string, name: string, entries: number): Promise<string> {
	const context = { workspace, keys: memoryKeys(), tips: new ChainTips() };
	const texts: string[] = [];
	let organization: string | null = null;
	for (let at = 0; at <= entries; at++) {
		const fact: Fact =
			organization === null
				? { table: 'organizations', name, account: 'info@stranger.example', colour: '#3457c9' }
				: { table: 'organization-fields', field: 'name', value: at < entries ? `${name} ${at}` : name };
		const draft = { organization, at, action: `${at}`, command: 'test', stamp: at + 1, facts: [fact] };
		const { entry, text } = await signDraft(draft, context);
		organization ??= entry.id;
		texts.push(text);
	}
	return writeWorkspaceFile({ workspace, name: 'Strangers', savedAt: 1 }, texts);
}
