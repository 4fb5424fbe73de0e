import { resolve } from '../facts';
import { addVersion } from '../field';
import { memberOf } from '../member-of';
import type { Link } from '../records';
import type { GrantRecord, Snapshot, Source } from '../snapshot';
import { type Folding, type Handlers, idOf, versionOf, waitFor } from './handlers';
import { linkFor } from './links';
import { owned, ownPart } from './own';
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
		snapshot.grants.set(id, { ...grant, standing: false });
		wrote(folding, linkOf(snapshot, grant), source);
	},

	flags(folding, fact, source) {
		const { snapshot } = folding;
		for (const named of fact.grants) {
			const id = resolve(named, source.entry);
			const grant = snapshot.grants.get(id);
			// Each grant is waited for by itself: the others need not wait with it.
			if (!grant) waitFor(folding, id, { ...fact, grants: [id] }, source);
			else if (grant.grantor === source.author) {
				const flag = owned(
					snapshot,
					memberOf(snapshot.flags, id, () => []),
					(copy) => snapshot.flags.set(id, copy)
				);
				addVersion(flag, versionOf(fact.on, source));
				wrote(folding, linkOf(snapshot, grant), source);
			}
		}
	}
};

/** The link that a grant is part of, to write. */
const linkOf = (snapshot: Snapshot, { product, grantor, grantee }: GrantRecord): Link =>
	linkFor(snapshot, productFor(snapshot, product)!, grantor, grantee);

/** What is derived from the link, and from its product, is found anew at the end. */
function wrote({ links, touched }: Folding, link: Link, { at }: Source): void {
	link.changedAt = Math.max(link.changedAt, at);
	links.add(link);
	touched.add(link.product);
}
