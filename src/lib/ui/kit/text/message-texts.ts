/**
 * The texts of the messages, where a build has them beside its scripts (`scripts/message-texts.js`): only those of the language
 * that is read are loaded. Every other build has no use for this.
 */
import * as registry from '$lib/paraglide/registry';
import { getLocale, type Locale } from '$lib/paraglide/runtime';
import { interpolated, pluralOf } from './interpolated';

type Inputs = Record<string, unknown>;
/** What a message says in one language: always the same, or made of what is put into it. */
type Text = string | ((inputs: Inputs) => string);
type Texts = Record<number, Text>;
interface TextsFile {
	default: (put: typeof interpolated, plural: typeof pluralOf, all: typeof registry) => Texts;
}

/** Loads a file of texts. It comes from the build that has them: the single file names no other. */
type OpenTexts = (file: string) => Promise<TextsFile>;
let open: OpenTexts;

const texts: Record<Locale, Texts> = { en: {}, zh: {} };
/** The addresses of the scripts whose texts are wanted. */
const scripts = new Set<string>();
/** The languages that are read, or soon may be. */
const languages = new Set<Locale>();
/** By address. */
const files = new Map<string, Promise<void>>();

/** A message, by its number, in the language of the moment. */
export const message =
	(number: number) =>
	(inputs: Inputs = {}): string => {
		const text = texts[getLocale()][number]!;
		return typeof text === 'string' ? text : text(inputs);
	};

async function read(file: string, locale: Locale): Promise<void> {
	const { default: textsOf } = await open(file);
	Object.assign(texts[locale], textsOf(interpolated, pluralOf, registry));
}

/** What is on its way already is not asked for again; what failed is. */
function load(script: string, locale: Locale): Promise<void> {
	const file = script.replace(/js$/, `${locale}.js`);
	const loading = files.get(file) ?? read(file, locale);
	files.set(file, loading);
	return loading.catch((error: unknown) => {
		files.delete(file);
		throw error;
	});
}

const loadAll = (wanted: Iterable<string>) =>
	Promise.all([...wanted].flatMap((script) => [...languages].map((locale) => load(script, locale))));

/** Loads the texts of scripts, given by their addresses. Throws where they cannot be had. */
export async function loadTexts(wanted: readonly string[], openTexts: OpenTexts): Promise<void> {
	open = openTexts;
	languages.add(getLocale());
	const fresh = wanted.filter((script) => !scripts.has(script));
	for (const script of fresh) scripts.add(script);
	try {
		await loadAll(wanted);
	} catch (error) {
		// Another language does without them too.
		for (const script of fresh) scripts.delete(script);
		throw error;
	}
}

/** Loads what the app says by now in another language too, and until it is dropped. Throws where that cannot be had. */
export async function loadLanguage(locale: Locale): Promise<void> {
	languages.add(locale);
	try {
		await loadAll(scripts);
	} catch (error) {
		languages.delete(locale);
		throw error;
	}
}

/** Loads no other language than this one for what is opened from now on: none of those that were read before it. */
export function dropLanguages(read: Locale): void {
	for (const locale of languages) if (locale !== read) languages.delete(locale);
}
