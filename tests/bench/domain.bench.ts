import { bench, describe } from 'vitest';
import { decide } from '../../src/lib/commands/decide';
import { organizationBlockers } from '../../src/lib/domain/deletion/deletion';
import { grantStates } from '../../src/lib/domain/permissions/grant-states';
import { folded } from '../oracle/agreement';
import { network } from './network';

/** What a person waits for: deciding a command, saying the states of a product's grants, what blocks a deletion. */
for (const grants of [2_000, 200_000]) {
	const { entries, products, owners, organizations } = network(grants);
	const snapshot = folded(entries);
	let n = 0;
	const next = <T>(list: T[]): T => list[n++ % list.length]!;

	describe(`at ${grants.toLocaleString('en')} grants`, () => {
		bench('deciding to revoke', () => {
			const at = n++ % products.length;
			const product = products[at]!;
			const [link] = snapshot.products.get(product)!.links.from(owners[at]!);
			const items = [{ product, permissions: ['product-development' as const] }];
			decide(snapshot, owners[at]!, { command: 'revoke', grantee: link!.grantee, items });
		});
		bench('the states of all grants on a product', () => {
			const product = snapshot.products.get(next(products))!;
			for (const link of product.links) grantStates(snapshot, product, link);
		});
		bench('what blocks deleting an organization', () => {
			organizationBlockers(snapshot, next(organizations));
		});
	});
}
