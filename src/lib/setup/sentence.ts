import { type Expected, mostSteps } from '../domain/facts';
import type { Permission } from '../domain/permissions/permissions';
import type { ProblemCode, ProblemDetails } from './problem';
import type { Key, Sentence } from './setup';

/** How each permission is written before the product's key. */
const WORDS: Record<Permission, readonly string[]> = {
	'product-development': ['develop'],
	'panel-development': ['develop', 'panels', 'of'],
	'view-logs': ['view', 'logs', 'of'],
	purchase: ['purchase']
};

/** Permissions as sentences say them. */
export const permissionWords: readonly string[] = Object.values(WORDS).map((words) => words.join(' '));

export const sentenceForms = [
	'A may … P',
	'A may not … P',
	'only A may … P',
	'nobody beyond N steps may … P'
] as const;

/** What is wrong with a sentence, at one of its words, from 0. */
export interface SentenceProblem {
	code: ProblemCode;
	at: number;
	details: ProblemDetails;
}

/** A sentence without the meaning of its keys: which words they are. Undefined where it is not one. */
export interface ParsedSentence {
	organization?: { key: Key; at: number };
	product?: { key: Key; at: number };
	sentence?: Sentence;
	problems: SentenceProblem[];
}

export const sentenceWords = (text: string): string[] => text.split(/\s+/u).filter(Boolean);

/** Reads the words of a sentence one by one, in one of four forms. */
export function parseSentence(words: readonly string[]): ParsedSentence {
	const reader = new Reader(words);
	const found = reader.subject();
	if (!found) return { problems: reader.problems };
	const { expected, organization } = found;
	const known = organization ? { organization } : {};
	const permission = reader.permission();
	const product = permission && reader.key();
	if (!permission || !product || !reader.ends()) {
		const isForm = reader.problems.every(({ code }) => code !== 'sentence-unknown');
		return { ...(isForm && known), problems: reader.problems };
	}
	const { problems } = reader;
	const sentence = { product: product.key, permission, expected };
	return { ...known, product, ...(problems.length === 0 && { sentence }), problems };
}

class Reader {
	readonly problems: SentenceProblem[] = [];
	#at = 0;

	constructor(readonly words: readonly string[]) {}

	/** Who may, or how far: up to the permission. */
	subject(): { expected: Expected; organization?: { key: Key; at: number } } | undefined {
		if (this.#takes('nobody')) {
			if (!this.#needs('beyond')) return undefined;
			const steps = this.#steps();
			if (steps === undefined || !this.#needs('step', 'steps') || !this.#needs('may')) return undefined;
			return { expected: { kind: 'within-steps', steps } };
		}
		const isOnly = this.#takes('only');
		const organization = this.key();
		if (!organization || !this.#needs('may')) return undefined;
		const kind = isOnly ? 'only-holder' : this.#takes('not') ? 'lacks' : 'holds';
		return { expected: { kind, organization: organization.key }, organization };
	}

	permission(): Permission | undefined {
		const first = this.words[this.#at];
		if (first === undefined) return this.#unknown();
		const fits = (Object.entries(WORDS) as [Permission, readonly string[]][]).filter(
			([, words]) => words[0] === first
		);
		if (fits.length === 0) {
			this.#add('permission-unknown', { word: first, choices: permissionWords });
			return undefined;
		}
		const whole = fits
			.toSorted(([, one], [, other]) => other.length - one.length)
			.find(([, words]) => words.every((word, index) => this.words[this.#at + index] === word));
		if (whole && this.words.length > this.#at + whole[1].length) {
			this.#at += whole[1].length;
			return whole[0];
		}
		// A product may have the key `panels`.
		const short = fits.find(([, words]) => words.length === 1);
		this.#at += 1;
		if (short) return short[0];
		const rest = fits[0]![1].slice(1);
		this.#at += rest.filter((_, index) =>
			rest.slice(0, index + 1).every((word, place) => this.words[this.#at + place] === word)
		).length;
		return this.#unknown();
	}

	/** A word that may be a key. */
	key(): { key: Key; at: number } | undefined {
		const key = this.words[this.#at];
		if (key === undefined || WORDS_OF_FORMS.has(key)) return this.#unknown();
		return { key, at: this.#at++ };
	}

	ends(): boolean {
		if (this.#at === this.words.length) return true;
		this.#unknown();
		return false;
	}

	#steps(): number | undefined {
		const word = this.words[this.#at];
		if (word === undefined) return this.#unknown();
		const steps = /^[1-9]\d?$/.test(word) ? Number(word) : 0;
		if (steps < 1 || steps > mostSteps) this.#add('steps-invalid', { word });
		this.#at += 1;
		// Without a number at all, the words behind it are reported with it.
		const isSkipped = steps === 0 && !/^steps?$/.test(this.words[this.#at] ?? '');
		return isSkipped ? undefined : steps;
	}

	#takes(word: string): boolean {
		if (this.words[this.#at] !== word) return false;
		this.#at += 1;
		return true;
	}

	#needs(...words: string[]): boolean {
		if (words.some((word) => this.#takes(word))) return true;
		this.#unknown();
		return false;
	}

	#add(code: ProblemCode, details: ProblemDetails, at = this.#at): void {
		this.problems.push({ code, at, details });
	}

	/** The word here fits no form; where the sentence ends too early, the last one. */
	#unknown(): undefined {
		const at = Math.min(this.#at, this.words.length - 1);
		this.#add('sentence-unknown', { word: this.words[at] ?? '', choices: sentenceForms }, at);
		return undefined;
	}
}

/** No keys: they begin or divide sentences. */
const WORDS_OF_FORMS: ReadonlySet<string> = new Set(['only', 'nobody', 'may', 'not']);

/** The sentence as it is written, with the keys that its organization and product have. */
export function printSentence(
	{ product, permission, expected }: Sentence,
	keyOf: { organization: (id: string) => Key; product: (id: string) => Key }
): string {
	const what = `${WORDS[permission].join(' ')} ${keyOf.product(product)}`;
	switch (expected.kind) {
		case 'holds':
			return `${keyOf.organization(expected.organization)} may ${what}`;
		case 'lacks':
			return `${keyOf.organization(expected.organization)} may not ${what}`;
		case 'only-holder':
			return `only ${keyOf.organization(expected.organization)} may ${what}`;
		case 'within-steps':
			return `nobody beyond ${expected.steps} ${expected.steps === 1 ? 'step' : 'steps'} may ${what}`;
	}
}
