import type { EntryId, OrganizationId } from '../domain/facts';
import type { ExtractStep, ExtractWave } from './partner-extract';

/**
 * Writes an extract into an empty workspace, wave by wave.
 * @param write decides the steps together and returns the id of an entry for each, in order; rejects to stop
 * @returns the new ids by the old ones: both organizations, and the products
 */
export async function writeExtract(
	waves: readonly ExtractWave[],
	write: (steps: Pick<ExtractStep, 'actor' | 'command'>[]) => Promise<EntryId[]>
): Promise<Map<OrganizationId, string>> {
	const copies = new Map<string, string>();
	for (const wave of waves) {
		const steps = wave(copies);
		if (steps.length === 0) continue;
		const ids = await write(steps.map(({ actor, command }) => ({ actor, command })));
		steps.forEach(({ makes, actor }, index) => {
			if (makes === null) return;
			const id = ids[index]!;
			copies.set(makes, actor === null ? id : `${id}:0`);
		});
	}
	return copies;
}
