import type { Deletable } from '$lib/domain/deletion/deletables';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import { isPartner } from '$lib/domain/partners';
import { m } from '$lib/paraglide/messages';
import type { Part } from '$lib/views/history/parts';
import { organizationName, productName } from '$lib/views/names';
import { orderNumber } from '$lib/views/purchase/number';
import { seesOrder } from '$lib/views/purchase/orders';
import type { Hrefs } from '../pages/page-addresses';
import { expectationText } from './expectation-words';
import { name, type Segment, words } from './segments';

/** To whom a sentence is written: its links lead to what that organization can see. */
export interface Reader {
	snapshot: Snapshot;
	actor: OrganizationId;
	href: Hrefs;
}

export function product({ snapshot, href }: Reader, id: ProductId): Segment[] {
	const isThere = snapshot.products.get(id)?.deleted === false;
	return name(productName(snapshot, id), isThere ? href.product(id) : undefined);
}

/** Leads to its permissions where it is a partner of the reader's. */
export function organization({ snapshot, actor, href }: Reader, id: OrganizationId): Segment[] {
	const partnership = partnershipBetween(snapshot, actor, id);
	const to = partnership && isPartner(partnership) ? href.partner(id) : undefined;
	return name(organizationName(snapshot, id), to);
}

function order({ snapshot, actor, href }: Reader, id: string): Segment[] {
	const record = snapshot.orders.get(id);
	if (!record) return words(m.history_unknown_thing());
	const isSeen = seesOrder(snapshot, actor, record);
	return name(orderNumber(record), isSeen ? href.order(id) : undefined);
}

/** A single one by its name, several by how many they are. */
const oneOr = (
	ids: string[],
	one: (id: string) => Segment[],
	several: (inputs: { count: number }) => string
) => (ids.length === 1 ? one(ids[0]!) : words(several({ count: ids.length })));

export const products = (reader: Reader, ids: ProductId[]): Segment[] =>
	oneOr(ids, (id) => product(reader, id), m.history_products);

export const organizations = (reader: Reader, ids: OrganizationId[]): Segment[] =>
	oneOr(ids, (id) => organization(reader, id), m.history_organizations);

export const partners = (reader: Reader, ids: OrganizationId[]): Segment[] =>
	oneOr(ids, (id) => organization(reader, id), m.history_partners);

export const orders = (reader: Reader, ids: string[]): Segment[] =>
	oneOr(ids, (id) => order(reader, id), m.history_orders);

export const devices = (reader: Reader, ids: string[]): Segment[] =>
	oneOr(ids, (id) => device(reader, id), m.history_devices);

const device = ({ snapshot }: Reader, id: string): Segment[] =>
	name(snapshot.devices.get(id)?.serial ?? m.history_unknown_thing());

/** What is expected, as a part of a longer sentence: without the stop that ends its own. */
export const expected = ({ snapshot }: Reader, what: Parameters<typeof expectationText>[1]): Segment[] =>
	words(expectationText(snapshot, what).replace(/[.。]$/u, ''));

const expectation = (reader: Reader, id: string): Segment[] => {
	const record = reader.snapshot.expectations.get(id);
	return record ? expected(reader, record) : words(m.history_unknown_thing());
};

/** What was deleted, or came back. */
export function things(reader: Reader, of: Deletable, ids: string[]): Segment[] {
	switch (of) {
		case 'organization':
			return organizations(reader, ids);
		case 'partner':
			return partners(reader, ids);
		case 'product':
			return products(reader, ids);
		case 'device':
			return devices(reader, ids);
		case 'work':
			return oneOr(ids, (id) => name(reader.snapshot.work.get(id)?.subject ?? ''), m.history_works);
		case 'logs':
			return words(m.history_logs({ count: ids.length }));
		case 'expectation':
			return oneOr(ids, (id) => expectation(reader, id), m.history_expectations);
	}
}

/** Everything that a part is about, to be listed one by one; empty where its sentence names it already. */
export function listed(reader: Reader, part: Part, most: number): Segment[][] {
	if (part.ids.length < 2) return [];
	return part.ids.slice(0, most).map((id) => {
		if (reader.snapshot.products.has(id)) return product(reader, id);
		if (reader.snapshot.organizations.has(id)) return organization(reader, id);
		if (reader.snapshot.orders.has(id)) return order(reader, id);
		return 'of' in part ? things(reader, part.of, [id]) : device(reader, id);
	});
}
