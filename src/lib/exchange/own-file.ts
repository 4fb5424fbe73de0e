import { rebuilt } from '../document/canonical';

/** Why a text is no file of the kind that was expected. */
export type FileProblem =
	/** Not a file of this app, or one of another kind. */
	| 'not-ours'
	/** Written by a later app: update to read it. */
	| 'newer'
	/** Cut off, or changed since. */
	| 'broken'
	| 'too-large';

export interface Unread<P extends string = FileProblem> {
	problem: P;
	detail: string;
}

/**
 * The plain value in a file's or a paste's text, believed to be nothing yet but a file of this kind and version;
 * what is around it, such as a message that it was pasted with, is cut off.
 */
export function readOwn(
	text: string,
	{ kind, version, longest }: { kind: string; version: number; longest: number }
): { value: unknown } | Unread {
	if (text.length > longest) return { problem: 'too-large', detail: `${text.length} characters` };
	const body = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
	const isNamed = body.includes('"grantbook"');
	let value: unknown;
	try {
		value = rebuilt(JSON.parse(body));
	} catch (error) {
		// The beginning of one of ours, without its end.
		return {
			problem: isNamed || text.includes('"grantbook"') ? 'broken' : 'not-ours',
			detail: String(error)
		};
	}
	if (typeof value !== 'object' || value === null || !('grantbook' in value) || value.grantbook !== kind)
		return { problem: 'not-ours', detail: '' };
	if ('v' in value && typeof value.v === 'number' && value.v > version)
		return { problem: 'newer', detail: `form ${value.v}` };
	return { value };
}
