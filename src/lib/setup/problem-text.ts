import type { Problem, ProblemCode, ProblemDetails } from './problem';
import { permissionWords, sentenceForms } from './sentence';

const meant = ({ nearest }: ProblemDetails): string => (nearest === undefined ? '' : `; ${nearest}?`);
/** A record of a section. */
const ONE: Record<string, string> = {
	setup: 'a setup',
	organizations: 'an organization',
	products: 'a product',
	authorizations: 'an authorization',
	guide: 'a guide',
	steps: 'a step'
};
const subject = ({ of, in: section = 'setup' }: ProblemDetails): string => of ?? ONE[section] ?? section;
const choices = ({ choices = [] }: ProblemDetails): string => choices.join(', ');

/** What is wrong, in one sentence each: for the command line, which speaks English. */
const SENTENCES: Record<ProblemCode, (details: ProblemDetails) => string> = {
	yaml: ({ word = '' }) => `this is no YAML: ${word}`,
	'no-header': () => 'the header is missing: grantbook: setup 1',
	'not-a-setup': ({ word }) => `“${word}”: grantbook: setup 1 is meant`,
	'newer-version': ({ word, of }) => `${word} is newer than what is read here (${of}); update`,
	'too-big': ({ of }) => (of === undefined ? 'the text is too big' : `${of} is too long`),
	'too-deep': () => 'more than 16 levels',
	'several-documents': () => 'one text is one setup',
	directive: ({ word }) => `directives are not taken: ${word}`,
	tag: ({ word }) => `tags are not taken: ${word}; every value is a text already`,
	'merge-key': () => 'merge keys (<<) are not taken',
	'duplicate-key': ({ word }) => `“${word}” is here twice`,
	aliases: ({ word }) =>
		`“${word}”: 100 aliases at the most, each of what has an anchor above, and none inside of what has one`,
	'unknown-key': (details) => `${subject(details)} has no “${details.word}”${meant(details)}`,
	'missing-key': (details) => `${subject(details)} lacks “${details.word}”`,
	empty: ({ of }) => `${of} is empty`,
	'not-a-map': ({ of }) => `${of}: keys with values are meant`,
	'not-a-list': ({ of }) => `${of}: a list is meant, as in [one, other]`,
	'not-a-text': ({ of }) => `${of}: one text is meant; a text with a colon and a space needs quotes`,
	'not-yes-or-no': ({ word }) => `“${word}”: yes or no`,
	'key-malformed': ({ word }) =>
		`“${word}”: a key is one word of letters, digits, and - _ . after the first, 64 at most`,
	'key-reserved': ({ word }) => `“${word}” is a word of the sentences`,
	'unknown-organization': (details) => `“${details.word}” is no organization${meant(details)}`,
	'unknown-product': (details) => `“${details.word}” is no product${meant(details)}`,
	'account-malformed': ({ word }) => `“${word}” is no account`,
	'account-taken': ({ of }) => `${of} has this account`,
	'pid-malformed': () => 'the PID has an invisible sign inside',
	'pid-taken': ({ of }) => `${of} has this PID`,
	'origin-unknown': (details) => `“${details.word}”: ${choices(details)}`,
	'kind-unknown': (details) => `“${details.word}”: ${choices(details)}`,
	'permission-unknown': (details) => `“${details.word}”: ${choices(details) || permissionWords.join(', ')}`,
	'maker-missing': ({ word, of }) => `${of} is ${word} and names no maker`,
	'maker-not-allowed': ({ of }) => `${of} is proprietary: only an oem or odm product has a maker`,
	'maker-is-owner': () => 'the maker is another than the owner',
	'based-on-itself': () => 'a product is not based on itself',
	'grantee-self': ({ word }) => `${word} does not authorize itself`,
	'grantee-owner': ({ word, of }) => `${of} owns ${word}`,
	'granted-twice': (said) => `${choices(said)} on ${said.word} is granted above`,
	'nothing-granted': () => 'no permission is granted on these products',
	'no-products': () => 'permissions on which products?',
	'flag-without-grant': ({ word, of }) =>
		`“${word}” is not granted here${of === undefined ? '' : ` (${of} passes it on)`}`,
	'names-differ': ({ word }) => `it is called “${word}” above`,
	'said-twice': ({ word }) => `“${word}” is said above`,
	'sentence-unknown': ({ word }) => `“${word}” fits none of the forms: ${sentenceForms.join('; ')}`,
	'steps-invalid': ({ word }) => `“${word}”: a number from 1 to 99`,
	'done-twice': () => 'done when, or no longer: one of them'
};

export const problemSentence = ({ code, details }: Problem): string => SENTENCES[code](details);
