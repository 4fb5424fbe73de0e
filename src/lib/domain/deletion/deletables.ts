import type { Snapshot } from '../snapshot';

/** What can be deleted, and its deletion withdrawn: a partner by its organization's id, everything else by its own. */
export const deletables = [
	'organization',
	'product',
	'partner',
	'work',
	'device',
	'logs',
	'expectation'
] as const;
export type Deletable = (typeof deletables)[number];

/** What kind of record an id names, partner records aside; undefined where there is none. */
export function kindOfRecord(
	{ organizations, products, work, devices, logs, expectations }: Snapshot,
	id: string
): Exclude<Deletable, 'partner'> | undefined {
	if (organizations.has(id)) return 'organization';
	if (products.has(id)) return 'product';
	if (work.has(id)) return 'work';
	if (devices.has(id)) return 'device';
	if (logs.has(id)) return 'logs';
	return expectations.has(id) ? 'expectation' : undefined;
}
