import type { Assertion, ExpectedAnswers } from './assertions';
import type { EngineSetup } from './engine-setup';
import type { SetupReader } from './setup-reader';
import type { EngineLimits } from './within-limits';

export const engineKeys = ['openfga', 'spicedb', 'cedar', 'casbin'] as const;
export type EngineKey = (typeof engineKeys)[number];

/** A file of an export, by its name in the engine's folder. */
export interface EngineFile {
	name: string;
	text: string;
}

/** What a file of an engine is written from: a setup within the engine's limits, and what is asserted of it. */
export interface ExportedSetup {
	/** What the export is called. */
	title: string;
	setup: EngineSetup;
	assertions: Assertion[];
	expected: ExpectedAnswers[];
}

/**
 * How a setup is exported to one engine. Its statements are what it stores, one text each, none twice, in one order for one
 * setup; files hold them in the engine's own form. Everything here is pure.
 */
export interface Engine {
	title: string;
	limits: EngineLimits;
	/** Whether what a permission includes is exported as a grant of its own. */
	isImpliedTold: boolean;
	statements(setup: EngineSetup): Iterable<string>;
	/** All files but those that every engine has alike. The statements are gone through once. */
	files(exported: ExportedSetup, statements: Iterable<string>): EngineFile[];
	/** Whether a file, by its beginning, holds statements: as they are exported, or as the engine gives them out. */
	holds(file: EngineFile): boolean;
	/** The same statements, out of a file that holds them. Throws `Misread` with the place where it cannot be read. */
	stated(file: EngineFile): string[];
	/** The engine's own writes and deletes. */
	changes(added: readonly string[], removed: readonly string[]): EngineFile[];
	/** Tells the reader what a statement says; false for one that says nothing that is known here. */
	read(statement: string, reader: SetupReader): boolean;
	/** Commands that load it, and what to mind, as Markdown. `longest` is the longest chain, in grants. */
	guide(longest: number): string;
}
