import { type GrantId, resolveRef } from '../facts';
import { addVersion, current, dropVersions, type Field } from '../merge/field';
import type { Link } from '../records';
import type { GrantRecord, Snapshot, Source } from '../snapshot';
import { addChangeTime, removeChangeTime } from './change-times';
import { type Folding, type Handlers, factIdOf, versionOf, waitFor } from './handlers';
import { dropLink, linkFor, tally } from './links';
import { writable, writablePart } from './copy-on-write';
import { productFor } from './writable-records';

/**
 * States grants, revocations and third-party flags. A revocation or flag counts only from the grantor, and waits for
 * its grant.
 */
export const foldGrants: Handlers<'grants' | 'revocations' | 'flags'> = {
	grants(folding, fact, source) {
		const { snapshot } = folding;
		const productId = resolveRef(fact.product, source.entry);
		const product = productFor(snapshot, productId);
		if (!product) return waitFor(folding, productId, fact, source);
		const link = write(folding, linkFor(snapshot, product, source.author, fact.grantee));
		const grant: GrantRecord = {
			id: factIdOf(source),
			permission: fact.permission,
			entry: source.entry,
			at: source.at,
			grantor: link.grantor,
			grantee: link.grantee,
			product: product.id,
			standing: true,
			revocations: 0
		};
		addChangeTime(snapshot, link, source.at);
		put(snapshot, link, grant);
	},

	revocations(folding, fact, source) {
		const { snapshot } = folding;
		const id = resolveRef(fact.grant, source.entry);
		const grant = snapshot.grants.get(id);
		if (!grant) return waitFor(folding, id, fact, source);
		if (grant.grantor !== source.author) return;
		const link = write(folding, linkOf(snapshot, grant));
		addChangeTime(snapshot, link, source.at);
		if (grant.standing) take(snapshot, link, grant);
		// A second one changes only the date, and still counts should the first one stop counting.
		const revocations = grant.revocations + 1;
		snapshot.grants.set(id, { ...grant, standing: false, revocations });
	},

	flags(folding, fact, source) {
		const { snapshot } = folding;
		for (const id of grantsOf(fact.grants, source)) {
			const grant = snapshot.grants.get(id);
			// Each grant is waited for by itself: the others need not wait with it.
			if (!grant) waitFor(folding, id, { ...fact, grants: [id] }, source);
			else if (grant.grantor === source.author)
				flag(folding, grant, (link, field) => {
					addChangeTime(snapshot, link, source.at);
					addVersion(field, versionOf(fact.on, source));
				});
		}
	}
};

/** Retracts grants, revocations and flags: a grant stands again once no revocation of it counts. */
export const retractGrants: Handlers<'grants' | 'revocations' | 'flags'> = {
	grants(folding, _, source) {
		const { snapshot } = folding;
		const grant = snapshot.grants.get(factIdOf(source))!;
		const link = write(folding, linkOf(snapshot, grant));
		take(snapshot, link, grant);
		snapshot.grants.delete(grant.id);
		removeChangeTime(snapshot, link, source.at);
		if (link.changes.length === 0) dropLink(snapshot, productFor(snapshot, link.product)!, link);
	},

	revocations(folding, fact, source) {
		const { snapshot } = folding;
		const grant = snapshot.grants.get(resolveRef(fact.grant, source.entry))!;
		if (grant.grantor !== source.author) return;
		const link = write(folding, linkOf(snapshot, grant));
		removeChangeTime(snapshot, link, source.at);
		const revocations = grant.revocations - 1;
		const left = { ...grant, standing: revocations === 0, revocations };
		if (left.standing) put(snapshot, link, left);
		else snapshot.grants.set(left.id, left);
	},

	flags(folding, fact, source) {
		const { snapshot } = folding;
		for (const id of grantsOf(fact.grants, source)) {
			const grant = snapshot.grants.get(id);
			if (grant?.grantor === source.author)
				flag(folding, grant, (link, field) => {
					removeChangeTime(snapshot, link, source.at);
					dropVersions(field, source);
				});
		}
	}
};

/** Each grant that a flag names, once. */
const grantsOf = (named: readonly GrantId[], { entry }: Source): Set<GrantId> =>
	new Set(named.map((each) => resolveRef(each, entry)));

/** A grant that stands, for the first time or again. */
function put(snapshot: Snapshot, link: Link, grant: GrantRecord): void {
	snapshot.grants.set(grant.id, grant);
	writablePart(snapshot, link, 'grants').set(grant.id, grant);
	tally(link, 'permissions', grant.permission, 1);
	if (isOn(snapshot, grant.id)) tally(link, 'flagged', grant.permission, 1);
}

/** A grant that stood. */
function take(snapshot: Snapshot, link: Link, { id, permission }: GrantRecord): void {
	writablePart(snapshot, link, 'grants').delete(id);
	tally(link, 'permissions', permission, -1);
	if (isOn(snapshot, id)) tally(link, 'flagged', permission, -1);
}

/** Changes the versions of a grant's third-party flag. */
function flag(
	folding: Folding,
	grant: GrantRecord,
	change: (link: Link, field: Field<boolean>) => void
): void {
	const { snapshot } = folding;
	const { id, permission, standing } = grant;
	const before = isOn(snapshot, id);
	const link = write(folding, linkOf(snapshot, grant));
	const known = snapshot.flags.get(id);
	const field = known ? writable(snapshot, known, (copy) => snapshot.flags.set(id, copy)) : [];
	change(link, field);
	if (field.length === 0) snapshot.flags.delete(id);
	// No longer than it has to be: most grants have one flag, for good.
	else if (!known) snapshot.flags.set(id, field.slice());
	const after = isOn(snapshot, id);
	if (standing && before !== after) tally(link, 'flagged', permission, after ? 1 : -1);
}

/** The link that a grant is part of, to write. */
const linkOf = (snapshot: Snapshot, { product, grantor, grantee }: GrantRecord): Link =>
	linkFor(snapshot, productFor(snapshot, product)!, grantor, grantee);

/** Whether the grant may be passed on, as its flag says. */
const isOn = ({ flags }: Snapshot, grant: GrantId): boolean =>
	current(flags.get(grant) ?? []) ?? false;

/** Marks a link as written: what follows from it and its product is derived anew at the end. */
function write({ links, touched }: Folding, link: Link): Link {
	const { permissions, changes } = link;
	if (!links.has(link)) links.set(link, { permissions, changedAt: changes.at(-1) });
	touched.add(link.product);
	return link;
}
