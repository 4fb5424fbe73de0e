import type { Setup } from '../setup';
import type { Sliced } from '../../domain/algorithms/sliced';
import type { Builder } from './builder';
import type { LineVerdict, PlanLine } from './lines';
import { type Matched, withIdsOf } from './match';

/** States what nobody expects yet, as the products' owners. */
export function* planExpectations(
	{ expectations }: Setup,
	builder: Builder,
	matched: Matched
): Sliced<PlanLine[]> {
	const lines: PlanLine[] = [];
	const known = new Set<string>();
	for (const { tombstones, product, permission, expected } of builder.snapshot.expectations.values())
		if (tombstones.size === 0)
			known.add(JSON.stringify({ product, permission, expected: inOrder(expected) }));
	for (const { sentence, line, column } of expectations) {
		yield;
		const tell = (verdict: LineVerdict) =>
			lines.push({ ...{ line, column, about: { kind: 'expectation', sentence } }, ...verdict });
		const meant = withIdsOf(matched, sentence);
		if (!meant) {
			tell({ verdict: 'refused', refusal: { code: 'rests-on-refused' } });
			continue;
		}
		const { product, permission, expected } = meant;
		if (known.has(JSON.stringify({ product, permission, expected: inOrder(expected) }))) {
			tell({ verdict: 'there' });
			continue;
		}
		const { owner } = builder.snapshot.products.get(product)!;
		const { refusal } = builder.give(owner, { command: 'add-expectation', product, permission, expected });
		tell(refusal ? { verdict: 'refused', refusal } : { verdict: 'new' });
	}
	return lines;
}

const inOrder = (value: object): [string, unknown][] =>
	Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
