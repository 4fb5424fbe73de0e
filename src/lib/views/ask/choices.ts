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

const whole = ({ name, detail }: Omit<Choice, 'value'>): string => `${name} (${detail})`;

/** A name gets its detail where another choice has the same name, a confusable one, or that text as its detail or value. */
function disambiguated(choices: Omit<Choice, 'value'>[]): Choice[] {
	const names = choices.map(({ name }) => folded(name));
	const times = new Map<string, number>();
	for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
	const add = (text: string) => {
		const before = times.get(text);
		if (before !== undefined) times.set(text, before + 1);
	};
	const someLikeWhole = names.some((name) => name.includes('('));
	for (const [at, choice] of choices.entries()) {
		const texts = [choice.detail, ...(someLikeWhole ? [whole(choice)] : [])].map(folded);
		for (const text of new Set(texts)) if (text !== names[at]) add(text);
	}
	const isAlone = (at: number) => !choices[at]!.looksLikeAnother && times.get(names[at]!) === 1;
	return choices.map((each, at) => Object.assign(each, { value: isAlone(at) ? each.name : whole(each) }));
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
