import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { exactMatcher, folded } from '$lib/domain/text/text';
import { collatorOf } from '../collation';
import { looksLikeAnother } from '../organizations/shown';

/** Something to choose by its name. */
export interface Choice {
	id: OrganizationId | ProductId;
	/** The name as it is shown: where a text could mean another one too, with what tells them apart. */
	value: string;
	name: string;
	/** The account, or the PID. */
	detail: string;
	colour: string;
	/** Another organization's name looks the same. */
	looksLikeAnother?: boolean;
}

/** The organizations that a question can be about, in no order; of the past, those that were deleted too. */
export const organizationChoices = (snapshot: Snapshot, deletedToo = false): Choice[] =>
	disambiguated(
		[...snapshot.organizations.values()]
			.filter((each) => deletedToo || !each.deleted)
			.map(({ id, name, account, colour }) => ({
				...{ id, name, detail: account, colour },
				looksLikeAnother: looksLikeAnother(snapshot, id)
			}))
	);

/** The products that a question can be about, in no order; of the past, those that were deleted too. */
export const productChoices = (snapshot: Snapshot, deletedToo = false): Choice[] =>
	disambiguated(
		[...snapshot.products.values()]
			.filter(({ deleted }) => deletedToo || !deleted)
			.map(({ id, name, pid }) => ({ id, name, detail: pid, colour: '' }))
	);

/** A name gets its detail where another choice has the same name, a confusable one, or that text as its detail or value. */
function disambiguated(choices: Omit<Choice, 'value'>[]): Choice[] {
	const times = new Map<string, number>();
	const whole = ({ name, detail }: Omit<Choice, 'value'>) => `${name} (${detail})`;
	for (const each of choices)
		for (const text of new Set([each.name, each.detail, whole(each)].map(folded)))
			times.set(text, (times.get(text) ?? 0) + 1);
	const isAlone = ({ name, looksLikeAnother }: Omit<Choice, 'value'>) =>
		!looksLikeAnother && times.get(folded(name)) === 1;
	return choices.map((each) => ({ ...each, value: isAlone(each) ? each.name : whole(each) }));
}

/** By what is shown. Putting thousands in order so takes longer than finding them: only those in sight are. */
export const compareChoices = (one: Choice, other: Choice): number =>
	collatorOf().compare(one.value, other.value);

/**
 * All that a typed text names whole: as it is shown, or by its name, its account or its PID. No kind of name goes before
 * another, for anybody may take as one what is another's by another.
 */
export function choicesNamed(choices: readonly Choice[], text: string): Choice[] {
	const isNamed = exactMatcher(text);
	return choices.filter(({ value, name, detail }) => isNamed(value, name, detail));
}
