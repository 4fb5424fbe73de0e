import { delegatedBy, rootPermissions, roots } from '$lib/domain/permissions/effective-permissions';
import { linksOn } from '$lib/domain/permissions/links';
import { heldIn, noPermissions, type PermissionSet, relayedIn } from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { endsAt, productWithout, type Remainder } from '$lib/domain/fold/without-grants';
import type { Link, Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';

/** What an organization still holds although one of its grants is gone, and from whom. */
export interface RemainingHolding {
	organization: OrganizationId;
	product: ProductId;
	permissions: PermissionSet;
	/** Itself, where it owns or makes the product. */
	stillGrantedBy: OrganizationId[];
}

/** Stored permissions of a link, untouched by the commands themselves, that change their state. */
export interface StateChange {
	grantor: OrganizationId;
	grantee: OrganizationId;
	product: ProductId;
	permissions: PermissionSet;
}

/** What becomes of the links of products. */
export interface LinkEffects {
	remaining: RemainingHolding[];
	newlyDormant: StateChange[];
	newlyEffective: StateChange[];
}

const mayPass = (product: Product, organization: OrganizationId): PermissionSet =>
	relayedIn(product.standings.get(organization) ?? 0);

/** What the grantor may pass on to the grantee: nothing to who is deleted, and holds nothing whatever it was granted. */
const passes = (product: Product, { grantor, grantee }: Link): PermissionSet =>
	product.standings.has(grantee) ? mayPass(product, grantor) : noPermissions;

const given = (link: Link, relayed: PermissionSet): PermissionSet => heldIn(delegatedBy(link, relayed));

/** Which links become dormant or effective, and who still holds what a link no longer gives. Cost: both products' links. */
export function compareLinks(before: Product, after: Product, effects: LinkEffects): void {
	const spared = new Map<OrganizationId, PermissionSet>();
	for (const link of before.links) {
		const { grantor, grantee } = link;
		const [couldPass, canPass] = [passes(before, link), passes(after, link)];
		// Of two drafts, the one may know a link that the other does not.
		const now = after.links.between(grantor, grantee) ?? withoutGrants(link);
		if (now === link && couldPass === canPass) continue;
		noteStates(effects, link, now, couldPass, canPass);
		const missing = given(link, couldPass) & ~given(now, canPass);
		const saved = missing && missing & heldIn(after.standings.get(grantee) ?? 0);
		if (saved) spared.set(grantee, (spared.get(grantee) ?? noPermissions) | saved);
	}
	if (spared.size > 0) noteRemaining(effects, after, spared);
}

/** The same where nothing but grants of the product are gone, from what is known to be lost. Cost: that. */
export function noteLosses(snapshot: Snapshot, remainder: Remainder, effects: LinkEffects): void {
	const { product, row, losses } = remainder;
	let sparedBy: Map<OrganizationId, PermissionSet> | undefined;
	for (let at = 0; at < losses.links.length; at += 3) {
		const [place, dormant, spared] = [losses.links[at]!, losses.links[at + 1]!, losses.links[at + 2]!];
		const [grantor, grantee] = endsAt(snapshot, row, place);
		if (dormant) effects.newlyDormant.push({ grantor, grantee, product, permissions: dormant });
		if (spared === noPermissions) continue;
		sparedBy ??= new Map();
		sparedBy.set(grantee, (sparedBy.get(grantee) ?? noPermissions) | spared);
	}
	if (sparedBy) noteRemaining(effects, productWithout(snapshot, remainder), sparedBy);
}

/** What of a link becomes dormant or effective. */
function noteStates(
	{ newlyDormant, newlyEffective }: LinkEffects,
	link: Link,
	now: Link,
	couldPass: PermissionSet,
	canPass: PermissionSet
): void {
	const stays = link.permissions & now.permissions;
	const nowDormant = stays & couldPass & ~canPass;
	const nowEffective = stays & canPass & ~couldPass;
	if (nowDormant) newlyDormant.push(changed(link, nowDormant));
	if (nowEffective) newlyEffective.push(changed(link, nowEffective));
}

const changed = ({ grantor, grantee, product }: Link, permissions: PermissionSet): StateChange => ({
	grantor,
	grantee,
	product,
	permissions
});

function withoutGrants(link: Link): Link {
	const left = link.copy();
	[left.grants, left.permissions] = [null, noPermissions];
	return left;
}

/** Who holds permissions all the same, and from whom. */
function noteRemaining(
	{ remaining }: LinkEffects,
	product: Product,
	spared: ReadonlyMap<OrganizationId, PermissionSet>
): void {
	const sources = sourcesOf(product, spared);
	for (const [organization, permissions] of spared)
		remaining.push({
			...{ organization, product: product.id, permissions },
			stillGrantedBy: sources.get(organization) ?? []
		});
}

/** From whom each organization has any of its permissions; itself where it needs nobody. */
function sourcesOf(
	product: Product,
	wanted: ReadonlyMap<OrganizationId, PermissionSet>
): Map<OrganizationId, OrganizationId[]> {
	const sources = new Map<OrganizationId, OrganizationId[]>();
	for (const link of linksOn(product)) {
		if (!(given(link, mayPass(product, link.grantor)) & (wanted.get(link.grantee) ?? noPermissions)))
			continue;
		const known = sources.get(link.grantee);
		if (known) known.push(link.grantor);
		else sources.set(link.grantee, [link.grantor]);
	}
	for (const root of roots(product))
		if (((wanted.get(root) ?? noPermissions) & ~rootPermissions(product, root)) === 0)
			sources.set(root, [root]);
	return sources;
}
