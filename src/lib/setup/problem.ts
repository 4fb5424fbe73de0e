/** Every mistake that a text can have. A code is never given another meaning: people look it up. */
const problemCodes = [
	...(['yaml', 'no-header', 'not-a-setup', 'newer-version'] as const),
	...(['too-big', 'too-deep', 'several-documents', 'directive', 'tag', 'merge-key'] as const),
	...(['duplicate-key', 'aliases', 'unknown-key', 'missing-key', 'empty'] as const),
	...(['not-a-map', 'not-a-list', 'not-a-text', 'not-yes-or-no'] as const),
	...(['key-malformed', 'key-reserved', 'unknown-organization', 'unknown-product'] as const),
	...(['account-malformed', 'account-taken', 'pid-malformed', 'pid-taken'] as const),
	...(['origin-unknown', 'kind-unknown', 'permission-unknown'] as const),
	...(['maker-missing', 'maker-not-allowed', 'maker-is-owner', 'based-on-itself'] as const),
	...(['grantee-self', 'grantee-owner', 'granted-twice', 'nothing-granted', 'no-products'] as const),
	...(['flag-without-grant', 'names-differ', 'said-twice'] as const),
	...(['sentence-unknown', 'steps-invalid', 'done-twice'] as const)
];
export type ProblemCode = (typeof problemCodes)[number];

export const isProblemCode = (text: string): text is ProblemCode =>
	(problemCodes as readonly string[]).includes(text);

/** Both from 1, the column in UTF-16 units. */
export interface TextPosition {
	line: number;
	column: number;
}

/** What a sentence about a problem names. */
export interface ProblemDetails {
	/** What is written. */
	word?: string;
	/** What was probably meant. */
	nearest?: string;
	/** What it is about: the key of a record, the name of a field, or who has it already. */
	of?: string;
	/** The section of the record, where it has no key, or that is not the point. */
	in?: string;
	/** What there is to choose from. */
	choices?: readonly string[];
}

export interface Problem extends TextPosition {
	code: ProblemCode;
	details: ProblemDetails;
}

/** A problem of which only the place in the text is known. `original`: where the value is written that an alias repeats. */
interface Found {
	code: ProblemCode;
	at: number;
	original: number;
	details: ProblemDetails;
}

/** Where something is written: in UTF-16 units from the beginning of the text. */
export interface TextOffset {
	at: number;
	original?: number;
}

/** Nobody reads more, and a text of ten megabytes could have millions. */
const mostProblems = 10_000;

/** Of what is written, in signs: aliases repeat a long value where it is wrong each time. */
const mostSaid = 100;

const shortened = (text: string): string => (text.length > mostSaid ? `${text.slice(0, mostSaid)}…` : text);

/** Gathers what is wrong with one text, and tells each mistake once. */
export class Problems {
	readonly #found: Found[] = [];

	get some(): boolean {
		return this.#found.length > 0;
	}

	add(code: ProblemCode, { at, original = at }: TextOffset, details: ProblemDetails = {}): void {
		if (this.#found.length >= mostProblems) return;
		const { word, of } = details;
		const short = {
			...(word !== undefined && { word: shortened(word) }),
			...(of !== undefined && { of: shortened(of) })
		};
		this.#found.push({ code, at, original, details: { ...details, ...short } });
	}

	/** All of them, by place. What an alias only repeats is reported where it is written. */
	sorted(placeOf: (offset: number) => TextPosition): Problem[] {
		const keyOf = ({ code, details }: Found) => `${code} ${JSON.stringify(details)}`;
		const atHome = new Set(
			this.#found.filter(({ at, original }) => at === original).map((each) => `${each.at} ${keyOf(each)}`)
		);
		const seen = new Set<string>();
		return this.#found
			.toSorted((one, other) => one.at - other.at)
			.filter((each) => {
				if (each.at !== each.original && atHome.has(`${each.original} ${keyOf(each)}`)) return false;
				const key = `${each.at} ${keyOf(each)}`;
				const isNew = !seen.has(key);
				seen.add(key);
				return isNew;
			})
			.map(({ code, at, details }) => ({ ...placeOf(at), code, details }));
	}
}
