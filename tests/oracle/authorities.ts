import type { Entry } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';

export type OracleAuthority = 'all' | 'keys' | 'none';

/** A key as people see it. */
export interface OracleMember {
	use: 'act' | 'recover';
	name: string;
	retired: boolean;
	/** Every key that may retire it beside itself. */
	above: Set<KeyId>;
}

export interface OracleKey {
	use: 'act' | 'recover';
	/** Those of the generation before that added it; none for the founding key. */
	addedBy: KeyId[];
}

interface Organization {
	/** Each entry of it once, its founding one among them. */
	entries: Entry[];
	keys: Map<KeyId, OracleKey>;
}

const authorOf = ({ organization, id }: Entry): OrganizationId => (organization === '' ? id : organization);

/**
 * Who may speak, said once more and plainly: keys are found generation by generation, and every question about an
 * entry is answered by looking at all entries of its organization again.
 */
export function oracleAuthorities(all: readonly Entry[]) {
	const organizations = new Map<OrganizationId, Organization>();
	for (const entry of new Map(all.map((each) => [each.id, each])).values()) {
		const known = organizations.get(authorOf(entry));
		const organization: Organization = known ?? { entries: [], keys: new Map() };
		organization.entries.push(entry);
		organizations.set(authorOf(entry), organization);
	}
	for (const organization of organizations.values()) findKeys(organization);
	return {
		authorityOf: (entry: Entry): OracleAuthority => authorityOf(organizations.get(authorOf(entry))!, entry),
		keysOf: (id: OrganizationId): Map<KeyId, OracleKey> =>
			organizations.get(id)?.keys ?? new Map<KeyId, OracleKey>(),
		membersOf: (id: OrganizationId): Map<KeyId, OracleMember> => {
			const organization = organizations.get(id)!;
			return new Map([...organization.keys.keys()].map((key) => [key, memberOf(organization, key)]));
		}
	};
}

function memberOf(organization: Organization, key: KeyId): OracleMember {
	const { above, own } = endsOf(organization, key);
	return {
		use: organization.keys.get(key)!.use,
		name: nameOf(organization, key),
		retired: above.length + own.length > 0,
		above: ancestorsOf(organization, key)
	};
}

/** What it was called last, by a key that acts or by one that added it. */
function nameOf(organization: Organization, key: KeyId): string {
	const namings = organization.entries.flatMap((entry) =>
		entry.facts.flatMap((fact, index) => {
			if ((fact.table !== 'keys' && fact.table !== 'recovery-keys') || fact.key !== key) return [];
			const authority = authorityOf(organization, entry);
			const isAdding = organization.keys.get(key)!.addedBy.includes(entry.key);
			const counts = authority === 'all' || (authority === 'keys' && isAdding);
			return counts ? [{ name: fact.name, rank: [entry.stamp, entry.id, index] }] : [];
		})
	);
	return namings.sort((a, b) => compare(a.rank, b.rank)).at(-1)?.name ?? '';
}

/** The founding key, then those that it adds, then those that they add; no key is added twice. */
function findKeys(organization: Organization): void {
	const { entries, keys } = organization;
	const founding = entries.find((entry) => entry.organization === '');
	if (!founding) return;
	keys.set(founding.key, { use: 'act', addedBy: [] });
	for (let generation = [founding.key]; generation.length > 0;) {
		const next = new Map<KeyId, OracleKey>();
		for (const entry of entries) {
			if (!generation.includes(entry.key)) continue;
			const authority = authorityOf(organization, entry);
			for (const fact of entry.facts) {
				if (fact.table !== 'keys' && fact.table !== 'recovery-keys') continue;
				// A recovery key can add a key that acts, and nothing else.
				if (authority === 'none' || (authority === 'keys' && fact.table !== 'keys')) continue;
				if (keys.has(fact.key)) continue;
				const added = next.get(fact.key) ?? { use: 'recover', addedBy: [] };
				if (fact.table === 'keys') added.use = 'act';
				if (!added.addedBy.includes(entry.key)) added.addedBy.push(entry.key);
				next.set(fact.key, added);
			}
		}
		for (const [key, added] of next) keys.set(key, added);
		generation = [...next.keys()];
	}
}

/** An entry speaks if its key belongs to the organization, those above let it, and it comes before the key's own end. */
function authorityOf(organization: Organization, entry: Entry): OracleAuthority {
	if (entry.organization === '') return 'all';
	const key = organization.keys.get(entry.key);
	if (!key) return 'none';
	const { above, own } = endsOf(organization, entry.key);
	if (!above.every((way) => way.includes(entry.id))) return 'none';
	if (own.length > 0 && !own.some((way) => way.includes(entry.id))) return 'none';
	return key.use === 'act' ? 'all' : 'keys';
}

/** The entries that count by the word of a key above it, the one that ends it soonest; and by each of its own words. */
function endsOf(organization: Organization, key: KeyId): { above: EntryId[][]; own: EntryId[][] } {
	const { entries } = organization;
	const retirements = entries.flatMap((entry) =>
		entry.facts.flatMap((fact) =>
			fact.table === 'key-retirements' && fact.key === key ? [{ entry, fact }] : []
		)
	);
	if (retirements.length === 0) return { above: [], own: [] };
	const ancestors = ancestorsOf(organization, key);
	const above = retirements
		.filter(({ entry }) => ancestors.has(entry.key) && authorityOf(organization, entry) === 'all')
		.sort((a, b) => compare([a.fact.last, a.entry.id, a.fact.head], [b.fact.last, b.entry.id, b.fact.head]))
		.slice(0, 1)
		.map(({ fact }) =>
			wayTo(organization, key, fact.head)
				.filter(({ seq }) => seq <= fact.last)
				.map(({ id }) => id)
		);
	const own = retirements
		.filter(({ entry }) => entry.key === key && organization.keys.get(key)?.use === 'act')
		.filter(({ entry }) => entry.organization === '' || above.every((way) => way.includes(entry.id)))
		.map(({ entry }) => wayTo(organization, key, entry.id).map(({ id }) => id));
	return { above, own };
}

function compare(one: (number | string)[], other: (number | string)[]): number {
	const at = one.findIndex((each, place) => each !== other[place]);
	return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1;
}

function ancestorsOf({ keys }: Organization, key: KeyId): Set<KeyId> {
	const found = new Set<KeyId>();
	const look = (below: KeyId) => {
		for (const each of keys.get(below)?.addedBy ?? []) {
			found.add(each);
			look(each);
		}
	};
	look(key);
	return found;
}

/** The entry and those before it, as far back as each names one of the same key that is here. */
function wayTo({ entries }: Organization, key: KeyId, id: EntryId): Entry[] {
	const way: Entry[] = [];
	for (let next: string = id; ;) {
		const entry = entries.find((each) => each.id === next);
		if (!entry || entry.key !== key || way.includes(entry)) return way;
		way.push(entry);
		next = entry.previous;
	}
}
