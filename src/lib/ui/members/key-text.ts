import { m } from '$lib/paraglide/messages';
import type { MemberRow } from '$lib/views/organizations/members';
import { shownName } from '../kit/text/shown-name';

/** The name of a key: the first key of an organization has none until somebody gives it one. */
export const keyText = ({ name, addedBy, fingerprint }: MemberRow): string =>
	shownName(name) || (addedBy === null ? m.members_first_key() : fingerprint);
