import { resolve } from '../facts';
import { addVersion, current } from '../field';
import { memberOf } from '../member-of';
import { type Kind, kindOf, kinds, noPermissions, permissionsOfKind, toSet } from '../permissions';
import type { Link, Product } from '../records';
import type { Snapshot, Source } from '../snapshot';
import { type Handlers, idOf, versionOf, waitFor } from './handlers';
import { owned, ownPart } from './own';
import { partnershipFor } from './partners';
import { productFor } from './writable';

export const foldGrants: Handlers<'grants' | 'revocations' | 'flags'> = {
	grants(folding, fact, source) {
		const { snapshot, touched } = folding;
		const productId = resolve(fact.product, source.entry);
		const product = productFor(snapshot, productId);
		if (!product) return waitFor(folding, productId, fact, source);
		const link = linkFor(snapshot, product, source.author, fact.grantee);
		const grant = { id: idOf(source), permission: fact.permission, entry: source.entry, at: source.at };
		ownPart(snapshot, link, 'grants').push(grant);
		const { grantor, grantee } = link;
		snapshot.grants.set(grant.id, { ...grant, grantor, grantee, product: product.id, standing: true });
		changed(snapshot, link, source);
		touched.add(product.id);
	},

	revocations(folding, fact, source) {
		const { snapshot, touched } = folding;
		const id = resolve(fact.grant, source.entry);
		const grant = snapshot.grants.get(id);
		if (!grant) return waitFor(folding, id, fact, source);
		// A second revocation changes nothing but the date, which must not depend on which one came first.
		if (grant.grantor !== source.author) return;
		const product = productFor(snapshot, grant.product)!;
		const link = linkFor(snapshot, product, grant.grantor, grant.grantee);
		snapshot.grants.set(id, { ...grant, standing: false });
		link.grants = link.grants.filter((each) => each.id !== id);
		changed(snapshot, link, source);
		touched.add(product.id);
	},

	flags(folding, fact, source) {
		const { snapshot, touched } = folding;
		const productId = resolve(fact.product, source.entry);
		const product = productFor(snapshot, productId);
		if (!product) return waitFor(folding, productId, fact, source);
		const link = linkFor(snapshot, product, source.author, fact.grantee);
		const grants = fact.grants.map((id) => resolve(id, source.entry));
		addVersion(
			ownPart(snapshot, ownPart(snapshot, link, 'flags'), fact.kind),
			versionOf({ on: fact.on, grants }, source)
		);
		changed(snapshot, link, source);
		touched.add(product.id);
	}
};

/** The link of a product that may be written, to write. */
function linkFor(snapshot: Snapshot, product: Product, grantor: string, grantee: string): Link {
	const byGrantor = ownPart(snapshot, product, 'links');
	const links = owned(
		snapshot,
		memberOf(byGrantor, grantor, () => new Map<string, Link>()),
		(copy) => byGrantor.set(grantor, copy)
	);
	const known = memberOf(links, grantee, () => ({
		grantor,
		grantee,
		product: product.id,
		grants: [],
		permissions: noPermissions,
		thirdParty: new Set<Kind>(),
		flags: { develop: [], purchase: [] },
		changedAt: 0
	}));
	return owned(snapshot, known, (copy) => links.set(grantee, copy));
}

/** Brings what is derived from a link's grants and flags up to date, and the partnership's counts with it. */
function changed(snapshot: Snapshot, link: Link, source: Source): void {
	const before = link.permissions;
	link.permissions = toSet(link.grants.map((grant) => grant.permission));
	link.thirdParty = new Set(kinds.filter((kind) => flagCounts(link, kind)));
	link.changedAt = Math.max(link.changedAt, source.at);

	const partnership = partnershipFor(snapshot, link.grantor, link.grantee);
	partnership.changedAt = Math.max(partnership.changedAt, source.at);
	const counts = ownPart(snapshot, partnership, 'counts');
	for (const kind of kinds) {
		const was = before & permissionsOfKind[kind] ? 1 : 0;
		const is = link.permissions & permissionsOfKind[kind] ? 1 : 0;
		counts[kind] += is - was;
	}
	const authorized = ownPart(snapshot, partnership, 'authorized');
	if (link.permissions) authorized.set(link.product, link);
	else authorized.delete(link.product);
}

/** A flag counts while it is on and one of the grants of its kind that it was set on stands. */
function flagCounts(link: Link, kind: Kind): boolean {
	const flag = current(link.flags[kind]);
	if (!flag?.on) return false;
	return link.grants.some(({ id, permission }) => kindOf(permission) === kind && flag.grants.includes(id));
}
