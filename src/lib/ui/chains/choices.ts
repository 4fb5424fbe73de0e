import type { Snapshot } from '$lib/domain/snapshot';
import { standingOrganizations } from '../app/acting';
import { plainText } from '../kit/plain-text';
import type { Subject } from './subject';

/** Something that chains are of, to choose in a text field. */
export interface Choice {
	/** What is filled in: a name with the account or PID, so that no two are the same. */
	value: string;
	name: string;
	/** The account or PID. */
	detail: string;
	/** An organization's; a product has none. */
	colour: string | null;
	subject: Subject;
}

const choiceOf = (name: string, detail: string, colour: string | null, subject: Subject): Choice => ({
	...{ name, detail, colour, subject, value: plainText(`${name} · ${detail}`) }
});

/** Everything that chains are of: the organizations first, then the products that are not deleted. */
export const subjectChoices = (snapshot: Snapshot, tag: string): Choice[] => [
	...standingOrganizations(snapshot, tag).map(({ id, name, account, colour }) =>
		choiceOf(name, account, colour, { organization: id })
	),
	...[...snapshot.products.values()]
		.filter(({ deleted }) => !deleted)
		.map(({ id, name, pid }) => choiceOf(name, pid, null, { product: id }))
];
