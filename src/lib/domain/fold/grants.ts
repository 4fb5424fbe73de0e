import { isMany, withOne, withoutOne } from '../algorithms/small-set';
import {
	type EntryId,
	type GrantId,
	isLocal,
	localRef,
	type OrganizationId,
	type ProductId,
	resolveRef
} from '../facts';
import { GrantRecord } from '../grants/grant-record';
import { dropVersions, type Field, withVersion } from '../merge/field';
import type { Link } from '../records';
import type { Snapshot, Source } from '../snapshot';
import { addLinkChange, lastChangeOf, removeLinkChange } from './change-times';
import { type Folding, type Handlers, type KnownOfLink, versionOf, waitFor } from './handlers';
import { dropLink, isUnplaced, linkFor, tally } from './links';
import { isFork, ownNew, ownOf, writable } from './copy-on-write';
import { productFor } from './writable-records';

/**
 * States grants, revocations and third-party flags. A revocation or flag counts only from the grantor, and waits for
 * its grant.
 */
export const foldGrants: Handlers<'grants' | 'revocations' | 'flags'> = {
	grants(folding, fact, source) {
		const { snapshot } = folding;
		const productId = resolveRef(fact.product, source.entry);
		const link = linkToGrant(folding, productId, fact.grantee, source);
		if (!link) return waitFor(folding, productId, fact, source);
		addLinkChange(snapshot, link, source.of);
		const grant = ownNew(snapshot, new GrantRecord(source.of, source.index, fact.permission, link));
		put(snapshot, link, grant);
		folding.stated[source.index] = grant;
	},

	revocations(folding, fact, source) {
		const { snapshot } = folding;
		const known = grantNamed(folding, fact.grant, source);
		if (!known) return waitFor(folding, resolveRef(fact.grant, source.entry), fact, source);
		if (known.grantor !== source.author) return;
		const link = write(folding, linkOf(snapshot, known));
		addLinkChange(snapshot, link, source.of);
		const grant = grantFor(snapshot, link, known);
		if (grant.standing) take(snapshot, link, grant);
		snapshot.grants.note(grant);
		// A second one changes only the date, and still counts should the first one stop counting.
		grant.revocations += 1;
	},

	flags(folding, fact, source) {
		const { snapshot } = folding;
		for (const named of grantsOf(fact.grants, source)) {
			const grant = grantNamed(folding, named, source);
			// Each grant is waited for by itself: the others need not wait with it.
			if (!grant) {
				const id = resolveRef(named, source.entry);
				waitFor(folding, id, { ...fact, grants: [id] }, source);
			} else if (grant.grantor === source.author) {
				const link = write(folding, linkOf(snapshot, grant));
				addLinkChange(snapshot, link, source.of);
				const own = grantFor(snapshot, link, grant);
				const before = own.isFlagged;
				if (!own.beginFlag(fact.on, source.of, source.index)) addFlag(snapshot, own, fact.on, source);
				tallyFlag(link, own, before);
			}
		}
	}
};

/** Retracts grants, revocations and flags: a grant stands again once no revocation of it counts. */
export const retractGrants: Handlers<'grants' | 'revocations' | 'flags'> = {
	grants(folding, _, source) {
		const { snapshot } = folding;
		const grant = snapshot.grants.in(source.of, source.index)!;
		folding.stated = [];
		const link = write(folding, linkOf(snapshot, grant));
		take(snapshot, link, grant);
		snapshot.grants.delete(grant);
		removeLinkChange(snapshot, link, source.at);
		if (link.changes === 0) dropLink(snapshot, productFor(snapshot, link.product)!, link);
	},

	revocations(folding, fact, source) {
		const { snapshot } = folding;
		const known = grantNamed(folding, fact.grant, source)!;
		if (known.grantor !== source.author) return;
		const link = write(folding, linkOf(snapshot, known));
		removeLinkChange(snapshot, link, source.at);
		const grant = grantFor(snapshot, link, known);
		grant.revocations -= 1;
		if (grant.standing) put(snapshot, link, grant);
	},

	flags(folding, fact, source) {
		const { snapshot } = folding;
		for (const named of grantsOf(fact.grants, source)) {
			const grant = grantNamed(folding, named, source);
			if (grant?.grantor !== source.author) continue;
			const link = write(folding, linkOf(snapshot, grant));
			removeLinkChange(snapshot, link, source.at);
			const own = grantFor(snapshot, link, grant);
			const before = own.isFlagged;
			own.changeFlag(ownField(snapshot), (field) => {
				dropVersions(field, source);
				return field;
			});
			tallyFlag(link, own, before);
		}
	}
};

/** Each grant that a flag names, once. */
const grantsOf = (named: readonly GrantId[], { entry }: Source): readonly GrantId[] =>
	areFewOthers(named) ? named : eachOnce(named, entry);

const eachOnce = (named: readonly GrantId[], entry: EntryId): GrantId[] => [
	...new Set(named.map((each) => resolveRef(each, entry)))
];

/** Whether they are a few of the same entry, and none of them twice, as most are. */
function areFewOthers(named: readonly GrantId[]): boolean {
	if (named.length === 1) return true;
	if (named.length > 8) return false;
	return named.every((each, at) => isPlainRef(each) && named.indexOf(each) === at);
}

/** Whether it is written as `localRef` does, so that another text means another fact. */
const isPlainRef = (id: GrantId): boolean => isLocal(id) && localRef(Number(id.slice(1))) === id;

/** The grant that a fact names. */
function grantNamed({ snapshot, stated }: Folding, named: GrantId, { of }: Source): GrantRecord | undefined {
	if (!isLocal(named)) return snapshot.grants.get(named);
	const index = Number(named.slice(1));
	const grant = stated[index];
	return grant?.source === of ? grant : snapshot.grants.in(of, index);
}

/** A grant to write. */
function grantFor(snapshot: Snapshot, link: Link, grant: GrantRecord): GrantRecord {
	const own = ownOf(snapshot, grant);
	if (own === grant) return grant;
	snapshot.grants.replace(own);
	if (grant.standing) link.grants = withOne(withoutOne(ownGrants(snapshot, link), grant), own);
	return own;
}

/** What stands of a link, to write: who asks puts it in its place. */
const ownGrants = (snapshot: Snapshot, { grants }: Link): Link['grants'] =>
	isMany(grants) ? ownOf(snapshot, grants) : grants;

/** A grant that stands, for the first time or again. */
function put(snapshot: Snapshot, link: Link, grant: GrantRecord): void {
	link.grants = withOne(ownGrants(snapshot, link), grant);
	snapshot.grants.add(grant, link);
	tally(link, 'permissions', grant.permission, 1);
	if (grant.isFlagged) tally(link, 'flagged', grant.permission, 1);
}

/** A grant that stood. */
function take(snapshot: Snapshot, link: Link, grant: GrantRecord): void {
	link.grants = withoutOne(ownGrants(snapshot, link), grant);
	tally(link, 'permissions', grant.permission, -1);
	if (grant.isFlagged) tally(link, 'flagged', grant.permission, -1);
}

/** The values of a grant's third-party flag, to write. */
const ownField = (snapshot: Snapshot) => (field: Field<boolean>) =>
	writable(snapshot, field, () => undefined);

/** Gives a grant's flag one more value. */
function addFlag(snapshot: Snapshot, grant: GrantRecord, on: boolean, source: Source): void {
	grant.changeFlag(ownField(snapshot), (field) => withVersion(field, versionOf(on, source)));
}

/** Counts a grant in or out whose flag was changed. */
function tallyFlag(link: Link, grant: GrantRecord, before: boolean): void {
	const after = grant.isFlagged;
	if (grant.standing && before !== after) tally(link, 'flagged', grant.permission, after ? 1 : -1);
}

/** The link that a grant is part of, to write. */
const linkOf = (snapshot: Snapshot, { link, product, grantor, grantee }: GrantRecord): Link =>
	// Where nothing is shared, the grant has the one that is written.
	isFork(snapshot) ? linkFor(snapshot, productFor(snapshot, product)!, grantor, grantee) : (link as Link);

/** The link that a grant goes on, to write and marked as written; undefined where its product is not here. */
function linkToGrant(
	folding: Folding,
	id: ProductId,
	grantee: OrganizationId,
	{ of, author, index }: Source
): Link | undefined {
	// What an entry grants to one organization on one product comes together: then the link is as it has to be.
	const before = index > 0 ? folding.stated[index - 1] : undefined;
	if (before?.source === of && before.product === id && before.grantee === grantee)
		return before.link as Link;
	const product = productFor(folding.snapshot, id);
	return product && write(folding, linkFor(folding.snapshot, product, author, grantee));
}

/** Marks a link as written: what follows from it and its product is derived anew at the end. */
function write(folding: Folding, link: Link): Link {
	if (isUnplaced(link)) {
		// Its first fact notes its product, which has it.
		if (link.changes === 0) folding.touched.add(link.product);
		return link;
	}
	const links = (folding.links ??= new Map<Link, KnownOfLink>());
	if (links.has(link)) return link;
	links.set(link, { permissions: link.permissions, changedAt: lastChangeOf(link) });
	folding.touched.add(link.product);
	return link;
}
