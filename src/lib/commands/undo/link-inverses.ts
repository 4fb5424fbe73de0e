import { authorOf, type Entry } from '$lib/domain/entry';
import { type EntryId, type OrganizationId, type ProductId, resolveRef } from '$lib/domain/facts';
import { currentWithout } from '$lib/domain/merge/field';
import { repetitions } from '$lib/domain/permissions/links';
import type { Permission } from '$lib/domain/permissions/permissions';
import { includes, toList, toSet } from '$lib/domain/permissions/standing';
import type { Link } from '$lib/domain/records';
import type { GrantRecord } from '$lib/domain/grants/grant-record';
import { linkBetween, type Snapshot } from '$lib/domain/snapshot';
import type { AdjustItem } from '../command';

/** How one product's grants go back; no `item` where they no longer stand as the entry left them. */
export interface LinkInverse {
	product: ProductId;
	table: 'grants' | 'revocations' | 'flags';
	item: AdjustItem | undefined;
}

/** What an entry did to one link. */
interface LinkChange {
	link: Link;
	granted: Permission[];
	/** Grants of the entry that were revoked since, or are not the only standing grant. */
	stale: boolean;
	revoked: GrantRecord[];
	/** Grants whose third-party flag the entry set. */
	flagged: GrantRecord[];
}

/**
 * How the grants, revocations and flags of an entry are taken back, by grantee and product.
 * @param undone all entries of the act
 */
export function linkInverses(
	snapshot: Snapshot,
	entry: Entry,
	undone: ReadonlySet<EntryId>
): { grantee: OrganizationId; items: LinkInverse[] }[] {
	const byGrantee = new Map<OrganizationId, LinkInverse[]>();
	for (const change of linksOf(snapshot, entry).values()) {
		const inverse = inverseOf(snapshot, change, undone);
		const items = byGrantee.get(change.link.grantee);
		if (items) items.push(inverse);
		else byGrantee.set(change.link.grantee, [inverse]);
	}
	return [...byGrantee].map(([grantee, items]) => ({ grantee, items }));
}

function linksOf(snapshot: Snapshot, entry: Entry): Map<Link, LinkChange> {
	const author = authorOf(entry);
	const links = new Map<Link, LinkChange>();
	const linkTo = ({ grantee, product }: GrantRecord): Link | undefined =>
		linkBetween(snapshot, author, grantee, product);
	const changeOn = (link: Link): LinkChange => {
		const change = links.get(link) ?? { link, granted: [], stale: false, revoked: [], flagged: [] };
		links.set(link, change);
		return change;
	};
	entry.facts.forEach((fact, index) => {
		if (fact.table === 'grants') {
			const grant = snapshot.grants.get(`${entry.id}:${index}`);
			const link = grant && linkTo(grant);
			if (!link) return;
			const change = changeOn(link);
			const alone = repetitions(link, 'permissions', grant.permission) === 0;
			if (grant.standing && alone) change.granted.push(grant.permission);
			else change.stale = true;
		} else if (fact.table === 'revocations') {
			const grant = snapshot.grants.get(resolveRef(fact.grant, entry.id));
			const link = grant?.grantor === author ? linkTo(grant) : undefined;
			if (grant && link) changeOn(link).revoked.push(grant);
		} else if (fact.table === 'flags') {
			for (const named of fact.grants) {
				const grant = snapshot.grants.get(resolveRef(named, entry.id));
				const link = grant?.grantor === author ? linkTo(grant) : undefined;
				if (grant && link) changeOn(link).flagged.push(grant);
			}
		}
	});
	return links;
}

function inverseOf(
	snapshot: Snapshot,
	{ link, granted, stale, revoked, flagged }: LinkChange,
	undone: ReadonlySet<EntryId>
): LinkInverse {
	const table = granted.length > 0 || stale ? 'grants' : revoked.length > 0 ? 'revocations' : 'flags';
	const again = revoked.filter(({ permission }) => !includes(link.permissions, permission));
	const grant = [...new Set(again.map(({ permission }) => permission))];
	/** Whether a grant could be passed on before the entry. */
	const could = ({ flag: given }: GrantRecord) => currentWithout(given, undone) === true;
	// What is granted again gets its earlier flag; what stands does so unless its flag was set since.
	const on = toSet(again.filter(could).map(({ permission }) => permission));
	const isStill = ({ flag: given }: GrantRecord) => undone.has(given.at(-1)?.entry ?? '');
	const stands = flagged.filter((each) => each.standing && isStill(each));
	const stays = stands.filter(({ permission }) => !granted.includes(permission));
	const flag = on | toSet(stays.filter(could).map(({ permission }) => permission));
	const unflag = toSet(stays.map(({ permission }) => permission)) & ~flag;
	const changes = {
		flag: flag & ~link.flagged,
		unflag: (unflag & link.flagged) | (toSet(grant) & ~flag)
	};
	const isChanged = granted.length + grant.length > 0 || (changes.flag | (unflag & link.flagged)) !== 0;
	return {
		product: link.product,
		table,
		item: isChanged
			? {
					...{ product: link.product, grant, revoke: granted },
					...{ flag: toList(changes.flag), unflag: toList(changes.unflag) }
				}
			: undefined
	};
}
