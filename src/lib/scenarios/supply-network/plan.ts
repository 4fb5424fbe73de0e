import type { Prop } from '../scenario';
import { networkMembers, type NetworkActor, type Tier } from './members';
import { kindsOfProduct } from './names';
import { Random } from './random';
import type { NetworkSize } from './network-size';

export interface Member extends NetworkActor {
	/** The PIDs of its own products. */
	owned: string[];
}

/** Who is in the network and what everybody owns: the same every time. */
export interface Plan {
	size: NetworkSize;
	/** How many products an organization has, of what it has in the smallest network. */
	times: number;
	members: readonly Member[];
	of: (tier: Tier) => readonly Member[];
	props: readonly Prop<string>[];
	/** The same by their PIDs. */
	byPid: ReadonlyMap<string, Prop<string>>;
	/** Who may be someone's partner, by the account of the one who adds it. */
	partners: ReadonlyMap<string, readonly Member[]>;
}

/** For each organization of the smallest network: ten on average. */
const productsOf: Record<Tier, number> = { brand: 28, manufacturer: 6, upstream: 1 };

/** @returns the plan; nothing of it depends on a clock or on chance */
export function planNetwork(size: NetworkSize): Plan {
	const random = new Random(20_240);
	const times = size.products / size.organizations / 10;
	const cast = networkMembers(size.organizations).map((member): Member => ({ ...member, owned: [] }));
	const of = (tier: Tier) => cast.filter((each) => each.tier === tier);
	const props = cast.flatMap((owner) =>
		Array.from({ length: Math.round(productsOf[owner.tier] * times) }, (_, number) =>
			productOf(owner, number, of('manufacturer'), random)
		)
	);
	const partners = new Map<string, Member[]>();
	for (const owner of cast)
		partners.set(owner.account, partnersOf(owner, size.partners, { of, chosen: partners, random }));
	const byPid = new Map(props.map((prop) => [prop.pid, prop]));
	return { size, times, members: cast, of, props, byPid, partners };
}

function productOf(owner: Member, number: number, makers: readonly Member[], random: Random): Prop<string> {
	const { name, category } = random.pick(kindsOfProduct);
	const model = `${random.pick(['A', 'B', 'C', 'E', 'K', 'M', 'S', 'X'])}${number + 1}`;
	const pid = random.code(16);
	owner.owned.push(pid);
	const isMade = owner.tier === 'brand' && random.chance(0.35);
	return {
		name: { en: `${name.en} ${model}`, zh: `${name.zh} ${model}` },
		pid,
		category,
		owner: owner.account,
		...(isMade
			? { origin: random.chance(0.6) ? 'oem' : 'odm', maker: random.pick(makers).account }
			: { origin: 'proprietary' })
	};
}

interface Choosing {
	of: (tier: Tier) => readonly Member[];
	/** The partners of those before. */
	chosen: ReadonlyMap<string, readonly Member[]>;
	random: Random;
}

/** Brands work with manufacturers and a studio or lab, manufacturers with upstream factories, those with each other and back. */
function partnersOf(owner: Member, times: number, { of, chosen, random }: Choosing): Member[] {
	const some = (among: readonly Member[], count: number) => random.some(among, count * times);
	const others = (tier: Tier) => of(tier).filter((each) => each !== owner);
	switch (owner.tier) {
		case 'brand':
			return [...some(others('manufacturer'), 5), ...some(others('upstream'), 1)];
		case 'manufacturer':
			return [...some(others('upstream'), 3), ...some(others('manufacturer'), 1)];
		case 'upstream': {
			// Back to manufacturers that authorize it: so the grants on some products go round in circles.
			const back = others('manufacturer').filter(({ account }) => chosen.get(account)?.includes(owner));
			return [...some(others('upstream'), 2), ...some(back, 2)];
		}
	}
}
