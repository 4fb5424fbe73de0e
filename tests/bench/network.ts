import type { Entry } from '../../src/lib/domain/entry';
import type { Fact } from '../../src/lib/domain/facts';
import { permissions } from '../../src/lib/domain/permissions/permissions';
import { entryOf, hashOf } from '../oracle/ledger';

/** How many organizations and grants there are to how many products. */
interface Size {
	/** One for each hundred grants where nothing is said. */
	organizations?: number;
	/** How many grants a product has: some side by side from its owner, and a chain below each of them. */
	grantsPerProduct?: number;
}

export interface Network {
	entries: Entry[];
	organizations: string[];
	products: string[];
	/** The owner of each product, in the same order. */
	owners: string[];
}

/** Who is the same for every product, by place among the organizations. Without one they take turns. */
interface Same {
	owner?: number;
	/** The owner's only partner: all chains begin with it. */
	partner?: number;
}

/** Chains of a known shape, the same each time: so many grants, every act an entry of its own. */
export function network(grants: number, same: Same & Size = {}): Network {
	const { grantsPerProduct = 16 } = same;
	const count = same.organizations ?? Math.max(6, Math.round(grants / 100));
	const founding = Array.from({ length: count }, (_, i) =>
		entryOf(
			{
				organization: '',
				action: `founding ${i}`,
				facts: [{ table: 'organizations', name: `O${i}`, account: `o${i}@example.com`, colour: '#123456' }]
			},
			hashOf(`organization ${i}`)
		)
	);
	const organizations = founding.map(({ id }) => id);
	const entries = [...founding];
	const [products, owners]: [string[], string[]] = [[], []];
	const at = (i: number) => organizations[i % count]!;
	const say = (organization: string, facts: Fact[]): Entry => {
		const id = hashOf(`entry ${entries.length}`);
		const entry = {
			...entryOf({ organization, facts: [], stamp: entries.length, at: entries.length, action: id }, id),
			facts
		};
		entries.push(entry);
		return entry;
	};

	/** The organization at a place of a chain below a product: the owner first. */
	const inChain = (i: number, chain: number, place: number): string => {
		if (place === 0) return at(same.owner ?? i * 7);
		if (place === 1 && same.partner !== undefined) return at(same.partner);
		return at(i * 7 + 1 + chain + place * 5);
	};

	for (let i = 0, left = grants; left > 0; i++) {
		const owner = inChain(i, 0, 0);
		const making = { origin: 'proprietary', maker: null } as const;
		const described = { pid: `P${i}`, name: `Product ${i}`, category: 'lamp', making, basedOn: null };
		const product = `${say(owner, [{ table: 'products', ...described }]).id}:0`;
		products.push(product);
		owners.push(owner);
		for (let n = 0; n < Math.min(left, grantsPerProduct); n++) {
			// Four chains of four, each carrying one permission.
			const [chain, link] = [n % 4, n >> 2];
			const grantor = inChain(i, chain, link);
			const named = { product, grantee: inChain(i, chain, link + 1) };
			const permission = permissions[chain]!;
			say(grantor, [
				{ table: 'grants', ...named, permission },
				{ table: 'flags', on: true, grants: ['#0'] }
			]);
		}
		left -= grantsPerProduct;
	}
	return { entries, organizations, products, owners };
}
