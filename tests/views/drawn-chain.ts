import { only } from '$lib/domain/permissions/standing';
import type { Chain, ChainEdge, ChainNode } from '$lib/views/chains/chains';

/** Chains to draw that no entries are behind: what a picture needs, and nothing to look up. */
export const node = (id: string, isOwner = false, name = id): ChainNode => ({
	...{
		id,
		role: isOwner ? 'owner' : null,
		held: only('purchase'),
		relayed: only('purchase'),
		steps: isOwner ? 0 : 1
	},
	party: {
		id,
		name,
		account: `${id}@example.com`,
		colour: '#336699',
		sameAccount: [],
		looksLikeAnother: false
	}
});

export const grant = (grantor: string, grantee: string, products = 1, dormant = 0): ChainEdge => ({
	...{ id: `${grantor} ${grantee}`, grantor, grantee, links: [], narrowed: 0, changedAt: products },
	...{ state: dormant === products ? 'dormant' : 'active' },
	parts: [{ permission: 'purchase', products, dormant, redundant: 0, passesOn: 1, dormantPassesOn: 0 }]
});

/** An owner and so many partners, the last told first, each with one more below it. */
export function manyPartners(count: number): Chain {
	const ids = Array.from({ length: count }, (_, at) => `p${at}`);
	return {
		nodes: [node('owner', true), ...ids.map((id) => node(id)), ...ids.map((id) => node(`${id}.end`))],
		edges: [
			...ids.map((id, at) => grant('owner', id, at + 1, at === 0 ? 1 : 0)).reverse(),
			...ids.map((id) => grant(id, `${id}.end`))
		],
		products: []
	};
}
