import { resolve } from '../facts';
import { addVersion } from '../field';
import type { Link } from '../records';
import type { GrantRecord, Source } from '../snapshot';
import { type Folding, type Handlers, idOf, versionOf, waitFor } from './handlers';
import { linkFor } from './links';
import { ownPart } from './own';
import { productFor } from './writable';

export const foldGrants: Handlers<'grants' | 'revocations' | 'flags'> = {
	grants(folding, fact, source) {
		const { snapshot } = folding;
		const productId = resolve(fact.product, source.entry);
		const product = productFor(snapshot, productId);
		if (!product) return waitFor(folding, productId, fact, source);
		const link = linkFor(snapshot, product, source.author, fact.grantee);
		const grant: GrantRecord = {
			id: idOf(source),
			permission: fact.permission,
			entry: source.entry,
			at: source.at,
			grantor: link.grantor,
			grantee: link.grantee,
			product: product.id,
			standing: true
		};
		ownPart(snapshot, link, 'grants').push(grant);
		snapshot.grants.set(grant.id, grant);
		wrote(folding, link, source);
	},

	revocations(folding, fact, source) {
		const { snapshot } = folding;
		const id = resolve(fact.grant, source.entry);
		const grant = snapshot.grants.get(id);
		if (!grant) return waitFor(folding, id, fact, source);
		// A second revocation changes nothing but the date, which must not depend on which one came first.
		if (grant.grantor !== source.author) return;
		const product = productFor(snapshot, grant.product)!;
		const link = linkFor(snapshot, product, grant.grantor, grant.grantee);
		snapshot.grants.set(id, { ...grant, standing: false });
		link.grants = link.grants.filter((each) => each.id !== id);
		wrote(folding, link, source);
	},

	flags(folding, fact, source) {
		const { snapshot } = folding;
		const productId = resolve(fact.product, source.entry);
		const product = productFor(snapshot, productId);
		if (!product) return waitFor(folding, productId, fact, source);
		const link = linkFor(snapshot, product, source.author, fact.grantee);
		const grants = fact.grants.map((id) => resolve(id, source.entry));
		addVersion(
			ownPart(snapshot, ownPart(snapshot, link, 'flags'), fact.kind),
			versionOf({ on: fact.on, grants }, source)
		);
		wrote(folding, link, source);
	}
};

/** What is derived from the link, and from its product, is found anew at the end. */
function wrote({ links, touched }: Folding, link: Link, { at }: Source): void {
	link.changedAt = Math.max(link.changedAt, at);
	links.add(link);
	touched.add(link.product);
}
