/** A partner's file of a workspace that was never in a browser: made, signed and written here. */
import { ChainTips } from '../../src/lib/document/signing/chain-tips';
import { memoryKeys } from '../../src/lib/document/ledger/in-memory';
import { signDraft } from '../../src/lib/document/signing/sign-draft';
import type { Fact } from '../../src/lib/domain/facts';
import { writePartnerFile } from '../../src/lib/exchange/partner-file';

/** An owner that granted so many partners a lamp, each of which granted it on to one more organization. */
export async function starFile(partners: number): Promise<string> {
	const context = { workspace: 'star', keys: memoryKeys(), tips: new ChainTips() };
	const entries: string[] = [];
	const say = async (organization: string | null, ...facts: Fact[]) => {
		const act = { organization, stamp: 1, at: entries.length, action: `${entries.length}`, command: 'test' };
		const { entry, text } = await signDraft({ ...act, facts }, context);
		entries.push(text);
		return entry.id;
	};
	const found = (name: string) =>
		say(null, { table: 'organizations', name, account: `${name}@example.com`, colour: '#3457c9' });
	const owner = await found('Aurora');
	const making = { origin: 'proprietary', maker: null } as const;
	const described = { pid: 'lamp', name: 'Lamp', category: 'lighting', making, basedOn: null };
	const product = `${await say(owner, { table: 'products', ...described })}:0`;
	const granted = { product, permission: 'purchase' } as const;
	for (let at = 1; at <= partners; at++) {
		const [partner, next] = [await found(`Partner ${at}`), await found(`Next ${at}`)];
		await say(
			owner,
			{ table: 'grants', ...granted, grantee: partner },
			{ table: 'flags', on: true, grants: ['#0'] }
		);
		await say(partner, { table: 'grants', ...granted, grantee: next });
	}
	return writePartnerFile({
		...{ workspace: 'star', name: 'Star', from: null, savedAt: 1, holds: 'everything' },
		...{ heads: {}, entries, seats: [] }
	});
}
