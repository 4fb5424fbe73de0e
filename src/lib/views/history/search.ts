import { atOnce, type Sliced } from '$lib/domain/algorithms/sliced';
import { kindOfRecord } from '$lib/domain/deletion/deletables';
import type { Entry } from '$lib/domain/entry';
import {
	type Fact,
	type FactId,
	type OrganizationId,
	localRef,
	type ProductId,
	resolveRef
} from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { searchMatcher, searchWords } from '$lib/domain/text/text';
import { describeAction } from './history';
import { type HistoryAction, historyOf, readHistory } from './actions';
import type { Part, What } from './parts';
import { orderNumber } from '../purchase/number';

/** What the history can be narrowed to. */
export const historyKinds = [
	'authorizations',
	'partners',
	'products',
	'orders',
	'work',
	'organizations',
	'undone'
] as const;
export type HistoryKind = (typeof historyKinds)[number];

export interface HistoryFilter {
	/** Acts by the organization, and those that concern it. */
	organization?: OrganizationId | undefined;
	/** Acts that concern this organization too: what is between the two, where one is chosen above. */
	partner?: OrganizationId | undefined;
	product?: ProductId | undefined;
	kind?: HistoryKind | undefined;
	/** Words, each of which names something in the act: an organization, a product, an order. */
	query?: string;
}

/** The acts that match the filter. Cost: a look at each, and at the facts of each that `indexHistory` has not reached. */
export function filterHistory(
	snapshot: Snapshot,
	actions: readonly HistoryAction[],
	{ organization, partner, product, kind, query = '' }: HistoryFilter
): readonly HistoryAction[] {
	const words = searchWords(query);
	const named = [organization, partner, product].filter((id) => id !== undefined);
	if (named.length === 0 && !kind && words.length === 0) return actions;
	const found = words.map((word) => idsNamed(snapshot, word));
	return actions.filter((action) => {
		const { kinds, mentions } = summary(snapshot, action);
		if (kind && !kinds.has(kind)) return false;
		if (!named.every((id) => mentions.has(id))) return false;
		return found.every((ids) => [...mentions].some((id) => ids.has(id)));
	});
}

/** An act may be one fact, or tens of thousands. */
const factsInAStep = 500;

/**
 * Builds the history and the index of what each act is about, before anybody looks: some hundreds of facts in a step,
 * or one entry.
 */
export function* indexHistory(snapshot: Snapshot): Generator<void, void> {
	yield* readHistory(snapshot);
	let facts = 0;
	for (const action of historyOf(snapshot).actions) {
		const more = action.entries.reduce((sum, entry) => sum + entry.facts.length, 0);
		if (facts > 0 && facts + more > factsInAStep) {
			yield;
			facts = 0;
		}
		if (!knownSummary(snapshot, action)) yield* summarizing(snapshot, action);
		facts += more;
	}
}

interface Summary {
	kinds: ReadonlySet<HistoryKind>;
	/** The ids of everything that the act is about, its authors among them. */
	mentions: ReadonlySet<string>;
	/** The records in which that was looked up, and whether they were there. */
	lookedUp: readonly { id: string; there: boolean; isGrant: boolean }[];
	/** The last deletion of a grant until then: to find a grant again costs more. */
	lastDeletion: number;
}

/** What an act is about is found once, and again only after a record that it names has arrived or stopped counting. */
const summaries = new WeakMap<HistoryAction, Summary>();

/** Undefined where it is to be found, for the first time or again. */
function knownSummary(snapshot: Snapshot, action: HistoryAction): Summary | undefined {
	const known = summaries.get(action);
	const isUndeleted = known?.lastDeletion === snapshot.grants.lastDeletion;
	const isCurrent = known?.lookedUp.every(
		({ id, there, isGrant }) => (isGrant && isUndeleted) || isThere(snapshot, id) === there
	);
	return isCurrent ? known : undefined;
}

const summary = (snapshot: Snapshot, action: HistoryAction): Summary =>
	knownSummary(snapshot, action) ?? atOnce(summarizing(snapshot, action));

/** Finds what an act is about, yielding after some hundreds of its facts. */
function* summarizing(snapshot: Snapshot, action: HistoryAction): Sliced<Summary> {
	const { lastDeletion } = snapshot.grants;
	const kinds = new Set<HistoryKind>(action.undoes === undefined ? [] : ['undone']);
	const mentions = new Set<string>(action.authors);
	const lookedUp: Summary['lookedUp'][number][] = [];
	let facts = 0;
	for (const entry of action.entries) {
		if (facts >= factsInAStep) {
			yield;
			facts = 0;
		}
		facts += entry.facts.length;
		for (const part of describeAction(snapshot, [entry])) {
			const kind = kindOfPart(part);
			if (kind) kinds.add(kind);
			for (const id of mentionedBy(snapshot, part)) mentions.add(id);
		}
		for (const id of entry.facts.flatMap((fact, index) => lookedUpFor(entry, fact, index)))
			lookedUp.push({ id, there: isThere(snapshot, id), isGrant: snapshot.grants.has(id) });
	}
	const found = { kinds, mentions, lookedUp, lastDeletion };
	summaries.set(action, found);
	return found;
}

/** The records that tell what a fact is about, where the fact alone does not. What a record tells never changes. */
function lookedUpFor(entry: Entry, fact: Fact, index: number): FactId[] {
	const at = (ref: string) => resolveRef(ref, entry.id);
	switch (fact.table) {
		case 'revocations':
			return [at(fact.grant)];
		case 'flags':
			return fact.grants.map(at);
		case 'tombstones':
			return [at(fact.record)];
		case 'withdrawals':
			return [at(fact.tombstone)];
		case 'orders':
			return [at(localRef(index))];
		case 'order-statuses':
			return [at(fact.order)];
		case 'logs':
			return [at(fact.device)];
		default:
			return [];
	}
}

const isThere = (snapshot: Snapshot, id: string): boolean =>
	snapshot.grants.has(id) ||
	snapshot.orders.has(id) ||
	snapshot.tombstones.has(id) ||
	snapshot.partners.has(id) ||
	kindOfRecord(snapshot, id) !== undefined;

const kinds: Record<Exclude<What, 'deleted' | 'restored' | 'other'>, HistoryKind> = {
	'organizations-added': 'organizations',
	'organization-edited': 'organizations',
	'organization-coloured': 'organizations',
	'keys-added': 'organizations',
	'recovery-key-added': 'organizations',
	'key-renamed': 'organizations',
	'key-retired': 'organizations',
	reserved: 'organizations',
	unreserved: 'organizations',
	'products-added': 'products',
	'product-edited': 'products',
	'product-remade': 'products',
	'product-based': 'products',
	'maker-standing': 'products',
	'partners-added': 'partners',
	'partner-renamed': 'partners',
	authorized: 'authorizations',
	'scope-changed': 'authorizations',
	revoked: 'authorizations',
	'third-party': 'authorizations',
	'orders-placed': 'orders',
	'order-status': 'orders',
	'work-recorded': 'work',
	'device-registered': 'work',
	'logs-added': 'work',
	expected: 'authorizations'
};

function kindOfPart(part: Part): HistoryKind | undefined {
	if (part.what === 'other') return undefined;
	if (part.what !== 'deleted' && part.what !== 'restored') return kinds[part.what];
	switch (part.of) {
		case 'organization':
			return 'organizations';
		case 'product':
			return 'products';
		case 'partner':
			return 'partners';
		case 'expectation':
			return 'authorizations';
		default:
			return 'work';
	}
}

function mentionedBy(snapshot: Snapshot, part: Part): string[] {
	const others = [
		'grantee' in part && part.grantee,
		'maker' in part && part.maker,
		'invoiceEntity' in part && part.invoiceEntity,
		'expected' in part && 'organization' in part.expected && part.expected.organization
	].filter((id) => typeof id === 'string');
	return [...part.ids, ...others, ...part.ids.flatMap((id) => productsOf(snapshot, id))];
}

/** The products that an order, a device, its logs, a work entry or an expectation is about. */
function productsOf(snapshot: Snapshot, id: string): string[] {
	const order = snapshot.orders.get(id);
	if (order) return order.lines.map(({ product }) => product);
	const device = snapshot.devices.get(snapshot.logs.get(id)?.device ?? id);
	const record = device ?? snapshot.work.get(id) ?? snapshot.expectations.get(id);
	const product = record?.product;
	return product === undefined ? [] : [product];
}

/** Everything whose name, account, PID or number holds the word. */
function idsNamed(snapshot: Snapshot, word: string): Set<string> {
	const ids = new Set<string>();
	const finds = searchMatcher(word);
	const look = (id: string, texts: string[]) => {
		if (finds(...texts)) ids.add(id);
	};
	for (const { id, name, account } of snapshot.organizations.values()) look(id, [name, account]);
	for (const { id, name, pid } of snapshot.products.values()) look(id, [name, pid]);
	for (const { id, serial } of snapshot.devices.values()) look(id, [serial]);
	for (const order of snapshot.orders.values()) look(order.id, [orderNumber(order)]);
	return ids;
}
