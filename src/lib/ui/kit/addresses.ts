import { hashOf, type ParamChanges } from './hash-address';

/** An address (`#/…`, fit for `href`). Each part is encoded, so that no id can reach out of its place in the path. */
export function addressOf(parts: readonly string[], params?: ParamChanges): string {
	const path = `/${parts.map(encodeURIComponent).join('/')}`;
	return params ? hashOf(path, new URLSearchParams(), params) : `#${path}`;
}

/** The addresses of what is not a page of an organization. */
export const addresses = {
	home: () => '#/',
	workspace: (workspace: string) => addressOf(['w', workspace]),
	/** For whoever has a link or a code to paste. */
	join: () => '#/join',
	/** What a link that is a setup leads to. */
	setup: (code: string) => addressOf(['setup', code])
};
