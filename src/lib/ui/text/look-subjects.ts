import type { Matched } from '$lib/setup/plan/match';
import type { Setup } from '$lib/setup/setup';
import type { Subject } from '../chains/subject';
import { shownName } from '../kit/text/shown-name';

/** Something of a text that chains are of: named by its key, which stays the same however often the text is read. */
export interface LookSubject {
	value: string;
	label: string;
	subject: Subject;
}

const valueOf = (kind: 'organization' | 'product', key: string): string => `${kind}:${key}`;

/** Every organization and product of a text that is in the state it makes, in the text's order. */
export const subjectsOf = (setup: Setup, matched: Matched): LookSubject[] => [
	...setup.organizations.flatMap(({ key, name, account }): LookSubject[] => {
		const organization = matched.organizations.get(key);
		if (organization === undefined) return [];
		const label = shownName(`${name} · ${account}`);
		return [{ value: valueOf('organization', key), label, subject: { organization } }];
	}),
	...setup.products.flatMap(({ key, name, pid }): LookSubject[] => {
		const product = matched.products.get(key);
		if (product === undefined) return [];
		return [{ value: valueOf('product', key), label: shownName(`${name} · ${pid}`), subject: { product } }];
	})
];

/** What is shown first: the chains of whoever authorizes the most, of several the first in the text. */
export function defaultSubject(
	{ organizations, authorizations }: Setup,
	subjects: readonly LookSubject[]
): LookSubject | undefined {
	const counts = new Map(organizations.map(({ key }) => [key, 0]));
	for (const { from } of authorizations) counts.set(from, counts.get(from)! + 1);
	const [most] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
	return subjects.find(({ value }) => value === valueOf('organization', most ?? '')) ?? subjects[0];
}
