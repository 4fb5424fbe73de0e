import type { OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import { hashOf, type ParamChanges } from './hash-address';

/** Each part is encoded, so that no id can reach out of its place in the path. */
const at = (parts: string[], params: ParamChanges = {}) =>
	hashOf(`/${parts.map(encodeURIComponent).join('/')}`, new URLSearchParams(), params);

/** A place of a workspace, as seen by the acting organization. */
const place =
	(...tail: string[]) =>
	(workspace: string, organization: OrganizationId, params?: ParamChanges) =>
		at(['w', workspace, organization, ...tail], params);

/** A record's page in such a place. */
const record =
	<Id extends string>(...tail: string[]) =>
	(workspace: string, organization: OrganizationId, id: Id, params?: ParamChanges) =>
		at(['w', workspace, organization, ...tail, id], params);

/** The address (`#/…`, fit for `href` and `goto`) of every page. */
export const addresses = {
	home: () => '#/',
	workspace: (workspace: string) => at(['w', workspace]),
	authorization: place('authorization'),
	addAuthorization: place('authorization', 'add'),
	/** Set Permissions, for one partner. */
	partner: record<OrganizationId>('authorization', 'partners'),
	/** What one organization granted to the acting one. */
	grantedFrom: record<OrganizationId>('authorization', 'from'),
	advice: place('advice'),
	products: place('products'),
	product: record<ProductId>('products'),
	purchase: place('purchase'),
	newOrder: place('purchase', 'new'),
	order: record<OrderId>('purchase'),
	organizations: place('organizations'),
	/** Of a product (`product`) or an organization (`organization`); of the acting one where neither is named. */
	chains: place('chains'),
	history: place('history'),
	/** A question: `organization`, `product`, `permission`. */
	ask: place('ask'),
	/** What two moments differ in: `from` and `to` are entries, no `to` is now. */
	difference: place('history', 'difference'),
	/** What might be done; `from` and `to` of a difference are drafts, or now where they are left out. */
	drafts: place('drafts'),
	draftDifference: place('drafts', 'difference'),
	expectations: place('expectations'),
	diagnostics: place('diagnostics'),
	settings: place('settings'),
	share: place('share'),
	/** For whoever has a link or a code to paste. */
	join: () => '#/join'
};

/**
 * The same place seen by another organization, for the switcher. A partner or an order has no counterpart over
 * there, so its address goes up to the list it belongs to; a product is the same product for everybody.
 */
export function addressAs(path: string, workspace: string, organization: OrganizationId): string {
	const [, , , where = 'authorization', id] = path.split('/').filter(Boolean).map(decodeURIComponent);
	return where === 'products' && id !== undefined
		? addresses.product(workspace, organization, id)
		: at(['w', workspace, organization, where]);
}
