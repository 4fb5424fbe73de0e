import type { OrganizationId, ProductId } from '../domain/facts';
import { getOrInsertComputed } from '../domain/algorithms/get-or-insert';
import { kinds, type Permission, permissions } from '../domain/permissions/permissions';
import { permissionsOfKind } from '../domain/permissions/standing';
import { engineId, engineName, partsOfName } from './engine-ids';
import type { EngineProduct, EngineSetup } from './engine-setup';
import { underscored } from './questions';
import type { SetupReader } from './setup-reader';
import { grantEdges, rootKinds } from './standing-edges';

/*
 * What OpenFGA and SpiceDB store. A standing stands for an organization on a product; a grant leads from the grantor's
 * to the grantee's, so it says who granted, and revoking it takes exactly that away.
 */

/** Of one object, by one relation, one subject: each a type and an id. */
export interface Relationship {
	object: string;
	relation: string;
	subject: string;
}

/** The relation of a grant, by whether it may be passed on. */
export const grantRelation = (permission: Permission, flagged: boolean): string =>
	`${underscored(permission)}_${flagged ? 'relay' : 'leaf'}`;

export const rootRelation = (kind: (typeof kinds)[number]): string => `root_${kind}`;

const organizationName = (id: OrganizationId): string => `organization:${engineId(id)}`;
const productName = (id: ProductId): string => `product:${engineId(id)}`;
const standingName = (product: ProductId, id: OrganizationId): string =>
	`standing:${engineName(product, id)}`;

/** A question about an organization and a product, in the same words. */
export const askedOf = (product: ProductId, organization: OrganizationId) => ({
	object: productName(product),
	subject: organizationName(organization)
});

/**
 * Everything that is stored of a setup, as `text` says it, a product after the other; with `implied`, what a granted
 * permission includes is stored beside it.
 */
export function* relationshipsOf(
	{ products }: EngineSetup,
	implied: boolean,
	text: (relationship: Relationship) => string
): Iterable<string> {
	for (const product of products) yield* relationshipsOn(product, implied).map(text).sort();
}

function relationshipsOn(product: EngineProduct, implied: boolean): Relationship[] {
	const all: Relationship[] = [];
	const { id, owner, making } = product;
	const object = productName(id);
	const named = new Map<OrganizationId, string>();
	const standing = (organization: OrganizationId) =>
		getOrInsertComputed(named, organization, () => standingName(id, organization));
	all.push({ object, relation: 'owner', subject: organizationName(owner) });
	if (making.maker !== null) all.push({ object, relation: 'maker', subject: organizationName(making.maker) });
	for (const { organization, kinds: own } of rootKinds(product))
		for (const kind of own)
			all.push({ object, relation: rootRelation(kind), subject: standing(organization) });
	for (const { grantor, grantee, permission, flagged } of grantEdges(product, implied))
		all.push({
			object: standing(grantor),
			relation: grantRelation(permission, flagged),
			subject: standing(grantee)
		});
	for (const [each, holder] of named)
		all.push({ object: holder, relation: 'holder', subject: organizationName(each) });
	return all;
}

const grants = new Map(
	permissions.flatMap((permission) =>
		[true, false].map((flagged) => [grantRelation(permission, flagged), { permission, flagged }] as const)
	)
);
const rootsOfKinds = new Map(kinds.map((kind) => [rootRelation(kind), permissionsOfKind[kind]]));

/** Tells the reader what a relationship says; false for one that no export makes. */
export function readRelationship({ object, relation, subject }: Relationship, reader: SetupReader): boolean {
	const from = namedBy(object);
	const to = namedBy(subject);
	if (from?.type === 'product' && from.ids.length === 1) {
		const [product] = from.ids as [ProductId];
		const isOrganization = to?.type === 'organization' && to.ids.length === 1;
		if (isOrganization && relation === 'owner') reader.owner(product, to.ids[0]!);
		else if (isOrganization && relation === 'maker') reader.maker(product, to.ids[0]!);
		else {
			const set = rootsOfKinds.get(relation);
			if (set === undefined || !isStandingOn(to, product)) return false;
			reader.root(product, to.ids[1]!, set);
		}
		return true;
	}
	if (from?.type !== 'standing' || from.ids.length !== 2) return false;
	const [product, grantor] = from.ids as [ProductId, OrganizationId];
	// Whom a standing stands for is in its id.
	if (relation === 'holder') return to?.type === 'organization' && to.ids[0] === grantor;
	const grant = grants.get(relation);
	if (!grant || !isStandingOn(to, product)) return false;
	reader.grant(product, grantor, to.ids[1]!, grant.permission, grant.flagged);
	return true;
}

interface Named {
	type: string;
	ids: string[];
}

const isStandingOn = (named: Named | null, product: ProductId): named is Named =>
	named?.type === 'standing' && named.ids.length === 2 && named.ids[0] === product;

function namedBy(text: string): Named | null {
	const at = text.indexOf(':');
	const ids = partsOfName(text.slice(at + 1));
	return at < 0 || ids === null ? null : { type: text.slice(0, at), ids };
}
