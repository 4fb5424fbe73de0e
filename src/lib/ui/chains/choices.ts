import type { Snapshot } from '$lib/domain/snapshot';
import { lookalikesOf } from '$lib/views/organizations/shown';
import { standingOrganizations } from '../session/acting';
import { plainText } from '../kit/text/plain-text';
import type { Subject } from './subject';

/** Something that chains are of, to choose in a text field. */
export interface SubjectChoice {
	/** What is filled in: a name with the account or PID, so that no two are the same. */
	value: string;
	name: string;
	/** The account or PID. */
	detail: string;
	/** An organization's; a product has none. */
	colour: string | null;
	/** Another organization's name looks the same. */
	looksLikeAnother: boolean;
	subject: Subject;
}

/** What is filled in, so that no two are the same. */
const valueOf = (name: string, detail: string): string => plainText(`${name} · ${detail}`);

/** Everything that chains are of: the organizations first, then the products that are not deleted. */
export const subjectChoices = (snapshot: Snapshot, tag: string): SubjectChoice[] => [
	...standingOrganizations(snapshot, tag).map(({ id, name, account, colour }) => ({
		...{ name, detail: account, colour, value: valueOf(name, account), subject: { organization: id } },
		looksLikeAnother: lookalikesOf(snapshot, id).length > 0
	})),
	...[...snapshot.products.values()]
		.filter(({ deleted }) => !deleted)
		.map(({ id, name, pid }) => ({
			...{ name, detail: pid, colour: null, value: valueOf(name, pid), subject: { product: id } },
			looksLikeAnother: false
		}))
];
