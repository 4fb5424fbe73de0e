import type { Permission } from '$lib/domain/permissions/permissions';
import { m } from '$lib/paraglide/messages';
import type { Part } from '$lib/views/history/parts';
import { listing } from '../kit/text/listing';
import { operationWords } from './operation-words';
import { permissionName } from './permission-name';
import { kindName } from './kind-name';
import { name, type Segment, sentence, words } from './segments';
import * as subjects from './subjects';
import type { Reader } from './subjects';

const named = (permissions: Permission[]): Segment[] => words(listing(permissions.map(permissionName), 4));

/** What an organization did, as a sentence without its subject, which stands beside it. */
export function wording(reader: Reader, part: Part): Segment[] {
	switch (part.what) {
		case 'organizations-added':
			return sentence(m.history_say_organizations_added, {
				organizations: subjects.organizations(reader, part.ids)
			});
		case 'organization-edited': {
			const { from, to } = { from: name(part.from), to: name(part.to) };
			if (part.field === 'name') return sentence(m.history_say_organization_name, { from, to });
			const organizations = subjects.organizations(reader, part.ids);
			return sentence(m.history_say_organization_account, { organizations, from, to });
		}
		case 'organization-coloured':
			return sentence(m.history_say_organization_coloured, {
				organizations: subjects.organizations(reader, part.ids)
			});
		case 'keys-added':
		case 'recovery-key-added':
		case 'key-renamed':
		case 'key-retired':
			return sentence(keyMessages[part.what], {
				name: name(part.name),
				organizations: subjects.organizations(reader, part.ids)
			});
		case 'reserved':
		case 'unreserved':
			return sentence(part.what === 'reserved' ? m.history_say_reserved : m.history_say_unreserved, {
				organizations: subjects.organizations(reader, part.ids)
			});
		case 'partners-added':
			return sentence(m.history_say_partners_added, { partners: subjects.partners(reader, part.ids) });
		case 'partner-renamed':
			return sentence(m.history_say_partner_renamed, { from: name(part.from), to: name(part.to) });
		case 'authorized':
		case 'scope-changed':
		case 'revoked':
		case 'third-party':
			return authorizationWording(reader, part);
		case 'deleted':
		case 'restored':
			return sentence(deletionMessages[part.what][deletedAs(part)], {
				things: subjects.things(reader, part.of, part.ids)
			});
		case 'orders-placed':
			return sentence(m.history_say_order_placed, {
				orders: subjects.orders(reader, part.ids),
				entity: subjects.organization(reader, part.invoiceEntity)
			});
		case 'order-status':
			return sentence(orderMessages[part.status], { orders: subjects.orders(reader, part.ids) });
		case 'work-recorded':
			return sentence(m.history_say_work, {
				operation: words(operationWords[part.operation].name()),
				products: subjects.products(reader, part.ids),
				subject: name([part.subject, part.value].filter(Boolean).join(' '))
			});
		case 'device-registered':
			return sentence(m.history_say_device, {
				serial: name(part.serial),
				products: subjects.products(reader, part.ids)
			});
		case 'logs-added':
			return sentence(m.history_say_logs_added, {
				lines: words(m.history_log_lines({ count: part.lines })),
				devices: subjects.devices(reader, part.ids)
			});
		case 'expected':
			return sentence(m.history_say_expected, {
				expectation: subjects.expected(reader, { ...part, product: part.ids[0] ?? '' })
			});
		case 'other':
			return sentence(m.history_say_other, { command: name(part.command) });
		default:
			return productWording(reader, part);
	}
}

const keyMessages = {
	'keys-added': m.history_say_keys_added,
	'recovery-key-added': m.history_say_recovery_key_added,
	'key-renamed': m.history_say_key_renamed,
	'key-retired': m.history_say_key_retired
};

const orderMessages = {
	open: m.history_say_order_open,
	completed: m.history_say_order_completed,
	cancelled: m.history_say_order_cancelled
};

type DeletionPart = Extract<Part, { what: 'deleted' | 'restored' }>;

/** What has words of its own for its deletion: one expectation is a sentence by itself. */
const deletedAs = ({ of, ids }: DeletionPart) =>
	of === 'partner' || (of === 'expectation' && ids.length === 1) ? of : 'other';

const deletionMessages = {
	deleted: {
		partner: m.history_say_deleted_partner,
		expectation: m.history_say_deleted_expectation,
		other: m.history_say_deleted
	},
	restored: {
		partner: m.history_say_restored_partner,
		expectation: m.history_say_restored_expectation,
		other: m.history_say_restored
	}
};

type AuthorizationPart = Extract<Part, { what: 'authorized' | 'scope-changed' | 'revoked' | 'third-party' }>;

const thirdPartyMessages = {
	develop: { on: m.history_say_third_party_develop_on, off: m.history_say_third_party_develop_off },
	purchase: { on: m.history_say_third_party_purchase_on, off: m.history_say_third_party_purchase_off }
};

function authorizationWording(reader: Reader, part: AuthorizationPart): Segment[] {
	const products = subjects.products(reader, part.ids);
	const grantee = subjects.organization(reader, part.grantee);
	switch (part.what) {
		case 'authorized': {
			const message = part.thirdParty.length > 0 ? m.history_say_authorized_on : m.history_say_authorized;
			return sentence(message, { products, grantee, permissions: named(part.permissions) });
		}
		case 'scope-changed':
			return sentence(m.history_say_scope_changed, {
				products,
				grantee,
				granted: named(part.granted),
				revoked: named(part.revoked)
			});
		case 'revoked':
			return sentence(m.history_say_revoked, { products, grantee, permissions: named(part.permissions) });
		case 'third-party':
			return sentence(thirdPartyMessages[part.kind][part.on ? 'on' : 'off'], { products, grantee });
	}
}

type ProductPart = Extract<
	Part,
	{ what: 'products-added' | 'product-edited' | 'product-remade' | 'product-based' | 'maker-standing' }
>;

function productWording(reader: Reader, part: ProductPart): Segment[] {
	const products = subjects.products(reader, part.ids);
	switch (part.what) {
		case 'products-added':
			return sentence(m.history_say_products_added, { products });
		case 'product-edited': {
			const { from, to } = { from: name(part.from), to: name(part.to) };
			if (part.field === 'name') return sentence(m.history_say_product_name, { from, to });
			const message = part.field === 'pid' ? m.history_say_product_pid : m.history_say_product_category;
			return sentence(message, { products, from, to });
		}
		case 'product-remade':
			return part.maker === null
				? sentence(m.history_say_product_own, { products })
				: sentence(m.history_say_product_remade, {
						products,
						maker: subjects.organization(reader, part.maker)
					});
		case 'product-based':
			return part.on === null
				? sentence(m.history_say_product_not_based, { products })
				: sentence(m.history_say_product_based, { products, on: subjects.product(reader, part.on) });
		case 'maker-standing':
			return part.kinds.length === 0
				? sentence(m.history_say_maker_none, { products, maker: subjects.organization(reader, part.maker) })
				: sentence(m.history_say_maker_kinds, {
						products,
						maker: subjects.organization(reader, part.maker),
						kinds: words(listing(part.kinds.map(kindName)))
					});
	}
}
