import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { type Chain, organizationChain, productChain } from '$lib/views/chains/chains';
import { organizationName, productName } from '$lib/views/names';
import { looksLikeAnother } from '$lib/views/organizations/shown';
import { standingOrganizations } from '../session/acting';
import { cut, plainText } from '../kit/text/plain-text';

/** Whose chains are shown: a product's, or an organization's over all its products. */
export type Subject = { product: ProductId } | { organization: OrganizationId };

/** What an address asks for; where it says nothing, the acting organization's chains. */
export function subjectOf(product: string, organization: string, actor: OrganizationId): Subject {
	if (product !== '') return { product };
	return { organization: organization === '' ? actor : organization };
}

/** Undefined where there is no such product or organization. */
export const chainOfSubject = (snapshot: Snapshot, subject: Subject): Chain | undefined =>
	'product' in subject
		? productChain(snapshot, subject.product)
		: organizationChain(snapshot, subject.organization);

/** What it is called, as a heading says it. */
export const subjectName = (snapshot: Snapshot, subject: Subject): string =>
	cut(
		plainText(
			'product' in subject
				? productName(snapshot, subject.product)
				: organizationName(snapshot, subject.organization)
		),
		80
	);

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
		looksLikeAnother: looksLikeAnother(snapshot, id)
	})),
	...[...snapshot.products.values()]
		.filter(({ deleted }) => !deleted)
		.map(({ id, name, pid }) => ({
			...{ name, detail: pid, colour: null, value: valueOf(name, pid), subject: { product: id } },
			looksLikeAnother: false
		}))
];
