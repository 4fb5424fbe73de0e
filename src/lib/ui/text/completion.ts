import { origins } from '$lib/domain/facts';
import { kinds, permissions } from '$lib/domain/permissions/permissions';
import { permissionsOfKind, toList } from '$lib/domain/permissions/standing';
import { permissionWords } from '$lib/setup/sentence';
import { keysAt, sections } from '$lib/setup/shape';

/** The keys that a text has, of those parts that could be read last. */
export interface KnownKeys {
	organizations: readonly string[];
	products: readonly string[];
}

const WORD = /(?<![\p{L}\p{Nd}\p{M}_.-])[\p{L}\p{Nd}\p{M}_.-]*$/u;
/** A key and what stands behind it: in a list, or up to the next key. */
const VALUE = /(?:^|[{,[]|- )\s*([a-z]+(?: [a-z]+)?):(?:\s*\[[^\]]*|[^,{}[\]]*)$/;
/** Of a longer line, in signs, nothing is completed: it was not typed, and each bracket in it costs a look at the rest. */
const longestLine = 5_000;
const SENTENCE = /^(?:.*may(?: not)? )/;

/**
 * What can stand where the cursor is, and how many signs before it are the beginning of that.
 * @param before the text up to the cursor
 */
export function completionsAt(
	before: string,
	known: KnownKeys
): { options: readonly string[]; typed: number } {
	const lines = before.split('\n');
	const line = lines.at(-1)!;
	if (line.length > longestLine) return { options: [], typed: 0 };
	const section = lines.findLast((each) => /^[a-z]+:/.test(each))?.split(':')[0] ?? '';
	const typed = WORD.exec(line)![0].length;
	return { typed, options: optionsIn(line.slice(0, line.length - typed), section, known) };
}

function optionsIn(line: string, section: string, known: KnownKeys): readonly string[] {
	if (line === '') return sections.map((each) => `${each}:`);
	const key = VALUE.exec(line)?.[1];
	if (key !== undefined && key !== section)
		return valuesOf(key, line.slice(line.lastIndexOf(`${key}:`)), known);
	if (section === 'expectations')
		return /^\s*(?:- |\[)/.test(line) ? sentenceOf(line.replace(/^\s*(?:- |\[)\s*/, ''), known) : [];
	if (/[{,]\s*$/.test(line)) return (keysAt([section, '']) ?? []).map((each) => `${each}: `);
	return [];
}

function valuesOf(key: string, value: string, known: KnownKeys): readonly string[] {
	switch (key) {
		case 'from':
		case 'to':
		case 'owner':
		case 'maker':
		case 'who':
			return known.organizations;
		case 'products':
		case 'based on':
			return known.products;
		case 'develop':
			return toList(permissionsOfKind.develop);
		case 'third party':
			return [...new Set([...kinds, ...permissions])];
		case 'maker may':
			return kinds;
		case 'purchase':
			return ['yes'];
		case 'origin':
			return origins;
		case 'done when':
		case 'no longer':
			return sentenceOf(value.slice(key.length + 1).trimStart(), known);
		default:
			return [];
	}
}

/** The next word of a sentence, of which only the beginning is there. */
function sentenceOf(typed: string, { organizations, products }: KnownKeys): readonly string[] {
	const begun = typed.trim();
	if (begun === '') return [...organizations, 'only', 'nobody beyond 1 step may'];
	if (begun === 'only') return organizations;
	if (begun === 'nobody') return ['beyond 1 step may'];
	if (!SENTENCE.test(typed)) return ['may', ...(begun.startsWith('only ') ? [] : ['may not'])];
	const rest = typed.replace(SENTENCE, '').trim();
	if (rest === '') return permissionWords;
	if (permissionWords.includes(rest)) return products;
	return permissionWords
		.filter((words) => words.startsWith(`${rest} `))
		.map((words) => words.slice(rest.length + 1));
}
