import type { PermissionSet } from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';
import type { Chain, ChainEdge, ChainNode } from '$lib/views/chains/chains';
import type { Bundle } from '$lib/views/chains/bundles';
import { permissionName, permissionNames } from '../words/permission-name';
import { shortPermissions } from '../words/short-permission';

/** An edge's permissions for a reader, dormant ones named so. */
export function partTexts({ parts }: ChainEdge, spans: boolean): string[] {
	return parts.map(({ permission, products, dormant }) => {
		const what = permissionName(permission);
		if (spans && dormant > 0) return m.chains_asleep_some({ what, count: products, dormant });
		if (dormant > 0) return m.chains_asleep({ what });
		return spans ? m.chains_times({ what, count: products }) : what;
	});
}

/** What an organization is there, else what it holds. */
export function nodeText({ role, held }: ChainNode, spans: boolean): string {
	if (role === 'owner') return spans ? m.chains_owner_somewhere() : m.chains_owner();
	if (role === 'maker') return spans ? m.chains_maker_somewhere() : m.chains_maker();
	return shortPermissions(held);
}

/** A set of permissions by their names, implied ones included. */
export const heldText = (held: PermissionSet): string => permissionNames(held) || m.common_none();

/** How many organizations and links a chain has, as a phrase. */
export const chainCount = ({ nodes, edges }: Chain): string =>
	m.chains_count({ organizations: nodes.length, links: edges.length });

/** What a bundle is called. */
export const bundleText = ({ kind, members: { length: count } }: Bundle): string =>
	kind === 'rest' ? m.chains_rest({ count }) : m.chains_bundle({ count });
