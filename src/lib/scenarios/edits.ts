import type { AuthorizeItem, Command } from '../commands/command';
import type { LogLine, Operation } from '../domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';
import type { Found } from './found';
import type { Actor, Edit } from './scenario';
import type { Words } from './words';

const hour = 3_600_000;

/** Short ways to write a story's edits down, by accounts and PIDs. */
export const edits = (found: Found) => {
	const as = ({ account }: Actor, command: Command): Edit => ({
		actor: found.theOrganization(account),
		command
	});
	const item = (pid: string, permissions: Permission[], thirdParty: Kind[]): AuthorizeItem => ({
		product: found.theProduct(pid),
		permissions,
		thirdParty
	});
	return {
		partner: (owner: Actor, { account, name }: Actor): Edit =>
			as(owner, { command: 'add-partner', account, name: name[found.language] }),

		authorize: (
			grantor: Actor,
			grantee: Actor,
			pids: readonly string[],
			permissions: Permission[],
			thirdParty: Kind[] = []
		): Edit =>
			as(grantor, {
				command: 'authorize',
				grantee: found.theOrganization(grantee.account),
				items: pids.map((pid) => item(pid, permissions, thirdParty))
			}),

		revoke: (grantor: Actor, grantee: Actor, pid: string, permissions: Permission[]): Edit =>
			as(grantor, {
				command: 'revoke',
				grantee: found.theOrganization(grantee.account),
				items: [{ product: found.theProduct(pid), permissions }]
			}),

		thirdParty: (grantor: Actor, grantee: Actor, pid: string, kind: Kind, on: boolean): Edit =>
			as(grantor, {
				command: 'set-third-party',
				grantee: found.theOrganization(grantee.account),
				products: [found.theProduct(pid)],
				kind,
				on
			}),

		order: (buyer: Actor, invoiceEntity: Actor, lines: readonly [string, number][], note: Words): Edit =>
			as(buyer, {
				command: 'place-order',
				invoiceEntity: found.theOrganization(invoiceEntity.account),
				lines: lines.map(([pid, quantity]) => ({ product: found.theProduct(pid), quantity })),
				note: note[found.language]
			}),

		work: (
			worker: Actor,
			pid: string,
			operation: Operation,
			{ subject, value, note }: { subject: Words; value: string | Words; note: Words }
		): Edit =>
			as(worker, {
				command: 'record-work',
				product: found.theProduct(pid),
				operation,
				subject: subject[found.language],
				value: typeof value === 'string' ? value : value[found.language],
				note: note[found.language]
			}),

		device: (owner: Actor, pid: string, serial: string, name: Words): Edit =>
			as(owner, {
				command: 'register-device',
				product: found.theProduct(pid),
				serial,
				name: name[found.language]
			}),

		/** Lines as the device with this serial would have sent them, each so many hours ago. */
		logs: (
			owner: Actor,
			serial: string,
			lines: readonly [hoursAgo: number, LogLine['type'], string][]
		): Edit => {
			const device = [...found.snapshot.devices.values()].find((each) => each.serial === serial);
			if (!device) throw new Error(`the scenario does not have the device ${serial}`);
			return as(owner, {
				command: 'add-logs',
				device: device.id,
				lines: lines.map(([ago, type, message]) => ({
					time: found.now - Math.round(ago * hour),
					type,
					message
				}))
			});
		}
	};
};
