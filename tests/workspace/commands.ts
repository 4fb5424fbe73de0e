/** Commands in as few words as the tests of a workspace need, and what came of them. */
import type { Command } from '$lib/commands/command';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Outcome } from '$lib/workspace/editing/outcome';

/** The first entry that was written; a refusal is an error. */
export async function done(outcome: Promise<Outcome>): Promise<string> {
	const given = await outcome;
	if (!given.done) throw new Error(given.refusal.code);
	return given.entries[0]!.id;
}

const accountOf = (name: string): string => `info@${name.toLowerCase()}.com`;

export const organization = (name: string): Command => ({
	command: 'add-organization',
	...{ name, account: accountOf(name), colour: '#123456' }
});

export const partner = (name: string): Command => ({
	command: 'add-partner',
	...{ account: accountOf(name), name }
});

export const product = (name: string): Command => ({
	...{ command: 'add-product', pid: name, name, category: 'lamp', basedOn: null },
	making: { origin: 'proprietary', maker: null }
});

export const authorize = (grantee: OrganizationId, id: ProductId): Command => ({
	...{ command: 'authorize', grantee },
	items: [{ product: id, permissions: ['view-logs'], thirdParty: [] }]
});

export const revoke = (grantee: OrganizationId, id: ProductId): Command => ({
	...{ command: 'revoke', grantee },
	items: [{ product: id, permissions: ['view-logs'] }]
});
