import { authorOf, type Entry } from '$lib/domain/entry';
import { type OrganizationId, type ProductId, resolveRef } from '$lib/domain/facts';
import { kindOf, kinds, type Permission, permissions } from '$lib/domain/permissions/permissions';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Part } from './parts';

/** What an entry did between its author and one other organization, on one product. */
interface LinkChange {
	product: ProductId;
	grantee: OrganizationId;
	granted: Set<Permission>;
	revoked: Set<Permission>;
	/** What could be passed on from then on, and what could not any more. */
	allowed: Set<Permission>;
	forbidden: Set<Permission>;
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
			change = {
				...{ product, grantee, granted: new Set(), revoked: new Set() },
				...{ allowed: new Set(), forbidden: new Set() }
			};
			changes.set(key, change);
		}
		return change;
	};
	for (const fact of entry.facts) {
		if (fact.table === 'grants')
			changeOn(resolveRef(fact.product, entry.id), fact.grantee).granted.add(fact.permission);
		else if (fact.table === 'flags')
			for (const each of fact.grants) {
				const grant = snapshot.grants.get(resolveRef(each, entry.id));
				if (grant)
					changeOn(grant.product, grant.grantee)[fact.on ? 'allowed' : 'forbidden'].add(grant.permission);
			}
		else if (fact.table === 'revocations') {
			const grant = snapshot.grants.get(resolveRef(fact.grant, entry.id));
			if (grant) changeOn(grant.product, grant.grantee).revoked.add(grant.permission);
		}
	}
	return changes;
}

const inOrder = (set: ReadonlySet<Permission>): Permission[] => permissions.filter((each) => set.has(each));

function partsOf(
	by: OrganizationId,
	{ product, grantee, granted, revoked, allowed, forbidden }: LinkChange
): Part[] {
	const about = { by, ids: [product], grantee };
	const parts: Part[] = [];
	const granting = inOrder(granted);
	const revoking = inOrder(revoked);
	if (granting.length > 0 && revoking.length > 0)
		parts.push({ what: 'scope-changed', ...about, granted: granting, revoked: revoking });
	else if (granting.length > 0) {
		const thirdParty = kinds.filter((kind) =>
			granting.some((each) => kindOf(each) === kind && allowed.has(each))
		);
		parts.push({ what: 'authorized', ...about, permissions: granting, thirdParty });
	} else if (revoking.length > 0) parts.push({ what: 'revoked', ...about, permissions: revoking });
	for (const [on, permissions] of [
		[true, allowed],
		[false, forbidden]
	] as const)
		for (const kind of kinds) {
			// A flag stated together with its grant is part of it; only on an earlier grant is it a change.
			const changed = [...permissions].some((each) => kindOf(each) === kind && !granted.has(each));
			if (changed) parts.push({ what: 'third-party', ...about, kind, on });
		}
	return parts;
}
