import type { CommandOf } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import type { Refusal, RefusalCode } from '$lib/commands/refusal';
import { standingMaker } from '$lib/domain/permissions/effective-permissions';
import type { Origin, OrganizationId, ProductId } from '$lib/domain/facts';
import { type Kind, kinds } from '$lib/domain/permissions/permissions';
import { kindsIn } from '$lib/domain/permissions/standing';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { byName, collatorOf } from '../collation';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** What a person fills in; `maker` and `basedOn` count for OEM and ODM products only. */
export interface ProductDraft {
	name: string;
	pid: string;
	category: string;
	origin: Origin;
	maker: OrganizationId | undefined;
	/** For which the maker holds it without being granted it. */
	makerKinds: Kind[];
	basedOn: ProductId | null;
}

export type ProductField = 'name' | 'pid' | 'maker' | 'basedOn';

/** The draft that a form begins with: a product as it is, or a new one. */
export function draftOf(snapshot: Snapshot, id: ProductId | undefined, pid: string): ProductDraft {
	const product = id === undefined ? undefined : snapshot.products.get(id);
	if (!product) return { ...{ name: '', pid, category: '', origin: 'proprietary' }, ...unmade() };
	const { making, basedOn, name, category, makerMay } = product;
	const isMade = making.origin !== 'proprietary' && making.maker !== null;
	return {
		name,
		pid: product.pid,
		category,
		origin: making.origin,
		maker: making.maker ?? undefined,
		makerKinds: isMade ? kindsIn(makerMay) : [...kinds],
		basedOn
	};
}

/** No maker yet: whoever is named has both kinds at first. */
const unmade = (): Pick<ProductDraft, 'maker' | 'makerKinds' | 'basedOn'> => ({
	maker: undefined,
	makerKinds: [...kinds],
	basedOn: null
});

/** The command that a filled-in form stands for. */
export function commandOf(
	draft: ProductDraft,
	product: ProductId | undefined
): CommandOf<'add-product'> | CommandOf<'edit-product'> {
	const { name, pid, category, origin } = draft;
	const isMade = origin !== 'proprietary';
	const maker = isMade ? draft.maker : undefined;
	const fields = {
		...{ name, pid, category },
		making: maker === undefined ? { origin, maker: null } : { origin, maker, kinds: draft.makerKinds },
		basedOn: isMade ? draft.basedOn : null
	};
	return product === undefined
		? { command: 'add-product', ...fields }
		: { command: 'edit-product', product, ...fields };
}

const fieldOfCode: Partial<Record<RefusalCode, ProductField>> = {
	'empty-name': 'name',
	'pid-empty': 'pid',
	'pid-invisible': 'pid',
	'pid-taken': 'pid',
	'maker-missing': 'maker',
	'maker-is-owner': 'maker',
	'maker-not-allowed': 'maker',
	'unknown-organization': 'maker',
	'based-on-itself': 'basedOn',
	'unknown-product': 'basedOn'
};

/** The field that a refusal is about; undefined where it is about the whole. */
export const fieldOf = (code: string): ProductField | undefined => fieldOfCode[code as RefusalCode];

/** Stands for a PID that is free while another field is judged. */
const someFreePid = 'a PID that no product has';

/** What the rules would say of one field alone, the others taken as right. */
export function refusalOfField(
	snapshot: Snapshot,
	actor: OrganizationId,
	draft: ProductDraft,
	product: ProductId | undefined,
	field: ProductField
): Refusal | undefined {
	const right: ProductDraft = {
		...{ name: 'x', pid: someFreePid, category: '', origin: 'proprietary' },
		...unmade(),
		...(field === 'maker'
			? { origin: draft.origin, maker: draft.maker, makerKinds: draft.makerKinds }
			: field === 'basedOn'
				? {}
				: { [field]: draft[field] })
	};
	const whole = commandOf(right, product);
	const command = field === 'basedOn' ? { ...whole, basedOn: draft.basedOn } : whole;
	const decision = decide(snapshot, actor, command);
	return !decision.accepted && fieldOf(decision.refusal.code) === field ? decision.refusal : undefined;
}

/** What a form offers to choose from. */
export interface ProductChoices {
	/** By name: every organization but the acting one. */
	makers: OrganizationShown[];
	/** The products that the acting organization sees, to base one on; `value` is the PID. */
	bases: { id: ProductId; value: string; label: string }[];
	categories: string[];
}

/** What a product's form offers: makers, and products to be based on. */
export function productFormChoices(
	snapshot: Snapshot,
	actor: OrganizationId,
	self: ProductId | undefined
): ProductChoices {
	const makers = [...snapshot.organizations.values()]
		.filter((each) => each.id !== actor && !each.deleted)
		.map(({ id }) => organizationShown(snapshot, id))
		.sort(byName());
	const { owned, made, holding } = relationsOf(snapshot, actor);
	const seen = [...new Set([...owned, ...made, ...holding.products()])].flatMap((id) => {
		const product = snapshot.products.get(id);
		return product && !product.deleted ? [product] : [];
	});
	// What it is based on stays to choose, whatever the acting organization has come to see of it.
	const base = snapshot.products.get(snapshot.products.get(self ?? '')?.basedOn ?? '');
	if (base && !seen.includes(base)) seen.push(base);
	return {
		makers,
		bases: seen.filter(({ id }) => id !== self).map(({ id, pid, name }) => ({ id, value: pid, label: name })),
		categories: [...new Set(seen.map(({ category }) => category).filter((each) => each !== ''))].sort(
			collatorOf().compare
		)
	};
}

/** The maker that would lose its standing were the draft saved: another is named, or none any more. */
export function replacedMaker(
	snapshot: Snapshot,
	draft: ProductDraft,
	id: ProductId | undefined
): OrganizationShown | undefined {
	const product = id === undefined ? undefined : snapshot.products.get(id);
	const maker = product && standingMaker(product);
	if (!maker) return undefined;
	const { origin } = draft;
	return origin !== 'proprietary' && draft.maker === maker ? undefined : organizationShown(snapshot, maker);
}
