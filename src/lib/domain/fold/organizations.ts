import { addVersion, current } from '../field';
import type { Organization } from '../records';
import { normalise, type Snapshot } from '../snapshot';
import { type Handlers, newOwned, reindex, versionOf, waitFor } from './handlers';
import { organizationFor } from './writable';

export const foldOrganizations: Handlers<
	'organizations' | 'organization-fields' | 'keys' | 'recovery-keys' | 'key-retirements' | 'reservations'
> = {
	organizations({ snapshot }, fact, source) {
		// Only a founding entry, whose id is its author's, can state an organization; and only one.
		if (source.author !== source.entry || snapshot.organizations.has(source.entry)) return;
		const { name, account, colour } = fact;
		snapshot.organizations.set(source.entry, {
			...newOwned(source),
			id: source.entry,
			name,
			account,
			colour,
			fields: {
				name: [versionOf(name, source)],
				account: [versionOf(account, source)],
				colour: [versionOf(colour, source)]
			},
			reservations: [],
			reserved: false
		});
		indexAccount(snapshot, source.entry, null, account);
	},

	'organization-fields'(folding, fact, source) {
		const organization = organizationFor(folding.snapshot, source.author);
		if (!organization) return waitFor(folding, source.author, fact, source);
		const before = organization.account;
		setField(organization, fact.field, versionOf(fact.value, source));
		indexAccount(folding.snapshot, organization.id, before, organization.account);
	},

	reservations(folding, fact, source) {
		const organization = organizationFor(folding.snapshot, source.author);
		if (!organization) return waitFor(folding, source.author, fact, source);
		addVersion(organization.reservations, versionOf(fact.reserved, source));
		organization.reserved = current(organization.reservations)!;
	},

	// What is said of keys decides which entries count at all, before any fact is stated: see `keys.ts`.
	keys: () => undefined,
	'recovery-keys': () => undefined,
	'key-retirements': () => undefined
};

function setField(
	organization: Organization,
	field: keyof Organization['fields'],
	version: ReturnType<typeof versionOf<string>>
): void {
	addVersion(organization.fields[field], version);
	organization[field] = current(organization.fields[field])!;
}

const indexAccount = (snapshot: Snapshot, id: string, from: string | null, to: string): void =>
	reindex(snapshot, snapshot.organizationsByAccount, id, from && normalise(from), normalise(to));
