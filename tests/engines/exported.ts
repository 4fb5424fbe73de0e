import type { Entry } from '$lib/domain/entry';
import type { EngineFile, EngineKey } from '$lib/engines/engine';
import { type EngineExport, exportSetup } from '$lib/engines/export-setup';
import { engineSetup } from '$lib/engines/engine-setup';
import { folded } from '../oracle/agreement';

/** An export of what the entries come to. */
export function exported(
	key: EngineKey,
	entries: readonly Entry[],
	before?: readonly EngineFile[]
): Promise<EngineExport> {
	const { setup, notExported } = engineSetup(folded(entries));
	return exportSetup(key, { title: 'Lamps', setup, notExported, ...(before && { before }) });
}

/** The text of one file of it. */
export const fileIn = ({ files }: Pick<EngineExport, 'files'>, name: string): string => {
	const found = files.find((each) => each.name === name);
	if (!found) throw new Error(`there is no ${name} among ${files.map((each) => each.name).join(', ')}`);
	return found.text;
};
