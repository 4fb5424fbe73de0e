import type { NamedGrants } from '$lib/commands/refusal';
import type { NotUndone } from '$lib/commands/undo/undo';
import type { OrganizationBlockers, ProductBlockers } from '$lib/domain/deletion/deletion';
import { type KeyId, mostSteps, type OrganizationId, type ProductId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { visible } from '$lib/domain/text/text';
import { m } from '$lib/paraglide/messages';
import { keyName, organizationName, productName } from '$lib/views/names';
import type { Failure } from '$lib/workspace/editing/outcome';
import { cut, plainText } from '../kit/text/plain-text';
import { shownName } from '../kit/text/shown-name';
import { clauses, listing } from '../kit/text/listing';
import { permissionName } from './permission-name';

type Code = Failure['code'] | NotUndone['refusal']['code'];
type Sentences = {
	[C in Code]: (refusal: Extract<Failure | NotUndone['refusal'], { code: C }>, names: Names) => string;
};

interface Names {
	organization(id: OrganizationId): string;
	organizations(ids: OrganizationId[]): string;
	product(id: ProductId): string;
	products(ids: ProductId[]): string;
	key(organization: OrganizationId, key: KeyId): string;
}

/** The refusals that are shown beside the field of a name, and beside that of an account. */
export const nameCodes = ['empty-name'] as const;
export const accountCodes = ['account-malformed', 'account-invisible', 'account-taken'] as const;

/** A refusal as a sentence or two in the person's language: the reason, and the way out. Plain text, whatever it names. */
export function refusalText(snapshot: Snapshot, refusal: Failure | NotUndone['refusal']): string {
	const organization = (id: OrganizationId) => cut(organizationName(snapshot, id), 60);
	const product = (id: ProductId) => cut(productName(snapshot, id), 60);
	const sentence = sentences[refusal.code] as (
		refusal: Failure | NotUndone['refusal'],
		names: Names
	) => string;
	const names: Names = {
		organization,
		organizations: (ids) => listing(ids.slice(0, 3).map(organization), 3, ids.length),
		product,
		products: (ids) => listing(ids.slice(0, 3).map(product), 3, ids.length),
		key: (of, key) => cut(keyName(snapshot, of, key), 60)
	};
	return plainText(sentence(refusal, names));
}

/** The code point of an invisible character, as tables of Unicode list it. */
const signName = (sign: string): string =>
	`U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const sentences: Sentences = {
	'empty-name': () => m.refusals_empty_name(),
	'account-malformed': ({ account }) =>
		account.trim() === ''
			? m.refusals_account_empty()
			: m.refusals_account_malformed({ account: cut(account, 60) }),
	'account-invisible': ({ account, sign }) =>
		m.refusals_account_invisible({ account: shownName(visible(account)), sign: signName(sign) }),
	'account-taken': ({ account, organizations }, names) =>
		m.refusals_account_taken({ account, organizations: names.organizations(organizations) }),
	'unknown-organization': () => m.refusals_unknown_organization(),
	'organization-in-use': ({ organization, blockers }, names) =>
		m.refusals_organization_in_use({
			organization: names.organization(organization),
			blockers: clauses(organizationClauses(blockers, names))
		}),
	'pid-empty': () => m.refusals_pid_empty(),
	'pid-invisible': ({ pid, sign }) =>
		m.refusals_pid_invisible({ pid: shownName(visible(pid)), sign: signName(sign) }),
	'pid-taken': ({ pid, products }, names) =>
		m.refusals_pid_taken({ pid: cut(pid, 60), products: names.products(products) }),
	'maker-missing': () => m.refusals_maker_missing(),
	'maker-is-owner': () => m.refusals_maker_is_owner(),
	'maker-not-allowed': () => m.refusals_maker_not_allowed(),
	'no-maker': () => m.refusals_no_maker(),
	'based-on-itself': () => m.refusals_based_on_itself(),
	'unknown-product': ({ products }, names) =>
		m.refusals_unknown_product({ products: names.products(products) }),
	'not-own-product': ({ owner, product }, names) =>
		m.refusals_not_own_product({ owner: names.organization(owner), product: names.product(product) }),
	'product-in-use': ({ product, blockers }, names) =>
		m.refusals_product_in_use({
			product: names.product(product),
			blockers: clauses(productClauses(blockers, names))
		}),
	'account-unknown': ({ account }) => m.refusals_account_unknown({ account: cut(account, 60) }),
	'account-ambiguous': ({ account, organizations }, names) =>
		m.refusals_account_ambiguous({ account, organizations: names.organizations(organizations) }),
	'account-own': () => m.refusals_account_own(),
	'already-partner': ({ partner }, names) =>
		m.refusals_already_partner({ partner: names.organization(partner) }),
	'not-a-partner': ({ partner }, names) => m.refusals_not_a_partner({ partner: names.organization(partner) }),
	'partner-has-products': ({ partner, products }, names) =>
		m.refusals_partner_has_products({
			partner: names.organization(partner),
			develop: products.develop.length,
			purchase: products.purchase.length
		}),
	'grantee-is-actor': () => m.refusals_grantee_is_actor(),
	'grantee-is-owner': ({ products }, names) =>
		m.refusals_grantee_is_owner({ products: names.products(products) }),
	'no-permission-chosen': () => m.refusals_no_permission_chosen(),
	'no-product-chosen': () => m.refusals_no_product_chosen(),
	'not-relayed': ({ lacking }, names) =>
		m.refusals_not_relayed({
			lacking: listing(
				lacking.map(({ product, permissions, relayed }) => {
					const inputs = {
						product: names.product(product),
						permissions: listing(permissions.map(permissionName), 4)
					};
					return relayed.length > 0
						? m.refusals_lacking({ ...inputs, relayed: listing(relayed.map(permissionName), 4) })
						: m.refusals_lacking_all(inputs);
				})
			)
		}),
	'already-authorized': ({ items }, names) =>
		m.refusals_already_authorized({ items: grantsNamed(items, names) }),
	'no-such-grant': ({ items }, names) => m.refusals_no_such_grant({ items: grantsNamed(items, names) }),
	'nothing-changes': () => m.refusals_nothing_changes(),
	'no-deletion-waiting': () => m.refusals_no_deletion_waiting(),
	'not-own-record': () => m.refusals_not_own_record(),
	'order-empty': () => m.refusals_order_empty(),
	'quantity-invalid': ({ products }, names) =>
		m.refusals_quantity_invalid({ products: names.products(products) }),
	'product-twice': ({ products }, names) => m.refusals_product_twice({ products: names.products(products) }),
	'not-purchasable': ({ products }, names) =>
		m.refusals_not_purchasable({ products: names.products(products) }),
	'invoice-entity-invalid': ({ invoiceEntity, products }, names) =>
		m.refusals_invoice_entity_invalid({
			entity: names.organization(invoiceEntity),
			products: names.products(products)
		}),
	'order-not-open': () => m.refusals_order_not_open(),
	'permission-not-held': ({ product, permission }, names) =>
		m.refusals_permission_not_held({
			product: names.product(product),
			permission: permissionName(permission)
		}),
	'serial-empty': () => m.refusals_serial_empty(),
	'serial-taken': ({ serial }) => m.refusals_serial_taken({ serial: cut(serial, 60) }),
	'subject-empty': () => m.refusals_subject_empty(),
	'logs-empty': () => m.refusals_logs_empty(),
	'steps-invalid': () => m.refusals_steps_invalid({ most: mostSteps }),
	'expectation-known': () => m.refusals_expectation_known(),
	'unknown-record': () => m.refusals_unknown_record(),
	'read-only': () => m.refusals_read_only(),
	'no-key': ({ organization }, names) =>
		m.refusals_no_key({ organization: names.organization(organization) }),
	'no-signing': () => m.refusals_no_signing(),
	locked: () => m.refusals_locked(),
	past: () => m.refusals_past(),
	'no-draft': () => m.refusals_no_draft(),
	'draft-full': () => m.refusals_draft_full(),
	'not-in-draft': () => m.refusals_not_in_draft(),
	'not-written': ({ detail }) => m.refusals_not_written({ detail: cut(detail, 200) }),
	'key-known': ({ organization, retired }, names) =>
		(retired ? m.refusals_key_known_retired : m.refusals_key_known)({
			organization: names.organization(organization)
		}),
	'unknown-key': () => m.refusals_unknown_key(),
	'key-not-below': ({ organization, key, could }, names) =>
		could.length > 0
			? m.refusals_key_not_below({
					key: names.key(organization, key),
					could: listing(could.map((each) => names.key(organization, each)))
				})
			: m.refusals_key_not_below_nobody({ key: names.key(organization, key) }),
	'last-key': ({ organization }, names) =>
		m.refusals_last_key({ organization: names.organization(organization) }),
	'changed-since': () => m.refusals_changed_since(),
	'founding-stays': () => m.refusals_founding_stays(),
	'added-key-stays': () => m.refusals_added_key_stays(),
	'retired-key-stays': () => m.refusals_retired_key_stays(),
	'does-not-count': () => m.refusals_does_not_count(),
	'done-by-others': () => m.refusals_done_by_others()
};

/** Each product with the permissions on it. */
const grantsNamed = (items: NamedGrants[], names: Names): string =>
	listing(
		items.map(({ product, permissions }) =>
			m.refusals_named_grants({
				product: names.product(product),
				permissions: listing(permissions.map(permissionName), 4)
			})
		)
	);

function organizationClauses(blockers: OrganizationBlockers, names: Names): string[] {
	const { owned, partners, orders } = blockers;
	const counted: [string[], () => string][] = [
		[owned, () => m.refusals_blocker_owned({ count: owned.length, names: names.products(owned) })],
		[
			partners,
			() => m.refusals_blocker_partners({ count: partners.length, names: names.organizations(partners) })
		],
		[orders, () => m.refusals_blocker_orders({ count: orders.length })]
	];
	return counted.filter(([list]) => list.length > 0).map(([, clause]) => clause());
}

function productClauses({ authorized, orders }: ProductBlockers, names: Names): string[] {
	const found: string[] = [];
	const grantees = authorized.map(({ grantee }) => grantee);
	if (grantees.length > 0)
		found.push(m.refusals_blocker_authorized({ names: names.organizations(grantees) }));
	if (orders.length > 0) found.push(m.refusals_blocker_orders({ count: orders.length }));
	return found;
}
