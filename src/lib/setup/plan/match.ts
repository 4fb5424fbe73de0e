import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import type { OrganizationId, ProductId } from '../../domain/facts';
import { organizationsWithAccount } from '../../commands/organizations';
import { productsWithPid } from '../../commands/products';
import type { Snapshot } from '../../domain/snapshot';
import { folded } from '../../domain/text/text';
import { byUnits } from '../effective';
import type { Key, Sentence } from '../setup';

/** What the keys of a text stand for in a workspace. */
export interface Matched {
	organizations: Map<Key, OrganizationId>;
	products: Map<Key, ProductId>;
}

/** The organization with that account: of several, the first by id. */
export const organizationIn = (snapshot: Snapshot, account: string): OrganizationId | undefined =>
	organizationsWithAccount(snapshot, account).sort(byUnits)[0];

/** Products by owner and PID: of several, the first by id. Those of one PID are looked through once: they may be many. */
export class OwnProducts {
	readonly #byPid = new Map<string, Map<OrganizationId, ProductId>>();

	constructor(readonly snapshot: Snapshot) {}

	find(owner: OrganizationId, pid: string): ProductId | undefined {
		return this.#owners(pid).get(owner);
	}

	/** Notes a product that has been added since. */
	add(owner: OrganizationId, pid: string, id: ProductId): void {
		this.#owners(pid).set(owner, id);
	}

	#owners(pid: string): Map<OrganizationId, ProductId> {
		return getOrInsertComputed(this.#byPid, folded(pid), () => {
			const last = productsWithPid(this.snapshot, pid).sort(byUnits).reverse();
			return new Map(last.map((id) => [this.snapshot.products.get(id)!.owner, id]));
		});
	}
}

/** A text's sentence in the ids of a workspace; undefined where it names what is not there. */
export function withIdsOf({ organizations, products }: Matched, sentence: Sentence): Sentence | undefined {
	const product = products.get(sentence.product);
	if (product === undefined) return undefined;
	const { expected } = sentence;
	if (expected.kind === 'within-steps') return { ...sentence, product };
	const organization = organizations.get(expected.organization);
	return organization === undefined
		? undefined
		: { ...sentence, product, expected: { ...expected, organization } };
}
