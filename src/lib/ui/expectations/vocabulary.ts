import { type Permission, permissions } from '$lib/domain/permissions/permissions';

/** What a word of a sentence says; `filler` says nothing of its own, `unknown` is not understood. */
export type Meaning =
	| Permission
	| ('only' | 'the-only' | 'alone' | 'not' | 'nobody' | 'any' | 'except' | 'outside')
	| ('steps' | 'beyond' | 'within' | 'be' | 'organization' | 'product' | 'filler' | 'unknown');

/** A word or an expression of a sentence. */
export interface Word {
	means: Meaning;
	text: string;
	/** Of `steps`: how many. */
	count?: number;
}

/** Stand-ins, in a text, for the names that were found in it. */
export const organizationMark = '\uE000';
export const productMark = '\uE001';

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const chineseNumbers = '一二三四五六七八九';

/** What each permission is called, in English and in Chinese. */
const permissionWords: Record<Permission, [english: string, chinese: string]> = {
	'product-development': ['develop(?:s|ed|ing|ment)?', '(?:产品)?开发'],
	'panel-development': ['panels?', '面板(?:开发)?'],
	'view-logs': ['logs?', '(?:设备)?日志'],
	purchase: [
		'purchas(?:e|es|ed|ing)|buys?|buying|bought|orders?|ordered|ordering|invoices?(?: entity)?',
		'(?:下)?采购(?:单)?|购买|订购|下单|发票|开票(?:主体)?'
	]
};

/** English expressions, which end where a word ends. */
const english: [Meaning, string][] = [
	...permissions.map((each): [Meaning, string] => [each, permissionWords[each][0]]),
	['only', 'only|just|solely|exclusively'],
	['the-only', '(?:is )?the (?:only|sole) (?:one|organi[sz]ation|company|holder)'],
	['alone', 'alone|and (?:nobody|no one) else'],
	[
		'not',
		"can ?not|not|never|no longer|no|lacks?|unable|forbidden|prohibited|(?:ca|do|does|is|are|must|should|wo)n['’]t"
	],
	[
		'nobody',
		'(?:nobody|no[ -]one|none|no (?:other )?(?:organi[sz]ations?|compan(?:y|ies)))(?: else(?! than))?'
	],
	['any', 'any(?:body|one)(?: else(?! than))?|any (?:other )?(?:organi[sz]ation|company)|others'],
	[
		'except',
		'except(?:ing)?(?: for)?|but|(?:other|else) than|besides|apart from|aside from|save for|excluding|with the exception of'
	],
	['beyond', 'beyond|(?:further|farther)(?: away)?|more than|outside'],
	['within', 'within|at most|up to|no (?:more|further|farther) than'],
	['be', 'be'],
	[
		'filler',
		'besides its owner and maker|(?:from )?(?:the )?owner (?:or|and)(?: the)? maker|any ?more|any longer|at all|ever'
	],
	[
		'filler',
		'the|an?|may|can|could|should|shall|must|will|is|are|able|allowed|permitted|to|do|does|has|have|holds?|gets?|it|its|of|on|in|for|from|by|as|with|that|who|which|than|away|owner|maker|one|view|views|see|sees|read|reads|access|permissions?|rights?|products?|devices?|organi[sz]ations?|company|companies|entity'
	]
];

/** Chinese ones: the longest that fits is meant. */
const chinese: [Meaning, string][] = [
	...permissions.map((each): [Meaning, string] => [each, permissionWords[each][1]]),
	['only', '只有|仅有|唯有|只允许|仅允许|仅限|只能由|只可由|只由|仅由|仅'],
	['the-only', '唯一'],
	[
		'not',
		'不能够|不能|不可以|不可|不得|不应当|不应该|不应|不允许|不准|不许|不会|不该|不|没有权限|没有权|没有|没|无权限|无权|无法|禁止|未'
	],
	['nobody', '没有?(?:任何|其他|其它|别的)*(?:人|组织|公司|企业)|无人'],
	['any', '谁|(?:所有|任何|其他|其它|别的|其余)+'],
	['except', '除了|除去|除开|除'],
	['outside', '以外|之外|外'],
	['beyond', '超过|超出|多于|大于|远于'],
	['within', '以内|之内|内|最多|至多|不超过|不多于'],
	['filler', '除所有者和制造商外|距?离?(?:产品)?所有者或制造商'],
	[
		'filler',
		'的|可以|能够|能|可|应该|应当|应|必须|需要|须|会|有权|拥有|具有|享有|持有|具备|有|权限|权利|权|对|在|上|中|里|为|由|被|是|这个|该|产品|设备|组织|公司|企业|人|者|查看|查阅|读取|看|访问|进行|作为|允许|获得|得到|都|也|均|才|所有者|制造商|距离|距|离|从'
	]
];

const steps = new RegExp(
	`(\\d{1,2}|${numbers.join('|')})\\s*(?:steps?|links?|grants?|hops?)(?![a-z0-9])|(\\d{1,2}|[${chineseNumbers}两])\\s*(?:步|层|级|次)(?:授权)?`,
	'y'
);
const known: [Meaning, RegExp][] = [
	[organizationMark, 'organization'] as const,
	[productMark, 'product'] as const
]
	.map(([mark, means]): [Meaning, RegExp] => [means, new RegExp(mark, 'y')])
	.concat(
		english.map(([means, words]) => [means, new RegExp(`(?:${words})(?![a-z0-9])`, 'y')]),
		chinese.map(([means, words]) => [means, new RegExp(`(?:${words})`, 'y')])
	);
const between = /[\s.,;:!?，。；：！？、“”"'‘’()（）《》]+/y;
const unknown = /[\p{Script=Latin}\p{N}'’_@-]+|\p{Script=Han}|[^]/uy;

/** The words of a folded text, in which marks stand for the names; of several that fit, the longest. */
export function wordsOf(text: string): Word[] {
	const words: Word[] = [];
	for (let at = 0; at < text.length;) {
		const word = matchAt(text, at, between) ? undefined : wordAt(text, at);
		if (word) words.push(word);
		at += word?.text.length ?? matchAt(text, at, between)!.length;
	}
	return joined(words);
}

function wordAt(text: string, at: number): Word {
	const far = matchesAt(text, at, steps);
	if (far) return { means: 'steps', text: far[0], count: numberOf(far[1] ?? far[2] ?? '') };
	let best: Word | undefined;
	for (const [means, words] of known) {
		const found = matchAt(text, at, words);
		if (found && found.length > (best?.text.length ?? 0)) best = { means, text: found };
	}
	return best ?? { means: 'unknown', text: matchAt(text, at, unknown)! };
}

function matchesAt(text: string, at: number, words: RegExp): RegExpExecArray | null {
	words.lastIndex = at;
	return words.exec(text);
}

const matchAt = (text: string, at: number, words: RegExp): string | undefined =>
	matchesAt(text, at, words)?.[0];

function numberOf(word: string): number {
	if (/^\d/.test(word)) return Number(word);
	if (word === '两') return 2;
	return 1 + Math.max(numbers.indexOf(word), chineseNumbers.indexOf(word));
}

/** Signs that stand beside each other and are not understood are shown as one. */
function joined(words: Word[]): Word[] {
	const all: Word[] = [];
	for (const word of words) {
		const last = all.at(-1);
		const areUnknown = last?.means === 'unknown' && word.means === 'unknown';
		if (areUnknown && isChinese(last.text) && isChinese(word.text))
			all[all.length - 1] = { means: 'unknown', text: last.text + word.text };
		else all.push(word);
	}
	return all;
}

const isChinese = (text: string): boolean => /^\p{Script=Han}+$/u.test(text);

/** Whether a word names a permission. */
export const isPermission = (means: Meaning): means is Permission =>
	(permissions as readonly Meaning[]).includes(means);
