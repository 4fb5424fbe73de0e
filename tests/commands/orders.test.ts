import { describe, expect, test } from 'vitest';
import type { CommandOf } from '$lib/commands/command';
import { linesUncovered, statusOf } from '$lib/domain/orders';
import { Story } from './story';

function begin() {
	const story = new Story();
	const ids = story.organizations('Aurora', 'Buyer', 'Payer');
	const lamp = story.product(ids.Aurora, 'L1');
	const fan = story.product(ids.Aurora, 'F1');
	story.authorizes(ids.Aurora, ids.Buyer, lamp, ['purchase'], ['purchase']);
	return { story, lamp, fan, ...ids };
}

const order = (invoiceEntity: string, ...products: string[]): CommandOf<'place-order'> => ({
	command: 'place-order',
	invoiceEntity,
	lines: products.map((product) => ({ product, quantity: 5 })),
	note: ''
});

describe('placing an order is refused', () => {
	test('without a line, with one product twice, or with a quantity that is no positive integer', () => {
		const { story, lamp, Buyer } = begin();
		story.isRefused(Buyer, order(Buyer), 'order-empty');
		expect(story.isRefused(Buyer, order(Buyer, lamp, lamp), 'product-twice').products).toEqual([lamp]);
		for (const quantity of [0, -1, 1.5, Number.NaN, Infinity, 2 ** 53]) {
			const command = { ...order(Buyer), lines: [{ product: lamp, quantity }] };
			expect(story.isRefused(Buyer, command, 'quantity-invalid').products).toEqual([lamp]);
		}
	});

	test('for a product that is not there, or that the actor may not purchase', () => {
		const { story, lamp, fan, Aurora, Buyer } = begin();
		story.isRefused(Buyer, order(Buyer, 'nothing:0'), 'unknown-product');
		expect(story.isRefused(Buyer, order(Buyer, lamp, fan), 'not-purchasable').products).toEqual([fan]);
		story.does(Aurora, order(Aurora, lamp, fan));
	});

	test('when it would bill a stranger, or a partner without purchase on every product of it', () => {
		const { story, lamp, fan, Aurora, Buyer, Payer } = begin();
		story.isRefused(Buyer, order(Payer, lamp), 'invoice-entity-invalid');
		story.isRefused(Buyer, order(Aurora, lamp), 'invoice-entity-invalid');
		story.authorizes(Buyer, Payer, lamp, ['purchase']);
		story.does(Buyer, order(Payer, lamp));
		story.authorizes(Aurora, Buyer, fan, ['purchase']);
		const refusal = story.isRefused(Buyer, order(Payer, lamp, fan), 'invoice-entity-invalid');
		expect(refusal).toMatchObject({ invoiceEntity: Payer, products: [fan] });
	});

	test('when the partner’s purchase is dormant, or came from somebody else', () => {
		const { story, lamp, Aurora, Buyer, Payer } = begin();
		story.authorizes(Buyer, Payer, lamp, ['purchase']);
		story.does(Aurora, {
			...{ command: 'set-third-party', grantee: Buyer, products: [lamp], kind: 'purchase', on: false }
		});
		story.authorizes(Aurora, Payer, lamp, ['purchase']);
		story.isRefused(Buyer, order(Payer, lamp), 'invoice-entity-invalid');
	});
});

describe('an order', () => {
	test('is closed only by who placed it, and only while it is open', () => {
		const { story, lamp, Aurora, Buyer } = begin();
		const id = `${story.does(Buyer, order(Buyer, lamp)).id}:0`;
		story.isRefused(Aurora, { command: 'cancel-order', order: id }, 'not-own-record');
		story.isRefused(Buyer, { command: 'complete-order', order: 'nothing:0' }, 'unknown-record');
		story.does(Buyer, { command: 'complete-order', order: id });
		expect(story.isRefused(Buyer, { command: 'cancel-order', order: id }, 'order-not-open').order).toBe(id);
	});

	test('that lost its permission is kept, not covered, and may still be cancelled', () => {
		const { story, lamp, Aurora, Buyer } = begin();
		const id = `${story.does(Buyer, order(Buyer, lamp)).id}:0`;
		story.revokes(Aurora, Buyer, lamp, ['purchase']);
		const record = story.snapshot.orders.get(id)!;
		expect([statusOf(record), linesUncovered(story.snapshot, record)]).toEqual(['open', [lamp]]);
		story.does(Buyer, { command: 'cancel-order', order: id });
	});

	test('cancelled and completed on two devices at once has one status, the same for all', () => {
		const { story, lamp, Buyer } = begin();
		const id = `${story.does(Buyer, order(Buyer, lamp)).id}:0`;
		const elsewhere = story.elsewhere();
		story.does(Buyer, { command: 'cancel-order', order: id });
		elsewhere.does(Buyer, { command: 'complete-order', order: id });
		story.meets(elsewhere);
		expect(['cancelled', 'completed']).toContain(statusOf(story.snapshot.orders.get(id)!));
	});

	test('gets back the status that it had, unless it has it, or its invoice entity is gone', () => {
		const { story, lamp, Buyer, Payer } = begin();
		story.authorizes(Buyer, Payer, lamp, ['purchase']);
		const id = `${story.does(Buyer, order(Payer, lamp)).id}:0`;
		const restore = { command: 'restore-order', order: id, status: 'open' } as const;
		story.isRefused(Buyer, restore, 'nothing-changes');
		story.does(Buyer, { command: 'cancel-order', order: id });
		story.isRefused(Payer, restore, 'not-own-record');
		story.does(Buyer, restore);
		story.does(Buyer, { command: 'cancel-order', order: id });
		story.revokes(Buyer, Payer, lamp, ['purchase']);
		story.does(Buyer, { command: 'delete-partner', partner: Payer });
		story.does(Payer, { command: 'delete-organization' });
		expect(story.isRefused(Buyer, restore, 'unknown-organization').organization).toBe(Payer);
	});

	test('does not open again for a product that was deleted since', () => {
		const { story, lamp, fan, Aurora } = begin();
		const id = `${story.does(Aurora, order(Aurora, lamp, fan)).id}:0`;
		story.does(Aurora, { command: 'cancel-order', order: id });
		story.does(Aurora, { command: 'delete-product', product: fan });
		const restore = { command: 'restore-order', order: id, status: 'open' } as const;
		expect(story.isRefused(Aurora, restore, 'unknown-product').products).toEqual([fan]);
		story.does(Aurora, { ...restore, status: 'completed' });
	});
});
