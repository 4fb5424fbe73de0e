import type { Command, CommandName, CommandOf, StatedMaking } from '$lib/commands/command';
import { logTypes, operations, orderStatuses, origins, type OrganizationId } from '$lib/domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import { isHeld, type Judged } from './oracle';
import { authorization } from './choose-authorization';
import { additionOfKey, newRecoveryKey, renamingOfKey, retirementOfKey } from './choose-keys';
import type { Chooser } from './chooser';
import { ownerOfRecord } from './likely';
import { everyPermission, kindOfPermission } from './permissions';
import { grantedOn } from './preconditions-of-grants';
import { mayBeBilled } from './preconditions-of-work';

const kinds: readonly Kind[] = ['develop', 'purchase'];

const nowhere = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Everything that a player looks at to choose what to do. */
function surroundings(world: Judged) {
	return {
		organizations: [...world.organizations.keys(), nowhere],
		products: [...world.products.keys(), `${nowhere}:0`],
		orders: [...world.orders.keys(), `${nowhere}:0`],
		devices: [...world.devices.keys(), `${nowhere}:0`],
		work: [...world.work.keys(), `${nowhere}:0`],
		logs: [...world.logs.keys(), `${nowhere}:0`]
	};
}

function making(choose: Chooser, world: Judged, actor: OrganizationId): StatedMaking {
	const others = [...world.organizations.keys()].filter((id) => id !== actor);
	const origin = choose.of(origins)!;
	const odd = choose.rarely(8);
	const some = odd ? [null, actor, nowhere, ...others] : origin === 'proprietary' ? [null] : others;
	const maker = choose.of(some) ?? null;
	if (maker === null) return { origin, maker };
	return { origin, maker, kinds: someKinds(choose) };
}

/** Both most of the time; one of them, or none. */
const someKinds = (choose: Chooser): Kind[] =>
	choose.of([[...kinds], [...kinds], [], ['develop'], ['purchase']] satisfies Kind[][])!;

/** A command of that name that the actor might give, mostly sensible, now and then not. */
export function commandFor(
	what: CommandName,
	world: Judged,
	actor: OrganizationId,
	choose: Chooser
): Command {
	const all = surroundings(world);
	const own = all.products.filter((id) => world.products.get(id)?.owner === actor);
	const partners = [...(world.partners.get(actor) ?? [])];
	const granted = world.grants.filter((each) => each.grantor === actor);
	const name = () => (choose.rarely(12) ? '  ' : `Name ${choose.number(6)} `);
	const pid = () =>
		choose.rarely(14)
			? ''
			: `${choose.of(['P', 'p', 'p', choose.rarely(2) ? 'Ｐ' : 'p\u00ad'])}${choose.number(14)}`;
	const host = () =>
		choose.of(['example', 'example', 'Example', choose.rarely(2) ? 'ＥＸＡＭＰＬＥ' : 'exam\u200bple']);
	const account = () =>
		choose.rarely(12) ? 'no account' : `O${choose.number(9)}@${host()}.com${choose.rarely(4) ? '.' : ''}`;
	const aGrant = () => choose.mostly(granted, world.grants);
	/** The product of a grant; now and then others, too, that its grantee was granted anything on. */
	const someOf = (grant: Judged['grants'][number] | undefined): string[] => {
		const first = grant?.product ?? choose.of(all.products)!;
		if (!choose.rarely(3)) return [first];
		const beside = granted.filter((each) => each.grantee === grant?.grantee).map(({ product }) => product);
		return [...new Set([first, ...choose.some(beside)])];
	};
	const grantee = () => choose.mostly(partners, all.organizations)!;
	const maybe = <K extends string, V>(key: K, value: () => V) =>
		choose.rarely(3) ? ({} as Partial<Record<K, V>>) : ({ [key]: value() } as Record<K, V>);

	switch (what) {
		case 'add-organization':
			return { command: what, name: name(), account: account(), colour: '#345678' };
		case 'edit-organization':
			return {
				command: what,
				...maybe('name', name),
				...maybe('account', account),
				...maybe('colour', () => `#00000${choose.number(9)}`)
			};
		case 'delete-organization':
			return { command: what };
		case 'add-product': {
			const basedOn = choose.rarely(5) ? choose.of(all.products)! : null;
			return {
				...{ command: what, pid: pid(), name: name(), category: 'lamp' },
				...{ making: making(choose, world, actor), basedOn }
			};
		}
		case 'edit-product': {
			const product = choose.mostly(own, all.products)!;
			const based = () => choose.of([null, product, ...all.products])!;
			const base = choose.rarely(4) ? { basedOn: based() } : {};
			return {
				...{ command: what, product },
				...maybe('pid', pid),
				...maybe('name', name),
				...maybe('making', () => making(choose, world, actor)),
				...base
			};
		}
		case 'delete-product': {
			const free = own.filter((id) => world.productBlockers.get(id)!.grants.length === 0);
			return { command: what, product: choose.mostly(choose.rarely(3) ? own : free, all.products)! };
		}
		case 'set-maker-standing': {
			const made = own.filter((id) => world.products.get(id)?.making.maker);
			return {
				command: what,
				product: choose.mostly(made, all.products)!,
				kinds: someKinds(choose)
			};
		}
		case 'add-partner': {
			const chosen = choose.mostly(
				[...world.organizations.keys()].filter((id) => id !== actor && !partners.includes(id)),
				[...world.organizations.keys()]
			);
			const known = world.organizations.get(chosen ?? '')?.account ?? account();
			return {
				...{ command: what, account: choose.rarely(9) ? account() : known, name: name() },
				...(choose.rarely(3) && chosen !== undefined ? { organization: chosen } : {})
			};
		}
		case 'rename-partner':
			return { command: what, partner: grantee(), name: name() };
		case 'delete-partner': {
			const free = partners.filter((each) => !granted.some((grant) => grant.grantee === each));
			return {
				command: what,
				partner: choose.rarely(3) ? grantee() : (choose.mostly(free, partners) ?? grantee())
			};
		}
		case 'authorize':
			return authorization(choose, world, actor, grantee(), all.products);
		case 'change-scope': {
			const grant = aGrant();
			return {
				...{ command: what, grantee: grant?.grantee ?? grantee() },
				products: choose.rarely(12) ? [] : someOf(grant),
				permissions: choose.rarely(12) ? ['purchase'] : choose.some(everyPermission)
			};
		}
		case 'set-third-party': {
			const grant = aGrant();
			const kind = grant && !choose.rarely(8) ? kindOfPermission(grant.permission) : choose.of(kinds)!;
			const products = someOf(grant);
			return {
				...{ command: what, grantee: grant?.grantee ?? grantee(), kind, on: !choose.rarely(3) },
				products: choose.rarely(14) ? [...products, ...products] : products
			};
		}
		case 'revoke': {
			const grant = aGrant();
			const items = someOf(grant).map((product) => {
				const given = grantedOn(world, actor, grant?.grantee ?? '', product);
				return { product, permissions: choose.some(choose.rarely(6) ? everyPermission : given) };
			});
			return { command: what, grantee: grant?.grantee ?? grantee(), items };
		}
		case 'adjust': {
			const grant = aGrant();
			const item = {
				product: grant?.product ?? choose.of(all.products)!,
				...maybe('grant', () => choose.some(everyPermission)),
				...maybe('revoke', () => choose.some(everyPermission)),
				...maybe(choose.rarely(3) ? 'unflag' : 'flag', () => choose.some(everyPermission))
			};
			return { command: what, grantee: grant?.grantee ?? grantee(), items: choose.rarely(14) ? [] : [item] };
		}
		case 'withdraw-deletion':
			return withdrawal(choose, world, actor);
		case 'place-order': {
			const purchasable = all.products.filter((id) => isHeld(world, actor, id, 'purchase'));
			const products = choose.some([choose.mostly(purchasable, all.products)!, ...purchasable].slice(0, 3));
			const billable = all.organizations.filter((id) => mayBeBilled(world, actor, id, products));
			return {
				...{ command: what, invoiceEntity: choose.mostly(billable, all.organizations)!, note: '' },
				lines: choose.rarely(16)
					? []
					: products.map((product) => ({ product, quantity: choose.rarely(12) ? 1.5 : 1 + choose.number(9) }))
			};
		}
		case 'cancel-order':
		case 'complete-order':
			return { command: what, order: anOrder(choose, world, actor, all.orders) };
		case 'restore-order':
			return {
				...{ command: what, order: anOrder(choose, world, actor, all.orders) },
				status: choose.mostly(['open'], orderStatuses)!
			};
		case 'record-work': {
			const panels = all.products.filter((id) => isHeld(world, actor, id, 'panel-development'));
			return {
				...{
					command: what,
					product: choose.mostly(panels, all.products)!,
					operation: choose.of(operations)!
				},
				...{ subject: name(), value: '', note: '' }
			};
		}
		case 'retract-work': {
			const mine = all.work.filter((id) => world.work.get(id)?.author === actor);
			return { command: what, work: choose.mostly(mine, all.work)! };
		}
		case 'register-device': {
			const serial = choose.rarely(12) ? '' : `S${choose.number(4)}`;
			return { command: what, product: choose.mostly(own, all.products)!, serial, name: 'device' };
		}
		case 'remove-device':
			return { command: what, device: aDevice(choose, world, actor, all.devices) };
		case 'add-logs': {
			const lines = [{ time: 1, type: choose.of(logTypes)!, message: 'said' }];
			return {
				...{ command: what, device: aDevice(choose, world, actor, all.devices) },
				lines: choose.rarely(8) ? [] : lines
			};
		}
		case 'remove-logs': {
			const mine = all.logs.filter((id) => world.logs.get(id)?.owner === actor);
			return { command: what, logs: choose.mostly(mine, all.logs)! };
		}
		case 'add-expectation': {
			const mine = [...world.expectations.values()].find(({ author }) => author === actor);
			if (mine && choose.rarely(6)) return { command: what, ...mine };
			return {
				...{ command: what, product: choose.of(all.products)!, permission: choose.of(everyPermission)! },
				expected: choose.rarely(3)
					? { kind: 'within-steps', steps: choose.number(3) }
					: {
							kind: choose.of(['holds', 'lacks', 'only-holder'] as const)!,
							organization: choose.of(all.organizations)!
						}
			};
		}
		case 'delete-expectation': {
			const expectations = [...world.expectations.keys()];
			const mine = expectations.filter((id) => world.expectations.get(id)?.author === actor);
			return { command: what, expectation: choose.mostly(mine, expectations) ?? 'none' };
		}
		case 'add-key':
			return additionOfKey(choose, world, actor, name());
		case 'add-recovery-key':
			return newRecoveryKey(choose, name());
		case 'rename-key':
			return renamingOfKey(choose, world, actor, name());
		case 'retire-key':
			return retirementOfKey(choose, world, actor);
		case 'set-reserved':
			return { command: what, reserved: !choose.rarely(3) };
	}
}

const anOrder = (choose: Chooser, world: Judged, actor: OrganizationId, orders: string[]) =>
	choose.mostly(
		orders.filter((id) => world.orders.get(id)?.author === actor),
		orders
	)!;

const aDevice = (choose: Chooser, world: Judged, actor: OrganizationId, devices: string[]) =>
	choose.mostly(
		devices.filter((id) => world.devices.get(id)?.owner === actor && !world.tombstones.has(id)),
		devices
	)!;

function withdrawal(choose: Chooser, world: Judged, actor: OrganizationId): CommandOf<'withdraw-deletion'> {
	const tombstoned = [...world.tombstones.keys()];
	const mine = tombstoned.filter((id) => ownerOfRecord(world, id) === actor);
	const id =
		choose.mostly(mine, [...tombstoned, ...world.products.keys(), ...world.organizations.keys()]) ?? actor;
	const partner = world.partnerRecords.find((each) => each.id === id)?.partner;
	if (partner !== undefined) return { command: 'withdraw-deletion', of: 'partner', id: partner };
	const of = world.organizations.has(id)
		? choose.rarely(5)
			? 'partner'
			: 'organization'
		: world.work.has(id)
			? 'work'
			: world.devices.has(id)
				? 'device'
				: world.logs.has(id)
					? 'logs'
					: world.expectations.has(id)
						? 'expectation'
						: 'product';
	return { command: 'withdraw-deletion', of, id };
}
