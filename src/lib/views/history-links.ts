import { authorOf, type Entry } from '../domain/entry';
import { type OrganizationId, type ProductId, resolve } from '../domain/facts';
import { type Kind, kindOf, kinds, type Permission, permissions } from '../domain/permissions';
import type { Snapshot } from '../domain/snapshot';
import type { Part } from './history-parts';

/** What an entry did between its author and one other organization, on one product. */
interface LinkChange {
	product: ProductId;
	grantee: OrganizationId;
	granted: Set<Permission>;
	revoked: Set<Permission>;
	flags: Map<Kind, boolean>;
}

/** The grants, revocations and flags of an entry, product by product, in the words of the people who made them. */
export function linkParts(snapshot: Snapshot, entry: Entry): Part[] {
	return [...changesOf(snapshot, entry).values()].flatMap((change) => partsOf(authorOf(entry), change));
}

function changesOf(snapshot: Snapshot, entry: Entry): Map<string, LinkChange> {
	const changes = new Map<string, LinkChange>();
	const changeOn = (product: ProductId, grantee: OrganizationId): LinkChange => {
		const key = `${product} ${grantee}`;
		let change = changes.get(key);
		if (!change) {
			change = { product, grantee, granted: new Set(), revoked: new Set(), flags: new Map() };
			changes.set(key, change);
		}
		return change;
	};
	for (const fact of entry.facts) {
		if (fact.table === 'grants')
			changeOn(resolve(fact.product, entry.id), fact.grantee).granted.add(fact.permission);
		else if (fact.table === 'flags')
			changeOn(resolve(fact.product, entry.id), fact.grantee).flags.set(fact.kind, fact.on);
		else if (fact.table === 'revocations') {
			const grant = snapshot.grants.get(resolve(fact.grant, entry.id));
			if (grant) changeOn(grant.product, grant.grantee).revoked.add(grant.permission);
		}
	}
	return changes;
}

const inOrder = (set: ReadonlySet<Permission>): Permission[] => permissions.filter((each) => set.has(each));

function partsOf(by: OrganizationId, { product, grantee, granted, revoked, flags }: LinkChange): Part[] {
	const about = { by, ids: [product], grantee };
	const parts: Part[] = [];
	const granting = inOrder(granted);
	const revoking = inOrder(revoked);
	if (granting.length > 0 && revoking.length > 0)
		parts.push({ what: 'scope-changed', ...about, granted: granting, revoked: revoking });
	else if (granting.length > 0) {
		const thirdParty = kinds.filter(
			(kind) => flags.get(kind) && granting.some((each) => kindOf(each) === kind)
		);
		parts.push({ what: 'authorized', ...about, permissions: granting, thirdParty });
	} else if (revoking.length > 0) parts.push({ what: 'revoked', ...about, permissions: revoking });
	for (const [kind, on] of flags) {
		// A flag moves with the grants it is set on; only where those stayed was it itself what somebody changed.
		const moved = [...granting, ...revoking].some((each) => kindOf(each) === kind);
		if (!moved) parts.push({ what: 'third-party', ...about, kind, on });
	}
	return parts;
}
