import type { Engine, EngineFile } from './engine';

/** The folder of an export in which the difference to an earlier one is. */
export const CHANGES = 'changes/';

/** What the files of an export say, whichever of them says it; a file that cannot be read throws, and names itself. */
export const statementsIn = (engine: Engine, files: readonly EngineFile[]): string[] =>
	files
		.filter(({ name }) => !name.includes(CHANGES))
		.flatMap((file) => {
			try {
				return engine.stated(file) ?? [];
			} catch (error) {
				throw new UnreadableExport(file.name, { cause: error });
			}
		});

export class UnreadableExport extends Error {
	constructor(
		readonly file: string,
		options: ErrorOptions
	) {
		super(`${file} cannot be read`, options);
	}
}
