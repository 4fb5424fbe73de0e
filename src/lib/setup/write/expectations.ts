import { mostSteps } from '../../domain/facts';
import { permissions } from '../../domain/permissions/permissions';
import type { Snapshot } from '../../domain/snapshot';
import { byUnits } from '../effective';
import type { Guide, Sentence, SetupExpectation } from '../setup';
import type { Names } from '../state';
import type { Unsayable } from './unsayable';

/** In the order in which sentences are written. */
const forms = ['holds', 'lacks', 'only-holder', 'within-steps'] as const;

/** A sentence with keys instead of ids; undefined where it names what is not written. */
function withKeys(
	{ product, permission, expected }: Sentence,
	{ organizations, products }: Names
): Sentence | undefined {
	const key = products.get(product);
	if (key === undefined) return undefined;
	if (expected.kind === 'within-steps') {
		const { kind, steps } = expected;
		const isRead = Number.isInteger(steps) && steps >= 1 && steps <= mostSteps;
		return isRead ? { product: key, permission, expected: { kind, steps } } : undefined;
	}
	const organization = organizations.get(expected.organization);
	if (organization === undefined) return undefined;
	return { product: key, permission, expected: { kind: expected.kind, organization } };
}

/** What is expected in a workspace, each sentence once, whoever wrote it. */
export function writtenExpectations(
	{ expectations, products }: Snapshot,
	names: Names,
	unsayable: Unsayable[]
): SetupExpectation[] {
	const sentences = new Map<string, Sentence>();
	for (const { id, owner, tombstones, product, permission, expected } of expectations.values()) {
		if (tombstones.size > 0) continue;
		const sentence = withKeys({ product, permission, expected }, names);
		if (!sentence) unsayable.push({ kind: 'expectation', expectation: id, why: 'rests-on' });
		else {
			sentences.set(JSON.stringify(sentence), sentence);
			if (owner !== products.get(product)!.owner)
				unsayable.push({ kind: 'expectation', expectation: id, why: 'author' });
		}
	}
	return [...sentences.values()].sort(inOrder).map((sentence) => ({ line: 0, column: 0, sentence }));
}

/** By product, permission, form, organization, steps. */
function inOrder(one: Sentence, other: Sentence): number {
	const [first, second] = [one.expected, other.expected];
	const places =
		byUnits(one.product, other.product) ||
		permissions.indexOf(one.permission) - permissions.indexOf(other.permission) ||
		forms.indexOf(first.kind) - forms.indexOf(second.kind);
	if (places !== 0) return places;
	if (first.kind === 'within-steps') return first.steps - (second.kind === first.kind ? second.steps : 0);
	return second.kind === 'within-steps' ? 0 : byUnits(first.organization, second.organization);
}

/** A workspace's guide with keys; a step that names what is not written is left out, and listed. */
export function writtenGuide(guide: Guide, names: Names, unsayable: Unsayable[]): Guide {
	return {
		...guide,
		steps: guide.steps.flatMap((step, index) => {
			const sentence = withKeys(step.sentence, names);
			const who = step.who === null ? null : names.organizations.get(step.who);
			if (sentence && who !== undefined) return [{ ...step, who, sentence }];
			unsayable.push({ kind: 'guide-step', index });
			return [];
		})
	};
}
