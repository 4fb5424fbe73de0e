import { rootPermissions, roots } from '../domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '../domain/facts';
import { type Permission, permissions } from '../domain/permissions/permissions';
import { only, toList } from '../domain/permissions/standing';
import { engineId, partsOfName } from './engine-ids';
import type { EngineProduct } from './engine-setup';
import type { SetupReader } from './setup-reader';
import { grantEdges } from './standing-edges';

/*
 * What Cedar and Casbin store: who is in what, and that is all they follow. An organization that may pass something on
 * has a channel, in which is whoever it passes it to; its channel is in the channel it has it from, and at last in the
 * root's. Two kinds of channels, one for holding and one for passing on, keep what ends at a holder apart.
 */

export const channelUses = ['use', 'relay'] as const;
export type ChannelUse = (typeof channelUses)[number];

/** A channel of one permission on one product: of an organization, or the root of all of them where `of` is null. */
export interface EngineChannel {
	use: ChannelUse;
	permission: Permission;
	of: OrganizationId | null;
}

/** An organization, or an organization's channel, is in a channel. */
export interface Membership {
	member: OrganizationId | EngineChannel;
	channel: EngineChannel;
}

/** All memberships of a product. What a granted permission includes is granted beside it. */
export function membershipsOf(product: EngineProduct): Membership[] {
	const all: Membership[] = [];
	/** It holds it by the channels of `of`, and, where it may, passes it on by its own. */
	const join = (
		organization: OrganizationId,
		permission: Permission,
		of: OrganizationId | null,
		passes: boolean
	) => {
		all.push({ member: organization, channel: { use: 'use', permission, of } });
		if (!passes) return;
		all.push({ member: organization, channel: { use: 'relay', permission, of } });
		for (const use of channelUses)
			all.push({ member: { use, permission, of: organization }, channel: { use, permission, of } });
	};
	for (const root of roots(product))
		for (const permission of toList(rootPermissions(product, root))) join(root, permission, null, true);
	for (const { grantor, grantee, permission, flagged } of grantEdges(product, true))
		join(grantee, permission, grantor, flagged);
	return all;
}

/** `use/purchase/ORGANIZATION`, and `use/purchase` for the root; `product` stands before the organization where it is named. */
export function channelName({ use, permission, of }: EngineChannel, product?: ProductId): string {
	const ids = [product, of].filter((id) => id !== undefined && id !== null);
	return [use, permission, ...ids.map(engineId)].join('/');
}

/** The channel that is named so, and the product, where `hasProduct` says that names tell it. */
export function channelNamed(
	name: string,
	hasProduct: boolean
): { channel: EngineChannel; product: string } | null {
	const [use, permission, ...rest] = partsOfName(name) ?? [];
	const product = hasProduct ? rest.shift() : '';
	const [of = null, ...more] = rest;
	if (!isOneOf(channelUses, use) || !isOneOf(permissions, permission)) return null;
	if (product === undefined || more.length > 0) return null;
	return { channel: { use, permission, of }, product };
}

const isOneOf = <T extends string>(list: readonly T[], text: string | undefined): text is T =>
	(list as readonly (string | undefined)[]).includes(text);

/** Tells the reader that the organization is in the channel. What channels are in follows from that. */
export function readMembership(
	product: ProductId,
	organization: OrganizationId,
	{ use, permission, of }: EngineChannel,
	reader: SetupReader
): void {
	if (of !== null) reader.grant(product, of, organization, permission, use === 'relay');
	else if (use === 'relay') reader.root(product, organization, only(permission));
}
