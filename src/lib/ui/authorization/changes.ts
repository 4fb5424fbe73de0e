import type { Command } from '$lib/commands/command';
import type { Kind } from '$lib/domain/permissions/permissions';
import { type PermissionSet, toList } from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';
import type { AuthorizedRow } from '$lib/views/authorization/set-permissions';
import { listing } from '../kit/text/listing';
import { shownName } from '../kit/text/shown-name';

/** What the rows of a section can be asked for; each resolves when it is done, refused or not wanted after all. */
export interface SectionChanges {
	rescope: (rows: AuthorizedRow[], scope: PermissionSet) => Promise<unknown>;
	flag: (rows: AuthorizedRow[], on: boolean) => Promise<unknown>;
	revoke: (rows: AuthorizedRow[]) => Promise<unknown>;
}

/** One change: the command, what is said when it is done, and the words of going on where others would feel it. */
export interface Change {
	command: Command;
	/** By how many of the rows were so already. */
	told: (skipped: number) => string;
	confirm: string;
}

/** The changes of a section's rows, handed to `make`, which asks where it must and sends. */
export function sectionChanges(
	kind: () => Kind,
	partner: () => { id: string; name: string },
	make: (change: Change) => Promise<unknown>
): SectionChanges {
	const idsOf = (rows: AuthorizedRow[]) => rows.map(({ product }) => product);
	return {
		rescope: (rows, scope) =>
			make({
				command: {
					command: 'change-scope',
					grantee: partner().id,
					products: idsOf(rows),
					permissions: toList(scope)
				},
				told: (skipped) => m.permissions_scope_set({ count: rows.length - skipped }),
				confirm: m.permissions_confirm_change()
			}),
		flag: (rows, on) => {
			const said = on ? m.permissions_third_on : m.permissions_third_off;
			const name = shownName(partner().name);
			return make({
				command: {
					command: 'set-third-party',
					grantee: partner().id,
					products: idsOf(rows),
					kind: kind(),
					on
				},
				told: (skipped) => said({ partner: name, count: rows.length - skipped }),
				confirm: m.permissions_confirm_change()
			});
		},
		revoke: (rows) =>
			make({
				command: {
					command: 'revoke',
					grantee: partner().id,
					items: rows.map(({ product, granted }) => ({ product, permissions: toList(granted) }))
				},
				told: () =>
					m.permissions_revoked({
						product: listing(rows.map(({ name }) => shownName(name))),
						partner: shownName(partner().name),
						count: rows.length
					}),
				confirm: m.permissions_confirm_revoke()
			})
	};
}
