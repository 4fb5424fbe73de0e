import type { Command } from '$lib/commands/command';
import type { Kind } from '$lib/domain/permissions/permissions';
import { type PermissionSet, toList } from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';
import type { AuthorizedRow } from '$lib/views/authorization/set-permissions';
import { listing } from '../kit/text/listing';
import { shownName } from '../kit/text/shown-name';

/** The changes of a section's rows; each resolves when it is done, refused or cancelled. */
export interface SectionChanges {
	rescope: (rows: AuthorizedRow[], scope: PermissionSet) => Promise<unknown>;
	flag: (rows: AuthorizedRow[], on: boolean) => Promise<unknown>;
	revoke: (rows: AuthorizedRow[]) => Promise<unknown>;
}

/** One change: the command, what a toast says once it is done, and the button that confirms it where others are affected. */
export interface Change {
	command: Command;
	/** Given how many of the rows were so already. */
	doneText: (skipped: number) => string;
	confirm: string;
}

/** The changes of a section's rows; `make` asks first where it must, and sends. */
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
				doneText: (skipped) => m.permissions_scope_set({ count: rows.length - skipped }),
				confirm: m.permissions_confirm_change()
			}),
		flag: (rows, on) => {
			const message = on ? m.permissions_third_on : m.permissions_third_off;
			const name = shownName(partner().name);
			return make({
				command: {
					command: 'set-third-party',
					grantee: partner().id,
					products: idsOf(rows),
					kind: kind(),
					on
				},
				doneText: (skipped) => message({ partner: name, count: rows.length - skipped }),
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
				doneText: () =>
					m.permissions_revoked({
						product: listing(rows.map(({ name }) => shownName(name))),
						partner: shownName(partner().name),
						count: rows.length
					}),
				confirm: m.permissions_confirm_revoke()
			})
	};
}
