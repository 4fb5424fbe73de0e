import type { OrganizationId, ProductId } from '../../domain/facts';
import { memberOf } from '../../domain/member-of';
import { channelName, membershipsOf } from '../channels';
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

/** Every entity of these products that is in anything, or has attributes. Of what is not among them, Cedar knows nothing. */
export function entitiesOf({ organizations, products }: Pick<EngineSetup, 'organizations' | 'products'>) {
	const entities: Entity[] = [];
	const parents = new Map<string, Entity>();
	const entity = (uid: EntityUid): Entity =>
		memberOf(parents, uidText(uid), () => {
			const made = { uid, attrs: {}, parents: [] };
			entities.push(made);
			return made;
		});
	for (const { id } of organizations) entity(organizationUid(id));
	for (const product of products) {
		entities.push(productEntity(product));
		for (const { member, channel } of membershipsOf(product)) {
			const uid =
				typeof member === 'string'
					? organizationUid(member)
					: uidOf('Channel', channelName(member, product.id));
			entity(uid).parents.push(uidOf('Channel', channelName(channel, product.id)));
		}
	}
	for (const each of entities) each.parents.sort((one, other) => (one.id < other.id ? -1 : 1));
	return entities;
}
