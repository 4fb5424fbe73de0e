import type { OrganizationId, ProductId } from '../../domain/facts';
import { organizationsWithAccount } from '../../commands/organizations';
import { productsWithPid } from '../../commands/products';
import type { Snapshot } from '../../domain/snapshot';
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

/** The owner's product with that PID: of several, the first by id. */
export const productIn = (snapshot: Snapshot, owner: OrganizationId, pid: string): ProductId | undefined =>
	productsWithPid(snapshot, pid)
		.filter((id) => snapshot.products.get(id)!.owner === owner)
		.sort(byUnits)[0];

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
