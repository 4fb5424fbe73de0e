import type { OrganizationShown } from '$lib/views/organizations/shown';
import { isolated } from './isolated';
import { cut } from './plain-text';

/**
 * An organization in a list of the browser's own, which holds text alone: where another's name looks the same, or `always`,
 * with its account; there with the mark that chips carry.
 */
export function optionName(
	{ name, account, looksLikeAnother }: Pick<OrganizationShown, 'name' | 'account' | 'looksLikeAnother'>,
	always = false
): string {
	if (!looksLikeAnother && !always) return name;
	// An option has room for some 80 signs, and the account is not to be what is cut off.
	const both = `${isolated(cut(name, 34))} · ${isolated(cut(account, 40))}`;
	return looksLikeAnother ? `⚠ ${both}` : both;
}
