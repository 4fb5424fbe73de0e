import { authorOf, type Entry } from '../domain/entry';
import { type EntryId, type OrganizationId, type ProductId, resolve } from '../domain/facts';
import {
	kindOf,
	kinds,
	type Kind,
	type Permission,
	permissionsOfKind,
	bitOf,
	toSet
} from '../domain/permissions';
import type { Link } from '../domain/records';
import { type GrantRecord, linkBetween, type Snapshot } from '../domain/snapshot';
import type { AdjustItem } from './command';

/** One product's way back; no `item` where it no longer stands as the entry left it. */
export interface LinkInverse {
	product: ProductId;
	table: 'grants' | 'revocations' | 'flags';
	item: AdjustItem | undefined;
}

/** What an entry did to one link. */
interface Did {
	link: Link;
	granted: Permission[];
	/** Grants of the entry that were revoked since, or stand beside a grant made elsewhere. */
	stale: boolean;
	revoked: { id: string; permission: Permission }[];
	flagged: Set<Kind>;
}

/** How to take back the grants, revocations and flags of an entry, by grantee and product. */
export function linkUndo(
	snapshot: Snapshot,
	entry: Entry,
	undone: ReadonlySet<EntryId>
): { grantee: OrganizationId; items: LinkInverse[] }[] {
	const byGrantee = new Map<OrganizationId, LinkInverse[]>();
	for (const did of linksOf(snapshot, entry).values()) {
		const inverse = inverseOf(did, undone);
		const items = byGrantee.get(did.link.grantee);
		if (items) items.push(inverse);
		else byGrantee.set(did.link.grantee, [inverse]);
	}
	return [...byGrantee].map(([grantee, items]) => ({ grantee, items }));
}

function linksOf(snapshot: Snapshot, entry: Entry): Map<Link, Did> {
	const author = authorOf(entry);
	const links = new Map<Link, Did>();
	const linkTo = ({ grantee, product }: GrantRecord): Link | undefined =>
		linkBetween(snapshot, author, grantee, product);
	const didTo = (link: Link): Did => {
		const did = links.get(link) ?? { link, granted: [], stale: false, revoked: [], flagged: new Set() };
		links.set(link, did);
		return did;
	};
	entry.facts.forEach((fact, index) => {
		if (fact.table === 'grants') {
			const grant = snapshot.grants.get(`${entry.id}:${index}`);
			const link = grant && linkTo(grant);
			if (!link) return;
			const did = didTo(link);
			const alone = link.grants.filter((each) => each.permission === grant.permission).length === 1;
			if (grant.standing && alone) did.granted.push(grant.permission);
			else did.stale = true;
		} else if (fact.table === 'revocations') {
			const grant = snapshot.grants.get(resolve(fact.grant, entry.id));
			const link = grant?.grantor === author ? linkTo(grant) : undefined;
			if (grant && link) didTo(link).revoked.push(grant);
		} else if (fact.table === 'flags') {
			const link = linkBetween(snapshot, author, fact.grantee, resolve(fact.product, entry.id));
			if (link) didTo(link).flagged.add(fact.kind);
		}
	});
	return links;
}

function inverseOf(
	{ link, granted, stale, revoked, flagged }: Did,
	undone: ReadonlySet<EntryId>
): LinkInverse {
	const table = granted.length > 0 || stale ? 'grants' : revoked.length > 0 ? 'revocations' : 'flags';
	const again = revoked.filter(({ permission }) => !(link.permissions & bitOf(permission)));
	const grant = [...new Set(again.map(({ permission }) => permission))];
	const flags: Partial<Record<Kind, boolean>> = {};
	const after = (link.permissions & ~toSet(granted)) | toSet(grant);
	for (const kind of kinds) {
		if (!flagged.has(kind) || !(after & permissionsOfKind[kind])) continue;
		const field = link.flags[kind];
		if (!undone.has(field.at(-1)?.entry ?? '')) continue;
		// Granted again since, and without the flag on purpose: undoing the revocation must not bring delegation back.
		const isGrantedAgain = revoked.some(
			({ permission }) => kindOf(permission) === kind && !grant.includes(permission)
		);
		if (isGrantedAgain) continue;
		const before = field.findLast(({ entry }) => !undone.has(entry))?.value;
		// A flag that no longer counted before the entry must not begin to count by undoing it.
		const counted = before?.on && before.grants.some((id) => countsAgain(id, link, revoked));
		flags[kind] = counted === true;
	}
	const changes = granted.length + grant.length + Object.keys(flags).length > 0;
	return {
		product: link.product,
		table,
		item: changes ? { product: link.product, grant, revoke: granted, flags } : undefined
	};
}

const countsAgain = (id: string, link: Link, revoked: { id: string }[]): boolean =>
	link.grants.some((grant) => grant.id === id) || revoked.some((grant) => grant.id === id);
