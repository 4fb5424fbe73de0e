import type { Refusal } from '$lib/commands/refusal';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Failure } from '$lib/workspace/editing/outcome';

/** A product of an order that is being written. */
export interface DraftLine {
	product: ProductId;
	/** Null while what is typed is no whole number. */
	quantity: number | null;
}

/** An order while it is being written, and what was refused when it was sent. */
export class OrderDraft {
	lines = $state<DraftLine[]>([]);
	invoiceEntity = $state<OrganizationId>();
	note = $state('');
	failure = $state.raw<Failure>();

	constructor(orderer: OrganizationId, products: ProductId[]) {
		this.invoiceEntity = orderer;
		this.add(products);
	}

	get products(): ProductId[] {
		return this.lines.map(({ product }) => product);
	}

	add(products: Iterable<ProductId>): void {
		for (const product of products)
			if (!this.products.includes(product)) this.lines.push({ product, quantity: 1 });
	}

	remove(product: ProductId): void {
		this.lines = this.lines.filter((line) => line.product !== product);
		this.failure = undefined;
	}

	/** The refusal with that code, where sending was answered with it. */
	refused<Code extends Failure['code']>(code: Code): Extract<Failure, { code: Code }> | undefined {
		return this.failure?.code === code ? (this.failure as Extract<Failure, { code: Code }>) : undefined;
	}

	/** What was refused, where no field shows it. */
	get elsewhere(): Failure | undefined {
		if (this.refused('order-empty') && this.lines.length > 0) return undefined;
		return this.failure && !besideField.has(this.failure.code) ? this.failure : undefined;
	}
}

const besideField = new Set<Failure['code']>([
	'quantity-invalid',
	'invoice-entity-invalid'
] satisfies Refusal['code'][]);
