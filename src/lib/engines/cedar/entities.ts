import type { OrganizationId, ProductId } from '../../domain/facts';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import { channelName, type EngineChannel, membershipsOf } from '../channels';
import { engineId } from '../engine-ids';
import type { EngineProduct, EngineSetup } from '../engine-setup';
import { questions } from '../questions';
import { rootAttribute } from './policies';

export interface EntityUid {
	type: string;
	id: string;
}

export interface Entity {
	uid: EntityUid;
	attrs: Record<string, { __entity: EntityUid }>;
	parents: EntityUid[];
}

const uidOf = (type: string, id: string): EntityUid => ({ type, id });
export const uidText = ({ type, id }: EntityUid): string => `${type}::${JSON.stringify(id)}`;

/** As JSON; ids as they are written for engines hold nothing that it would escape. */
const uidJson = ({ type, id }: EntityUid): string => `{"type":"${type}","id":"${id}"}`;

export const entityJson = ({ uid, attrs, parents }: Entity): string => {
	const own = Object.entries(attrs).map(
		([name, { __entity }]) => `"${name}":{"__entity":${uidJson(__entity)}}`
	);
	return `{"uid":${uidJson(uid)},"attrs":{${own.join(',')}},"parents":[${parents.map(uidJson).join(',')}]}`;
};

export const organizationUid = (id: OrganizationId): EntityUid => uidOf('Organization', engineId(id));
export const productUid = (id: ProductId): EntityUid => uidOf('Product', engineId(id));

const productEntity = ({ id, owner, making }: EngineProduct): Entity => ({
	uid: productUid(id),
	attrs: {
		owner: { __entity: organizationUid(owner) },
		...(making.maker !== null && { maker: { __entity: organizationUid(making.maker) } }),
		...Object.fromEntries(
			questions.map(({ permission, passing, relation }) => {
				const root = { use: passing ? ('relay' as const) : ('use' as const), permission, of: null };
				return [rootAttribute(relation), { __entity: uidOf('Channel', channelName(root, id)) }];
			})
		)
	},
	parents: []
});

/**
 * Every entity that is in anything, or has attributes: organizations, then a product after the other, each with its
 * channels. Of what is not among them, Cedar knows nothing.
 */
export function entitiesOf({ organizations, products }: Pick<EngineSetup, 'organizations' | 'products'>) {
	const known = new Map<OrganizationId, Entity>();
	const organizationEntity = (id: OrganizationId): Entity =>
		getOrInsertComputed(known, id, () => ({ uid: organizationUid(id), attrs: {}, parents: [] }));
	for (const { id } of organizations) organizationEntity(id);
	const others: Entity[] = [];
	for (const product of products) {
		const channels = new Map<string, Entity>();
		const channelUid = (channel: EngineChannel) => uidOf('Channel', channelName(channel, product.id));
		for (const { member, channel } of membershipsOf(product)) {
			const parent = channelUid(channel);
			if (typeof member === 'string') organizationEntity(member).parents.push(parent);
			else {
				const uid = channelUid(member);
				getOrInsertComputed(channels, uid.id, () => ({ uid, attrs: {}, parents: [] })).parents.push(parent);
			}
		}
		others.push(productEntity(product), ...[...channels.values()].sort(byUid));
	}
	const entities = [...[...known.values()].sort(byUid), ...others];
	for (const each of entities) each.parents.sort(byPlainId);
	return entities;
}

const byPlainId = (one: EntityUid, other: EntityUid): number => (one.id < other.id ? -1 : 1);
const byUid = (one: Entity, other: Entity): number => byPlainId(one.uid, other.uid);
