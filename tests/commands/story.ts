import { expect } from 'vitest';
import type { Command, CommandOf } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import type { Refusal, RefusalCode } from '$lib/commands/refusal';
import type { Entry } from '$lib/domain/entry';
import { held, relayed, thirdPartyOf } from '$lib/domain/permissions/effective-permissions';
import type { Making, OrganizationId, ProductId } from '$lib/domain/facts';
import { grantStates, type GrantState } from '$lib/domain/permissions/grant-states';
import { type Kind, kinds, type Permission } from '$lib/domain/permissions/permissions';
import { toList } from '$lib/domain/permissions/standing';
import { linkBetween, type Snapshot } from '$lib/domain/snapshot';
import { emptyReplica, missing, receive, write, type Replica } from '../oracle/ledger';
import { expectSame, wholeOf } from '../oracle/whole';

const proprietary: Making = { origin: 'proprietary', maker: null };

/** One workspace in which organizations act one after another; tests read as what they did. */
export class Story {
	readonly replica: Replica;

	constructor(name = 'here') {
		this.replica = emptyReplica(name);
	}

	get snapshot(): Snapshot {
		return this.replica.snapshot;
	}

	/** The same workspace on another device, as it is now. */
	elsewhere(name = 'there'): Story {
		const other = new Story(name);
		receive(other.replica, missing(this.replica, other.replica));
		return other;
	}

	/** Both take what the other has. */
	meets(other: Story): void {
		const [mine, theirs] = [missing(this.replica, other.replica), missing(other.replica, this.replica)];
		receive(this.replica, theirs);
		receive(other.replica, mine.reverse());
		expectSame(wholeOf(this.snapshot), wholeOf(other.snapshot));
	}

	/** Gives a command that has to be accepted. */
	does(actor: OrganizationId | null, command: Command): Entry {
		const decision = decide(this.snapshot, actor, command);
		if (!decision.accepted) throw new Error(`${command.command} was refused: ${decision.refusal.code}`);
		return write(this.replica, decision.founding ? null : actor, command.command, decision.facts);
	}

	/** Gives a command that has to be refused for this reason, and shows that nothing changed by asking. */
	isRefused<C extends RefusalCode>(
		actor: OrganizationId | null,
		command: Command,
		code: C
	): Extract<Refusal, { code: C }> {
		const before = wholeOf(this.snapshot);
		const decision = decide(this.snapshot, actor, command);
		expect(decision.accepted ? 'accepted' : decision.refusal.code).toBe(code);
		expectSame(wholeOf(this.snapshot), before);
		if (decision.accepted) throw new Error('unreachable');
		return decision.refusal as Extract<Refusal, { code: C }>;
	}

	organization(name: string): OrganizationId {
		const account = `${name.toLowerCase()}@example.com`;
		return this.does(null, { command: 'add-organization', name, account, colour: '#336699' }).id;
	}

	organizations<N extends string>(...names: N[]): Record<N, OrganizationId> {
		return Object.fromEntries(names.map((name) => [name, this.organization(name)])) as Record<
			N,
			OrganizationId
		>;
	}

	/** A maker that is named without its kinds has both. */
	product(owner: OrganizationId, pid: string, made: Making & { kinds?: Kind[] } = proprietary): ProductId {
		const { origin, maker } = made;
		const making = maker === null ? { origin, maker } : { origin, maker, kinds: made.kinds ?? [...kinds] };
		const entry = this.does(owner, {
			...{ command: 'add-product', pid, name: `The ${pid}`, category: 'lamp', making, basedOn: null }
		});
		return `${entry.id}:0`;
	}

	partner(owner: OrganizationId, partner: OrganizationId): void {
		const { account, name } = this.snapshot.organizations.get(partner)!;
		this.does(owner, { command: 'add-partner', account, name });
	}

	/** Adds the grantee as a partner where it is none yet, and authorizes the product to it. */
	authorizes(
		actor: OrganizationId,
		grantee: OrganizationId,
		product: ProductId,
		permissions: Permission[],
		thirdParty: Kind[] = []
	): Entry {
		if (!this.snapshot.relations.get(actor)?.partners.has(grantee)) this.partner(actor, grantee);
		return this.does(actor, authorization(grantee, product, permissions, thirdParty));
	}

	revokes(
		actor: OrganizationId,
		grantee: OrganizationId,
		product: ProductId,
		permissions: Permission[]
	): Entry {
		return this.does(actor, { command: 'revoke', grantee, items: [{ product, permissions }] });
	}

	held = (organization: OrganizationId, product: ProductId): Permission[] =>
		toList(held(this.snapshot, organization, product));

	relayed = (organization: OrganizationId, product: ProductId): Permission[] =>
		toList(relayed(this.snapshot, organization, product));

	states(
		grantor: OrganizationId,
		grantee: OrganizationId,
		product: ProductId
	): Partial<Record<Permission, GrantState>> {
		const link = linkBetween(this.snapshot, grantor, grantee, product)!;
		const states = grantStates(this.snapshot, this.snapshot.products.get(product)!, link);
		return Object.fromEntries(states.map(({ permission, state }) => [permission, state]));
	}

	/** The kinds whose switch is on over all that is granted. */
	flags(grantor: OrganizationId, grantee: OrganizationId, product: ProductId): Kind[] {
		const link = linkBetween(this.snapshot, grantor, grantee, product);
		return kinds.filter((kind) => link && thirdPartyOf(link, kind) === 'on');
	}

	/** What the grants of the one let the other pass on. */
	flagged = (grantor: OrganizationId, grantee: OrganizationId, product: ProductId): Permission[] =>
		toList(linkBetween(this.snapshot, grantor, grantee, product)?.flagged ?? 0);
}

export const authorization = (
	grantee: OrganizationId,
	product: ProductId,
	permissions: Permission[],
	thirdParty: Kind[] = []
): CommandOf<'authorize'> => ({
	command: 'authorize',
	grantee,
	items: [{ product, permissions, thirdParty }]
});
