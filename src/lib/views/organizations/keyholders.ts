import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { partnersOf } from '$lib/domain/partners';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { organizationShown, type OrganizationShown } from './shown';

/** An organization with the keys that act for it, and whether this browser has one. */
export interface OrganizationWithKeys extends OrganizationShown {
	/** This browser acts for it. */
	isHere: boolean;
	/** Made here for a partner, whose browser is to take it over. */
	reserved: boolean;
	/** The keys that act for it now: this browser's first. Found when they are asked for. */
	readonly keys: KeyId[];
}

/** The keys that act for an organization, the first one first. */
export const actingKeys = ({ keys }: Snapshot, id: OrganizationId): KeyId[] =>
	keys
		.recordsOf(id)
		.map(({ key }) => key)
		.filter((key) => keys.acts(id, key));

/** Every organization that is not deleted, by name, with the keys that act for it. */
export const organizationsWithKeys = (
	snapshot: Snapshot,
	held: ReadonlyMap<OrganizationId, KeyId>
): OrganizationWithKeys[] =>
	[...snapshot.organizations.values()]
		.filter((organization) => !organization.deleted)
		.map(({ id, reserved }): OrganizationWithKeys => {
			const here = held.get(id);
			return {
				...organizationShown(snapshot, id),
				isHere: here !== undefined,
				reserved,
				get keys() {
					const acting = actingKeys(snapshot, id);
					return [...acting.filter((key) => key === here), ...acting.filter((key) => key !== here)];
				}
			};
		})
		.sort((one, other) => (one.name < other.name ? -1 : 1));

/** The reserved organizations that this browser can hand over to whom it invites. */
export const organizationsToHandOver = (
	snapshot: Snapshot,
	held: ReadonlyMap<OrganizationId, KeyId>
): OrganizationWithKeys[] =>
	organizationsWithKeys(snapshot, held).filter(({ reserved, isHere }) => reserved && isHere);

/** With whom an organization could share a workspace for the two alone: its partners, and those whose partner it is. */
export function counterparties(snapshot: Snapshot, organization: OrganizationId): OrganizationShown[] {
	const { partnerOf } = relationsOf(snapshot, organization);
	const ids = new Set([
		...partnersOf(snapshot, organization).map(({ partner }) => partner),
		...partnerOf.keys()
	]);
	return [...ids]
		.filter((id) => snapshot.organizations.has(id))
		.map((id) => organizationShown(snapshot, id))
		.sort((one, other) => (one.name < other.name ? -1 : 1));
}
