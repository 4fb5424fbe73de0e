import type { Expected } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions';
import { folded } from '$lib/domain/text';
import type { Choice } from '$lib/views/ask';

/** What of an expectation is filled in; an organization or a product that could be several is emptied. */
export interface Filled {
	kind?: Expected['kind'];
	organization?: string;
	product?: string;
	permission?: Permission;
	steps?: number;
}

/** The more special first: who develops panels does not develop the product. */
const permissionWords: [Permission, RegExp][] = [
	['view-logs', /\blogs?\b|日志/],
	['panel-development', /\bpanels?\b|面板/],
	['purchase', /\bpurchas|\bbuys?\b|\border|\binvoice|采购|购买|发票|开票/],
	['product-development', /\bdevelop|开发/]
];

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const chineseNumbers = '一二三四五六七八九';
const steps = new RegExp(
	`(\\d{1,2}|${numbers.join('|')})\\s*(?:steps?|links?|grants?|hops?)\\b|(\\d{1,2}|[${chineseNumbers}两])\\s*(?:步|层|级|次)`
);
const only = /\bonly\b|\bnobody (?:but|else)\b|\bno one (?:but|else)\b|只有|仅|唯一/;
const not = /\bcan ?not\b|n['’]t\b|\bnot\b|\bnever\b|\bnobody\b|\bno one\b|不|没有|禁止|无权/;

/**
 * Understands as much of a sentence as it can, in English and Chinese, whichever the interface speaks: names as they
 * are on screen (or an account, or a PID), and what is said of them.
 */
export function understand(
	sentence: string,
	{ organizations, products }: { organizations: readonly Choice[]; products: readonly Choice[] }
): Filled {
	const whole = folded(sentence);
	const product = longestNamed(whole, products);
	const withoutProduct = without(whole, product?.said);
	const organization = longestNamed(withoutProduct, organizations);
	// Names hold words too, which say nothing here.
	const rest = without(withoutProduct, organization?.said);
	const found: Filled = {};
	if (product) found.product = product.id;
	const far = steps.exec(rest);
	if (far) return { ...found, ...permissionIn(rest), kind: 'within-steps', steps: numberOf(far) };
	if (organization) found.organization = organization.id;
	if (only.test(rest)) found.kind = 'only-holder';
	else if (organization) found.kind = not.test(rest) ? 'lacks' : 'holds';
	return { ...found, ...permissionIn(rest) };
}

function permissionIn(text: string): Pick<Filled, 'permission'> {
	const said = permissionWords.find(([, words]) => words.test(text));
	return said ? { permission: said[0] } : {};
}

/** The longest name is meant: "Lamp A10" is not "Lamp A1". Where several have one so long, the id is empty. */
function longestNamed(text: string, choices: readonly Choice[]): { id: string; said: string } | undefined {
	let best: { id: string; said: string } | undefined;
	for (const { id, value, name, detail } of choices)
		for (const said of [value, name, detail].map(folded)) {
			const longer = said.length - (best?.said.length ?? 0);
			if (said === '' || longer < 0 || !text.includes(said)) continue;
			best = { id: longer > 0 || best?.id === id ? id : '', said };
		}
	return best;
}

const without = (text: string, said: string | undefined): string =>
	said === undefined ? text : text.replace(said, ' ');

function numberOf([, english, chinese]: RegExpExecArray): number {
	const said = english ?? chinese ?? '';
	if (/^\d/.test(said)) return Number(said);
	if (said === '两') return 2;
	return 1 + Math.max(numbers.indexOf(said), chineseNumbers.indexOf(said));
}
