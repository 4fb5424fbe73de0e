import type { Snapshot } from '../snapshot';

/** What can be deleted, and its deletion withdrawn: a partner by its organization's id, all others by their own. */
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

/** What an id is the id of; undefined where no such record is here. */
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
