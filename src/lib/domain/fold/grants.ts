import { type GrantId, resolve } from '../facts';
import { addVersion, current } from '../field';
import { memberOf } from '../member-of';
import type { Link } from '../records';
import type { GrantRecord, Snapshot, Source } from '../snapshot';
import { type Folding, type Handlers, factIdOf, versionOf, waitFor } from './handlers';
import { linkFor, tally } from './links';
import { owned, ownPart } from './own';
import { productFor } from './writable';

export const foldGrants: Handlers<'grants' | 'revocations' | 'flags'> = {
	grants(folding, fact, source) {
		const { snapshot } = folding;
		const productId = resolve(fact.product, source.entry);
		const product = productFor(snapshot, productId);
		if (!product) return waitFor(folding, productId, fact, source);
		const link = write(folding, linkFor(snapshot, product, source.author, fact.grantee), source);
		const grant: GrantRecord = {
			id: factIdOf(source),
			permission: fact.permission,
			entry: source.entry,
			at: source.at,
			grantor: link.grantor,
			grantee: link.grantee,
			product: product.id,
			standing: true
		};
		ownPart(snapshot, link, 'grants').set(grant.id, grant);
		tally(snapshot, link, 'permissions', grant.permission, 1);
		snapshot.grants.set(grant.id, grant);
	},

	revocations(folding, fact, source) {
		const { snapshot } = folding;
		const id = resolve(fact.grant, source.entry);
		const grant = snapshot.grants.get(id);
		if (!grant) return waitFor(folding, id, fact, source);
		// A second revocation changes nothing but the date, which must not depend on which one came first.
		if (grant.grantor !== source.author) return;
		const link = write(folding, linkOf(snapshot, grant), source);
		if (!grant.standing) return;
		snapshot.grants.set(id, { ...grant, standing: false });
		ownPart(snapshot, link, 'grants').delete(id);
		tally(snapshot, link, 'permissions', grant.permission, -1);
		if (isOn(snapshot, id)) tally(snapshot, link, 'flagged', grant.permission, -1);
	},

	flags(folding, fact, source) {
		const { snapshot } = folding;
		for (const named of fact.grants) {
			const id = resolve(named, source.entry);
			const grant = snapshot.grants.get(id);
			// Each grant is waited for by itself: the others need not wait with it.
			if (!grant) waitFor(folding, id, { ...fact, grants: [id] }, source);
			else if (grant.grantor === source.author) {
				const before = isOn(snapshot, id);
				const flag = owned(
					snapshot,
					memberOf(snapshot.flags, id, () => []),
					(copy) => snapshot.flags.set(id, copy)
				);
				addVersion(flag, versionOf(fact.on, source));
				const link = write(folding, linkOf(snapshot, grant), source);
				const after = isOn(snapshot, id);
				if (grant.standing && before !== after)
					tally(snapshot, link, 'flagged', grant.permission, after ? 1 : -1);
			}
		}
	}
};

/** The link that a grant is part of, to write. */
const linkOf = (snapshot: Snapshot, { product, grantor, grantee }: GrantRecord): Link =>
	linkFor(snapshot, productFor(snapshot, product)!, grantor, grantee);

const isOn = ({ flags }: Snapshot, grant: GrantId): boolean => current(flags.get(grant) ?? []) ?? false;

/** The link, about to be written: what is derived from it, and from its product, is found anew at the end. */
function write({ links, touched }: Folding, link: Link, { at }: Source): Link {
	link.changedAt = Math.max(link.changedAt, at);
	if (!links.has(link)) links.set(link, link.permissions);
	touched.add(link.product);
	return link;
}
