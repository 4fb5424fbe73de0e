import { addVersion, current, dropVersions } from '../merge/field';
import type { Organization } from '../records';
import type { Snapshot } from '../snapshot';
import { confusableSkeleton } from '../text/confusables';
import { foldedAccount } from '../text/text';
import { type Handlers, reindex, versionOf, waitFor } from './handlers';
import { blanks, writablePart } from './copy-on-write';
import { organizationFor } from './writable-records';

/**
 * States organizations and their fields. What is stated about keys decides beforehand which entries count: see
 * `keys/key-registry.ts`.
 */
export const foldOrganizations: Handlers<
	'organizations' | 'organization-fields' | 'keys' | 'recovery-keys' | 'key-retirements' | 'reservations'
> = {
	organizations({ snapshot }, fact, source) {
		// Only a founding entry, whose id is its author's, can state an organization; and only one.
		if (source.author !== source.entry || snapshot.organizations.has(source.entry)) return;
		const { name, account, colour } = fact;
		const organization: Organization = {
			// Spelled out, as a product is.
			id: source.entry,
			owner: source.author,
			entry: source.entry,
			at: source.at,
			tombstones: blanks.set,
			name,
			account,
			colour,
			fields: {
				name: [versionOf(name, source)],
				account: [versionOf(account, source)],
				colour: [versionOf(colour, source)]
			},
			reservations: [],
			reserved: false,
			deleted: false,
			look: null
		};
		snapshot.organizations.set(source.entry, organization);
		indexAccount(snapshot, source.entry, null, account);
		indexLook(snapshot, organization);
	},

	'organization-fields'(folding, fact, source) {
		const organization = organizationFor(folding.snapshot, source.author);
		if (!organization) return waitFor(folding, source.author, fact, source);
		const before = organization.account;
		const field = writablePart(
			folding.snapshot,
			writablePart(folding.snapshot, organization, 'fields'),
			fact.field
		);
		addVersion(field, versionOf(fact.value, source));
		organization[fact.field] = current(field)!;
		indexAccount(folding.snapshot, organization.id, before, organization.account);
		if (fact.field === 'name') indexLook(folding.snapshot, organization);
	},

	reservations(folding, fact, source) {
		const organization = organizationFor(folding.snapshot, source.author);
		if (!organization) return waitFor(folding, source.author, fact, source);
		addVersion(
			writablePart(folding.snapshot, organization, 'reservations'),
			versionOf(fact.reserved, source)
		);
		organization.reserved = current(organization.reservations)!;
	},

	// The facts about keys decide which entries count, before any fact is stated: see `keys/key-registry.ts`.
	keys: () => undefined,
	'recovery-keys': () => undefined,
	'key-retirements': () => undefined
};

/** Retracts fields of organizations. An organization stays: its founding entry always counts. */
export const retractOrganizations: Handlers<
	'organizations' | 'organization-fields' | 'keys' | 'recovery-keys' | 'key-retirements' | 'reservations'
> = {
	organizations: () => undefined,

	'organization-fields'({ snapshot }, fact, source) {
		const organization = organizationFor(snapshot, source.author)!;
		const before = organization.account;
		const field = writablePart(snapshot, writablePart(snapshot, organization, 'fields'), fact.field);
		dropVersions(field, source);
		organization[fact.field] = current(field)!;
		indexAccount(snapshot, organization.id, before, organization.account);
		if (fact.field === 'name') indexLook(snapshot, organization);
	},

	reservations({ snapshot }, _, source) {
		const organization = organizationFor(snapshot, source.author)!;
		dropVersions(writablePart(snapshot, organization, 'reservations'), source);
		organization.reserved = current(organization.reservations) ?? false;
	},

	keys: () => undefined,
	'recovery-keys': () => undefined,
	'key-retirements': () => undefined
};

/** Whether an organization is deleted now. */
export function setDeleted(snapshot: Snapshot, organization: Organization, deleted: boolean): void {
	const before = organization.deleted;
	organization.deleted = deleted;
	if (deleted !== before) indexLook(snapshot, organization);
}

/** To be called with an organization, to write, once its name is another, or it was deleted or restored. */
function indexLook(snapshot: Snapshot, organization: Organization): void {
	const { id, name, deleted, look: before } = organization;
	organization.look = deleted ? null : confusableSkeleton(name);
	reindex(snapshot, snapshot.organizationsByLook, id, before, organization.look);
}

const indexAccount = (snapshot: Snapshot, id: string, from: string | null, to: string): void =>
	reindex(snapshot, snapshot.organizationsByAccount, id, from && foldedAccount(from), foldedAccount(to));
