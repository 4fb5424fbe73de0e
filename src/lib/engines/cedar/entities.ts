import type { OrganizationId, ProductId } from '../../domain/facts';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import { channelName, type ChannelUse, type EngineChannel, membershipsOf } from '../channels';
import type { Permission } from '../../domain/permissions/permissions';
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
 * Every entity that is in anything, or has attributes: a product after the other, each with its channels, then
 * organizations. Of what is not among them, Cedar knows nothing.
 */
export function* entitiesOf({
	organizations,
	products
}: Pick<EngineSetup, 'organizations' | 'products'>): Iterable<Entity> {
	const above = new Map<OrganizationId, string[]>(organizations.map(({ id }) => [id, []]));
	for (const product of products) {
		const channels = new ProductChannels(product.id);
		for (const { member, channel } of membershipsOf(product)) {
			const own =
				typeof member === 'string' ? getOrInsertComputed(above, member, noNames) : channels.of(member).above;
			own.push(channels.of(channel).name);
		}
		yield productEntity(product);
		for (const each of channels.inOthers()) yield inChannels(uidOf('Channel', each.name), each.above);
	}
	for (const id of [...above.keys()].sort()) yield inChannels(organizationUid(id), above.get(id)!);
}

const noNames = (): string[] => [];

const inChannels = (uid: EntityUid, names: string[]): Entity => ({
	...{ uid, attrs: {} },
	parents: names.sort().map((name) => uidOf('Channel', name))
});

/** A channel by its name, and the names of those that it is in. */
interface NamedChannel {
	name: string;
	above: string[];
}

type ByParts = Record<ChannelUse, Partial<Record<Permission, NamedChannel>>>;

/** The channels of a product. A name is made once, and looked up by its parts: it is long. */
class ProductChannels {
	readonly #all: NamedChannel[] = [];
	readonly #by = new Map<OrganizationId | null, ByParts>();

	constructor(readonly product: ProductId) {}

	of(channel: EngineChannel): NamedChannel {
		const own = getOrInsertComputed(this.#by, channel.of, (): ByParts => ({ use: {}, relay: {} }));
		return (own[channel.use][channel.permission] ??= this.#make(channel));
	}

	/** Those that are in others, by name. */
	inOthers(): NamedChannel[] {
		return this.#all.filter(({ above }) => above.length > 0).sort(byName);
	}

	#make(channel: EngineChannel): NamedChannel {
		const made = { name: channelName(channel, this.product), above: [] };
		this.#all.push(made);
		return made;
	}
}

const byName = (one: NamedChannel, other: NamedChannel): number => (one.name < other.name ? -1 : 1);
