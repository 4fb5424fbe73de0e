import type { Expected } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import { folded } from '$lib/domain/text/text';
import type { Choice } from '$lib/views/ask/choices';
import { isPermission, type Meaning, organizationMark, productMark, type Word, wordsOf } from './vocabulary';

const marks = new RegExp(`[${organizationMark}${productMark}]`, 'g');

/** What of an expectation is filled in; an organization or a product that could be several is emptied. */
export interface Filled {
	kind?: Expected['kind'];
	organization?: string;
	product?: string;
	permission?: Permission;
	steps?: number;
}

/** What a sentence says, and its words that were not understood, alone or together: with any, it says nothing for sure. */
interface Understood {
	filled: Filled;
	left: string[];
}

/**
 * Understands a sentence in English or Chinese, whichever the interface speaks: names as they are on screen (or an
 * account, or a PID), and what is expected of them. Nothing is guessed: every word is understood, or is left.
 */
export function understand(
	sentence: string,
	{ organizations, products }: { organizations: readonly Choice[]; products: readonly Choice[] }
): Understood {
	const whole = folded(sentence).replaceAll(marks, ' ');
	const product = longestNamed(whole, products);
	const marked = replaced(whole, product, productMark);
	const organization = longestNamed(marked, organizations);
	const words = wordsOf(replaced(marked, organization, organizationMark));
	const permission = permissionIn(words);
	const meant = meantBy(
		words.filter(({ means }) => means !== 'filler' && means !== 'product' && !isPermission(means)),
		words
	);
	const filled: Filled = { ...meant.filled, ...(permission.named && { permission: permission.named }) };
	if (product) filled.product = product.id;
	if (organization && filled.kind !== 'within-steps') filled.organization = organization.id;
	const left = new Set([
		...words.filter(({ means }) => means === 'unknown'),
		...permission.left,
		...meant.left
	]);
	return {
		filled,
		left: words
			.filter((word) => left.has(word))
			.map(({ text }) => (text === organizationMark ? organization!.name : text))
	};
}

/** The one permission. Who develops panels does not develop the product; two of them are not one. */
function permissionIn(words: Word[]): { named?: Permission; left: Word[] } {
	const named = words.filter(({ means }) => isPermission(means));
	const special = named.find(({ means }) => means !== 'product-development') ?? named[0];
	if (!special) return { left: [] };
	const mayStandBeside = (means: Meaning) =>
		means === special.means || (means === 'product-development' && special.means === 'panel-development');
	return {
		named: special.means as Permission,
		left: named.filter(({ means }) => !mayStandBeside(means))
	};
}

interface Meant {
	filled: Pick<Filled, 'kind' | 'steps'>;
	left: Word[];
}

/**
 * @param saying the words that say of whom it is so, or not
 * @param words all, in whose order they stand
 */
function meantBy(saying: Word[], words: Word[]): Meant {
	const all = (...meanings: Meaning[]) => saying.filter(({ means }) => meanings.includes(means));
	const [far, ...more] = all('steps');
	const denied = all('not', 'nobody');
	if (far) {
		const isDenied = denied.length === 1 && all('beyond', 'outside').length === 1;
		const isLimited = all('only', 'the-only').length === 1 && all('within').length === 1;
		const used = isDenied
			? new Set([far, ...denied, ...all('beyond', 'outside', 'any')])
			: new Set([far, ...all('only', 'the-only', 'within')]);
		const left = saying.filter((word) => !used.has(word));
		if (isDenied !== isLimited)
			return { filled: { kind: 'within-steps', steps: far.count! }, left: [...left, ...more] };
		return { filled: {}, left: saying };
	}
	const beside = all('organization', 'be');
	const others = saying.filter((word) => !beside.includes(word));
	const kind = kindOf(others, words);
	if (kind === undefined) return { filled: {}, left: others };
	return kind === null ? { filled: {}, left: [] } : { filled: { kind }, left: [] };
}

/** Undefined where the words do not fit together, null where there are none, and nobody is named. */
function kindOf(others: Word[], words: Word[]): Exclude<Expected['kind'], 'within-steps'> | null | undefined {
	const means = others
		.map((each) => each.means)
		.sort()
		.join(' ');
	const at = words.findIndex((each) => each.means === 'organization');
	if (at < 0) return others.length === 0 ? null : undefined;
	switch (means) {
		case '':
			return 'holds';
		case 'not':
			return 'lacks';
		case 'only':
			return isBefore(words, at, 'only') || isPassive(words, at) ? 'only-holder' : undefined;
		case 'the-only':
			return isOfOrganizations(words) ? 'only-holder' : undefined;
		case 'alone':
			return words[at + 1]?.means === 'alone' ? 'only-holder' : undefined;
		case 'except nobody':
		case 'except not':
		case 'any except not':
			return isBefore(words, at, 'except') ? 'only-holder' : undefined;
		case 'except nobody outside':
		case 'except not outside':
		case 'any except not outside':
			return isBefore(words, at, 'except') && words[at + 1]?.means === 'outside' ? 'only-holder' : undefined;
		case 'nobody outside':
		case 'not outside':
		case 'any not outside':
			return words[at + 1]?.means === 'outside' ? 'only-holder' : undefined;
		default:
			return undefined;
	}
}

/** "only the organization Kilo", "except for Kilo": the word is about the one that is named, and not about what it may do. */
function isBefore(words: Word[], at: number, means: Meaning): boolean {
	for (let before = at - 1; before >= 0; before--) {
		const word = words[before]!;
		if (word.means === means) return true;
		if (!/^(?:the|by|for|organi[sz]ation|company|组织|由)$/.test(word.text)) return false;
	}
	return false;
}

/** "Lamp A1 can only be purchased by Kilo." */
const isPassive = (words: Word[], at: number): boolean =>
	words[at - 1]?.text === 'by' &&
	words.some(({ means }, index) => means === 'only' && words[index + 1]?.means === 'be');

/** "是唯一可以采购的组织", not "唯一可以采购的产品". */
function isOfOrganizations(words: Word[]): boolean {
	const only = words.findIndex(({ means }) => means === 'the-only');
	return (
		words[only]?.text !== '唯一' || words.slice(only).some(({ text }) => /^(?:组织|公司|企业)$/.test(text))
	);
}

interface Named {
	id: string;
	name: string;
}

/** The longest name is meant: "Lamp A10" is not "Lamp A1". Where several have one so long, the id is empty. */
function longestNamed(text: string, choices: readonly Choice[]): Named | undefined {
	let best: Named | undefined;
	for (const { id, value, name, detail } of choices)
		for (const candidate of [value, name, detail].map(folded)) {
			const longer = candidate.length - (best?.name.length ?? 0);
			if (candidate === '' || longer < 0 || placeOf(text, candidate) < 0) continue;
			best = { id: longer > 0 || best?.id === id ? id : '', name: candidate };
		}
	return best;
}

const isLetter = (sign: string | undefined): boolean =>
	sign !== undefined && /[\p{Script=Latin}\p{N}]/u.test(sign);

/** Where a name stands as words of its own: "Log" is not in "logs". */
function placeOf(text: string, name: string): number {
	for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
		const end = at + name.length;
		const isPart =
			(isLetter(name[0]) && isLetter(text[at - 1])) || (isLetter(name.at(-1)) && isLetter(text[end]));
		if (!isPart) return at;
	}
	return -1;
}

/** Names hold words too, which say nothing here: a mark stands for the name. */
function replaced(text: string, named: Named | undefined, mark: string): string {
	if (!named) return text;
	const at = placeOf(text, named.name);
	return `${text.slice(0, at)} ${mark} ${text.slice(at + named.name.length)}`;
}
