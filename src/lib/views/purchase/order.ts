import { decide } from '$lib/commands/decide';
import type { Refusal } from '$lib/commands/refusal';
import type { EntryId, OrderId, OrderStatus, OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { organizationShownTo, type OrganizationShown } from '../organizations/shown';
import { orderRow, type OrderRow, seesOrder } from './orders';

/** What happened to an order: it was placed, or given another status (`open`: again). */
export interface OrderEvent {
	entry: EntryId;
	/** The act that it belongs to, which undo takes. */
	action: string;
	what: 'placed' | OrderStatus;
	by: OrganizationShown;
	at: number;
	/** It is what the order is now. */
	latest: boolean;
}

/** An order on a page of its own. */
export interface OrderPage extends OrderRow {
	note: string;
	/** The viewer placed it: nobody else can change it. */
	own: boolean;
	/** Why it cannot be completed or cancelled now; undefined where it can. */
	refused: Refusal | undefined;
	/** Oldest first. */
	events: OrderEvent[];
}

/** Undefined where there is no such order, or it is no business of the viewer's. */
export function orderPage(snapshot: Snapshot, viewer: OrganizationId, id: OrderId): OrderPage | undefined {
	const order = snapshot.orders.get(id);
	if (!order || !seesOrder(snapshot, viewer, order)) return undefined;
	const decision = decide(snapshot, viewer, { command: 'complete-order', order: id });
	const by = organizationShownTo(snapshot, viewer, order.owner);
	return {
		...orderRow(snapshot, viewer, order),
		note: order.note,
		own: order.owner === viewer,
		refused: decision.accepted ? undefined : decision.refusal,
		events: order.statuses.map(({ value, entry, at }, index, all) => ({
			entry,
			action: snapshot.entries.get(entry)?.action ?? '',
			what: entry === order.entry ? 'placed' : value,
			by,
			at,
			latest: index === all.length - 1
		}))
	};
}
