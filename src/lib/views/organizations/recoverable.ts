import type { KeyId, OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';

/** Of the organizations that this browser acts for, how many could be acted for without it. */
export interface Recoverable {
	count: number;
	/** Another key acts for it, in another browser as far as is known. */
	second: number;
	/** It has a recovery key. */
	recovery: number;
}

/** How many of the organizations that this browser acts for could be acted for without it. */
export function recoverable(snapshot: Snapshot, held: ReadonlyMap<OrganizationId, KeyId>): Recoverable {
	const records = [...held].map(([organization, own]) =>
		snapshot.keys.recordsOf(organization).filter(({ key, retired }) => key !== own && !retired)
	);
	const having = (wanted: string) => records.filter((keys) => keys.some(({ use }) => use === wanted)).length;
	return { count: held.size, second: having('act'), recovery: having('recover') };
}
