import type { Entry } from '$lib/domain/entry';
import type { EntryId, Fact, FactId, FactOf, OrganizationId, Table } from '$lib/domain/facts';
import { oracleAuthorities } from './authorities';

/** One fact with who stated it and when: the only thing that the oracle reasons over. */
export interface Statement<F extends Fact = Fact> {
	id: FactId;
	author: OrganizationId;
	founding: boolean;
	entry: EntryId;
	index: number;
	stamp: number;
	fact: F;
}

const spelledOut = (id: string, entry: EntryId): string =>
	id.startsWith('#') ? `${entry}:${id.slice(1)}` : id;

/** References inside an entry (`#2`) written out in full, wherever a fact may hold one. */
function referencesSpelledOut(fact: Fact, entry: EntryId): Fact {
	const copy = { ...fact } as unknown as Record<string, unknown>;
	for (const key of ['product', 'grant', 'record', 'tombstone', 'order', 'device', 'basedOn']) {
		if (typeof copy[key] === 'string') copy[key] = spelledOut(copy[key], entry);
	}
	if (fact.table === 'flags') copy.grants = fact.grants.map((grant) => spelledOut(grant, entry));
	if (fact.table === 'orders') {
		copy.lines = fact.lines.map((line) => ({ ...line, product: spelledOut(line.product, entry) }));
	}
	return copy as Fact;
}

/** A set of entries, each counted once, as statements: those whose key may say everything. */
export function statementsOf(entries: readonly Entry[]): Statement[] {
	const once = new Map(entries.map((entry) => [entry.id, entry]));
	const { authorityOf } = oracleAuthorities(entries);
	const counting = [...once.values()].filter((entry) => authorityOf(entry) === 'all');
	return counting.flatMap((entry) =>
		entry.facts.map((fact, index) => ({
			id: `${entry.id}:${index}`,
			author: entry.organization === '' ? entry.id : entry.organization,
			founding: entry.organization === '',
			entry: entry.id,
			index,
			stamp: entry.stamp,
			fact: referencesSpelledOut(fact, entry.id)
		}))
	);
}

export const ofTable = <T extends Table>(statements: readonly Statement[], table: T) =>
	statements.filter((each) => each.fact.table === table) as Statement<FactOf<T>>[];

/** Later by stamp; between equal stamps by entry id; inside one entry by position. */
function isLater(a: Statement, b: Statement): boolean {
	if (a.stamp !== b.stamp) return a.stamp > b.stamp;
	if (a.entry !== b.entry) return a.entry > b.entry;
	return a.index > b.index;
}

export function latest<S extends Statement>(statements: readonly S[]): S | undefined {
	let best: S | undefined;
	for (const each of statements) if (!best || isLater(each, best)) best = each;
	return best;
}
