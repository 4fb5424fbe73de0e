import { held } from '$lib/domain/permissions/effective-permissions';
import { includes, only, type PermissionSet, relayedIn } from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import type { Link, Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { folded, exactMatcher } from '$lib/domain/text/text';
import { type NotRelayedReason, whyNotRelayed } from '../authorization/reasons';
import { collatorOf } from '../collation';
import { type Ending, endingsOf } from '../effects/endings';
import { looksLikeAnother } from '../organizations/shown';
import { type Repair, repairsOf } from './repairs';
import { why, type Why } from './why';
import { linksByGrantee } from './why-paths';

/** "Can this organization … on this product?" */
export interface Question {
	organization: OrganizationId;
	product: ProductId;
	permission: Permission;
}

/** A grant of what is asked for that has no effect, and why its grantor does not pass it on. */
export interface WithoutEffect {
	link: Link;
	lack: NotRelayedReason;
}

export type Answer =
	| ({
			is: 'yes';
			/** All that it takes to make it no, those of `preferred` organizations first. */
			endings: Ending[];
	  } & Why)
	| { is: 'no'; because: 'organization-deleted' }
	| { is: 'no'; because: 'product-deleted'; owner: OrganizationId }
	| {
			is: 'no';
			because: 'not-held';
			/** What the organization holds on the product instead. */
			held: PermissionSet;
			withoutEffect: WithoutEffect[];
			/** The smallest ones, those of `preferred` organizations first. */
			repairs: Repair[];
	  };

/** Answers at once, from the same rules as everything else; null where the organization or the product is not there. */
export function answerTo(
	snapshot: Snapshot,
	question: Question,
	preferred?: ReadonlySet<OrganizationId>
): Answer | null {
	const { organization, product: id, permission } = question;
	const product = snapshot.products.get(id);
	const asked = snapshot.organizations.get(organization);
	if (!product || !asked) return null;
	const because = why(snapshot, organization, id, permission);
	if (because)
		return { is: 'yes', ...because, endings: endingsOf(snapshot, organization, id, permission, preferred) };
	if (product.deleted) return { is: 'no', because: 'product-deleted', owner: product.owner };
	if (asked.deleted) return { is: 'no', because: 'organization-deleted' };
	return {
		...{ is: 'no', because: 'not-held', held: held(snapshot, organization, id) },
		withoutEffect: withoutEffect(product, organization, permission),
		repairs: repairsOf(snapshot, organization, id, permission, preferred)
	};
}

const withoutEffect = (
	product: Product,
	organization: OrganizationId,
	permission: Permission
): WithoutEffect[] =>
	(linksByGrantee(product, permission).get(organization) ?? [])
		.filter((link) => !includes(relayedIn(product.standings.get(link.grantor) ?? 0), permission))
		.map((link) => ({ link, lack: whyNotRelayed(product, link.grantor, only(permission)) }));

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

/** The organizations that a question can be about, by name; of the past, those that were deleted too. */
export const organizationChoices = (snapshot: Snapshot, deletedToo = false): Choice[] =>
	disambiguated(
		[...snapshot.organizations.values()]
			.filter((each) => deletedToo || !each.deleted)
			.map(({ id, name, account, colour }) => ({
				...{ id, name, detail: account, colour },
				looksLikeAnother: looksLikeAnother(snapshot, id)
			}))
	);

/** The products that a question can be about, by name; of the past, those that were deleted too. */
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
	return choices
		.map((each) => ({ ...each, value: isAlone(each) ? each.name : whole(each) }))
		.sort((one, other) => collatorOf().compare(one.value, other.value));
}

/**
 * All that a typed text names whole: as it is shown, or by its name, its account or its PID. No kind of name goes before
 * another, for anybody may take as one what is another's by another.
 */
export function choicesNamed(choices: readonly Choice[], text: string): Choice[] {
	const isNamed = exactMatcher(text);
	return choices.filter(({ value, name, detail }) => isNamed(value, name, detail));
}
