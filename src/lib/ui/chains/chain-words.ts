import type { PermissionSet } from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';
import type { Chain, ChainEdge, ChainNode, ChainPart } from '$lib/views/chains/chains';
import type { Bundle } from '$lib/views/chains/bundles';
import { permissionName, permissionNames } from '../words/permission-name';
import { shortPermission, shortPermissions } from '../words/short-permission';

/** One line of an edge's label: a permission, counted where the chain spans several products. */
export interface LabelLine {
	text: string;
	/** Nothing of it is effective. */
	isDormant: boolean;
	/** On some product the grantee may pass it on. */
	passesOn: boolean;
}

function lineOf({ permission, products, dormant, passesOn }: ChainPart, spans: boolean): LabelLine {
	const what = shortPermission(permission);
	return {
		text: spans ? m.chains_times({ what, count: products }) : what,
		isDormant: dormant === products,
		passesOn: passesOn > 0
	};
}

/** What an edge's label says, a line for each permission. `spans`: the chain is over several products. */
export const labelLines = ({ parts }: ChainEdge, spans: boolean): LabelLine[] =>
	parts.map((part) => lineOf(part, spans));

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
