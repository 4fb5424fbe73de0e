import { differenceOf } from './effective';
import { problemSentence } from './problem-text';
import { readSetupBytes } from './read/read';
import { printSentence } from './sentence';
import type { Setup } from './setup';
import { textState } from './state';
import { verdictsOf } from './verdicts';

/** A file, and the name that its problems are listed under. */
export interface NamedFile {
	name: string;
	bytes: Uint8Array;
}

/** What is printed, a line each, and how the command ends. */
export interface CommandLineResult {
	lines: string[];
	/** 0: it holds, or nothing differs. 1: it does not, or something does. 2: a text has errors. */
	code: 0 | 1 | 2;
}

const asKeys = { organization: (key: string) => key, product: (key: string) => key };

/** Whether the expectations of the one text hold in it. */
export function checkSetup(files: readonly NamedFile[]): CommandLineResult {
	const { setups, errors } = read(files);
	const [setup] = setups;
	if (!setup) return { lines: errors, code: 2 };
	const verdicts = verdictsOf(setup, textState(setup));
	const lines = verdicts.map(({ sentence, holds, against, more }) => {
		const said = printSentence(sentence, asKeys);
		const named = [...against, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
		return holds ? `holds ${said}` : `broken ${said} (against: ${named})`;
	});
	return { lines, code: verdicts.every(({ holds }) => holds) ? 0 : 1 };
}

/** What organizations hold and may pass on by the second of two texts and not by the first, and the other way round. */
export function diffSetups(files: readonly NamedFile[]): CommandLineResult {
	const { setups, errors } = read(files);
	const [one, other] = setups;
	if (errors.length > 0 || !one || !other) return { lines: errors, code: 2 };
	const lines = differenceOf(textState(one), textState(other));
	return { lines, code: lines.length > 0 ? 1 : 0 };
}

function read(files: readonly NamedFile[]): { setups: Setup[]; errors: string[] } {
	const setups: Setup[] = [];
	const errors: string[] = [];
	for (const { name, bytes } of files) {
		const { setup, problems = [] } = readSetupBytes(bytes);
		if (setup) setups.push(setup);
		for (const problem of problems)
			errors.push(`${name}:${problem.line}:${problem.column} ${problem.code} ${problemSentence(problem)}`);
	}
	return { setups, errors };
}
