import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FOLDER = 'tests/fixtures/setup';

/** What a sample is expected to come to: see `docs/setup-text.md`. */
export interface Expected {
	effective: [organization: string, product: string, holds: string[], mayPassOn: string[]][];
	grants: unknown[][];
	expectations: [sentence: string, holds: boolean, against: string[]][];
	guide?: { steps: [when: string, sentence: string, holds: boolean][]; doneAtStart: number };
}

export interface Sample {
	name: string;
	text: string;
	expected: Expected;
	written: string;
}

const files = readdirSync(FOLDER);

function textOf(name: string): string {
	const bytes = readFileSync(`${FOLDER}/${name}`);
	return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

const fileOf = (name: string, ending: string): string =>
	textOf(files.find((file) => file === `${name}.${ending}` || file === `${name}.${ending}.gz`)!);

/** The names of all samples, to be read one by one. */
export const sampleNames = [
	...new Set(files.filter((file) => file.includes('.expected.')).map((file) => file.split('.')[0]!))
];

export const sample = (name: string): Sample => ({
	name,
	text: textOf(files.find((file) => new RegExp(`^${name}\\.(yaml|json)(\\.gz)?$`).test(file))!),
	expected: JSON.parse(fileOf(name, 'expected.json')) as Expected,
	written: fileOf(name, 'written.yaml')
});

/** Texts with one mistake each, which has a place. */
export const broken = readdirSync(`${FOLDER}/broken`)
	.filter((file) => file.endsWith('.yaml'))
	.map((file) => ({
		name: file.slice(0, -'.yaml'.length),
		text: readFileSync(`${FOLDER}/broken/${file}`, 'utf8'),
		error: JSON.parse(readFileSync(`${FOLDER}/broken/${file.replace('.yaml', '.error.json')}`, 'utf8')) as {
			line: number;
			column: number;
			code: string;
		}
	}));
