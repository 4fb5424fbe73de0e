import { pushAll } from '$lib/domain/algorithms/push-all';
import type { AdjustItem } from '../../commands/command';
import { current } from '../../domain/merge/field';
import type { OrganizationId, ProductId } from '../../domain/facts';
import { isPartner } from '../../domain/partners';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import { linkBetween, partnershipBetween } from '../../domain/snapshot';
import { standing } from '../../domain/permissions/effective-permissions';
import {
	includes,
	noPermissions,
	only,
	type PermissionSet,
	relayedIn,
	toList,
	withImplied
} from '../../domain/permissions/standing';
import type { TextPosition } from '../problem';
import type { Setup, SetupAuthorization } from '../setup';
import type { TextState } from '../state';
import { dormantGivesPanels } from '../verdicts';
import { effectivePart } from '../write/authorizations';
import type { Builder } from './builder';
import type { LineVerdict, PlanLine, LineSubject } from './lines';
import type { Matched } from './match';

/** No entry is to hold more than a part of what one may. */
const mostItems = 500;

/** Adds the partners that are not there, under the names that the text gives them. */
export function* planPartners(
	{ authorizations, organizations }: Setup,
	builder: Builder,
	matched: Matched,
	change: boolean
): Generator<undefined, PlanLine[]> {
	const ownNames = new Map(organizations.map(({ key, name }) => [key, name]));
	const pairs = new Map<string, { first: SetupAuthorization; as: string | null }>();
	for (const each of authorizations) {
		const pair = getOrInsertComputed(pairs, `${each.from} ${each.to}`, () => ({ first: each, as: each.as }));
		pair.as ??= each.as;
	}
	const lines: PlanLine[] = [];
	for (const { first, as } of pairs.values()) {
		lines.push(planPartner(first, as ?? ownNames.get(first.to)!, builder, matched, change));
		yield undefined;
	}
	return lines;
}

function planPartner(
	{ from, to, line, column }: SetupAuthorization,
	name: string,
	builder: Builder,
	matched: Matched,
	change: boolean
): PlanLine {
	const tell = (verdict: LineVerdict): PlanLine => ({
		...{ line, column, about: { kind: 'partner', from, to } },
		...verdict
	});
	const [owner, partner] = [matched.organizations.get(from), matched.organizations.get(to)];
	if (owner === undefined || partner === undefined)
		return tell({ verdict: 'refused', refusal: { code: 'rests-on-refused' } });
	const there = partnershipBetween(builder.snapshot, owner, partner);
	if (!there || !isPartner(there)) {
		const { account } = builder.snapshot.organizations.get(partner)!;
		const { refusal } = builder.give(owner, {
			command: 'add-partner',
			account,
			organization: partner,
			name
		});
		return tell(refusal ? { verdict: 'refused', refusal } : { verdict: 'new' });
	}
	const called = current(there.names) ?? builder.snapshot.organizations.get(partner)!.name;
	if (called === name) return tell({ verdict: 'there' });
	if (!change) return tell({ verdict: 'differs', fields: ['as'] });
	const { refusal } = builder.give(owner, { command: 'rename-partner', partner, name });
	return tell(refusal ? { verdict: 'refused', refusal } : { verdict: 'changed', fields: ['as'] });
}

/** What is still to be granted by one entry on one product. */
interface Pending extends TextPosition {
	about: Extract<LineSubject, { kind: 'grants' }>;
	from: OrganizationId;
	to: OrganizationId;
	product: ProductId;
	grant: PermissionSet;
	flag: PermissionSet;
}

/** Makes the grants that are not there, from the roots outwards, and says of those that are what may be passed on. */
export function* planGrants(
	setup: Setup,
	state: TextState,
	builder: Builder,
	matched: Matched
): Generator<undefined, PlanLine[]> {
	const lines: PlanLine[] = [];
	let looked: Pending[] = [];
	for (const entry of setup.authorizations) {
		for (const product of entry.products)
			pushAll(looked, pendingOf(entry, product, state, builder, matched, lines));
		yield undefined;
	}
	const waiting = new Waiting();
	let isAll = true;
	for (;;) {
		const ready = looked.flatMap((each) => {
			const may = relayedIn(standing(builder.snapshot, each.from, each.product));
			const rest = part(each, ~may);
			if (rest) waiting.add(rest);
			return part(each, may) ?? [];
		});
		if (isAll && ready.length === 0) break;
		yield* giveAll(ready, builder, lines);
		looked = waiting.take(ready);
		isAll = looked.length === 0;
		// What was there and dormant can have woken, and have others relay more.
		if (isAll) looked = waiting.takeAll();
	}
	// What the workspace has otherwise than the text can keep a grantor from relaying it here.
	yield* giveAll(waiting.takeAll(), builder, lines);
	return lines.sort((one, other) => one.line - other.line || one.column - other.column);
}

/** What waits for its grantor to relay it, by product and grantor. */
class Waiting {
	readonly #all = new Map<string, Pending[]>();

	add(pending: Pending): void {
		getOrInsertComputed(this.#all, `${pending.product} ${pending.from}`, (): Pending[] => []).push(pending);
	}

	/** What waits for those that were given something. */
	take(given: readonly Pending[]): Pending[] {
		return [...new Set(given.map(({ product, to }) => `${product} ${to}`))].flatMap((place) => {
			const some = this.#all.get(place) ?? [];
			this.#all.delete(place);
			return some;
		});
	}

	takeAll(): Pending[] {
		const all = [...this.#all.values()].flat();
		this.#all.clear();
		return all;
	}
}

function part(pending: Pending, set: PermissionSet): Pending | undefined {
	const [grant, flag] = [pending.grant & set, pending.flag & set];
	return (grant | flag) === noPermissions ? undefined : { ...pending, grant, flag };
}

/** Sorts one product of an entry: what is dormant in the text, what is there, and what is to be done. */
function pendingOf(
	entry: SetupAuthorization,
	{ key, place }: SetupAuthorization['products'][number],
	state: TextState,
	builder: Builder,
	matched: Matched,
	lines: PlanLine[]
): Pending[] {
	const about = (permissions: PermissionSet) =>
		({ kind: 'grants', from: entry.from, to: entry.to, product: key, permissions }) as const;
	const tell = (permissions: PermissionSet, verdict: LineVerdict) => {
		if (permissions !== noPermissions) lines.push({ ...place, about: about(permissions), ...verdict });
	};
	const [from, to] = [matched.organizations.get(entry.from), matched.organizations.get(entry.to)];
	const product = matched.products.get(key);
	if (from === undefined || to === undefined || product === undefined) {
		tell(entry.permissions, { verdict: 'refused', refusal: { code: 'rests-on-refused' } });
		return [];
	}
	const stated = linkBetween(state.snapshot, entry.from, entry.to, state.productIds.get(key)!)!;
	const { permissions, flagged, dormant, asPanels } = effectivePart(state, key, stated);
	tell(entry.permissions & dormant, { verdict: 'dormant' });
	// Of several entries about one product, the one of product development says what that gives.
	const panels =
		asPanels && includes(entry.permissions, 'product-development') ? only('panel-development') : 0;
	const own = permissions & (entry.permissions | panels);
	const there = grantedIn(builder, from, to, product);
	const grant = own & ~there.permissions;
	const flag = own & flagged & ~there.flagged;
	// What is there by another grant than its own can get a flag only with one.
	const granted = linkBetween(builder.snapshot, from, to, product)?.permissions ?? noPermissions;
	const made = grant | (flag & ~granted);
	tell(own & ~made & ~flag, { verdict: 'there' });
	return made | flag ? [{ ...place, about: about(made | flag), from, to, product, grant: made, flag }] : [];
}

/** What a pair's grants on a product count as, dormant product development as the panels that it gives, too. */
function grantedIn({ snapshot }: Builder, from: OrganizationId, to: OrganizationId, product: ProductId) {
	const link = linkBetween(snapshot, from, to, product);
	if (!link) return { permissions: noPermissions, flagged: noPermissions };
	const isGiving = dormantGivesPanels(snapshot.products.get(product)!, link);
	const counted = (set: PermissionSet) => (isGiving ? withImplied(set) : set);
	return { permissions: counted(link.permissions), flagged: counted(link.flagged) };
}

/** Gives what is ready, each pair's in as few commands as may be, and adds to the lines what became of it. */
function* giveAll(
	ready: readonly Pending[],
	builder: Builder,
	lines: PlanLine[]
): Generator<undefined, void> {
	const pairs = new Map<string, Pending[]>();
	for (const each of ready)
		getOrInsertComputed(pairs, `${each.from} ${each.to}`, (): Pending[] => []).push(each);
	for (const all of pairs.values())
		for (const some of chunks(all)) {
			const items = some.map(({ product, grant, flag }): AdjustItem => ({
				...{ product, grant: toList(grant), flag: toList(flag) },
				// A new grant would else join those of its kind that may be passed on.
				unflag: toList(grant & ~flag)
			}));
			const { from, to } = some[0]!;
			const { refusal } = builder.give(from, { command: 'adjust', grantee: to, items });
			yield undefined;
			for (const { line, column, about, grant, flag } of some) {
				const tell = (permissions: PermissionSet, verdict: LineVerdict) => {
					if (permissions) lines.push({ line, column, about: { ...about, permissions }, ...verdict });
				};
				if (refusal) tell(grant | flag, { verdict: 'refused', refusal });
				else {
					tell(grant, { verdict: 'new' });
					tell(flag & ~grant, { verdict: 'flags' });
				}
			}
		}
}

/** So many at a time, no product twice in one command. */
function chunks(all: readonly Pending[]): Pending[][] {
	const found: { items: Pending[]; products: Set<ProductId> }[] = [];
	for (const each of all) {
		let chunk = found.at(-1);
		if (!chunk || chunk.items.length >= mostItems || chunk.products.has(each.product))
			found.push((chunk = { items: [], products: new Set() }));
		chunk.items.push(each);
		chunk.products.add(each.product);
	}
	return found.map(({ items }) => items);
}
