import type { StatedMaking } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import { type NotUndone, undoEntry } from '$lib/commands/undo/undo';
import { authorOf, type Entry, undoing } from '$lib/domain/entry';
import type { OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';
import { Story } from '../commands/story';
import { write } from '../oracle/ledger';

/** A story whose acts can be undone as the editor does it, with products by name and orders. */
export class Acting extends Story {
	named(owner: OrganizationId, name: string, maker: OrganizationId | null = null): ProductId {
		const making = maker
			? ({ origin: 'oem', maker, kinds: ['develop', 'purchase'] } satisfies StatedMaking)
			: ({ origin: 'proprietary', maker: null } as const);
		const command = { command: 'add-product', name, category: '', making, basedOn: null } as const;
		return `${this.does(owner, { ...command, pid: `pid-${name}` }).id}:0`;
	}

	authorizesAll(
		grantor: OrganizationId,
		grantee: OrganizationId,
		products: ProductId[],
		permissions: Permission[],
		thirdParty: Kind[] = []
	): Entry {
		const items = products.map((product) => ({ product, permissions, thirdParty }));
		return this.does(grantor, { command: 'authorize', grantee, items });
	}

	orders(orderer: OrganizationId, products: ProductId[], invoiceEntity = orderer): OrderId {
		const lines = products.map((product, index) => ({ product, quantity: index + 1 }));
		return `${this.does(orderer, { command: 'place-order', invoiceEntity, lines, note: '' }).id}:0`;
	}

	/** Undoes an act of one entry; answers with what was written, and what stayed as it was. */
	undoes(entry: Entry): { entries: Entry[]; kept: NotUndone[] } {
		const { commands, kept } = undoEntry(this.snapshot, entry, new Set([entry.id]));
		const actor = authorOf(entry);
		const entries = commands.map((command) => {
			const decision = decide(this.snapshot, actor, command);
			if (!decision.accepted) throw new Error(`${command.command}: ${decision.refusal.code}`);
			return write(this.replica, actor, undoing(entry.action), decision.facts);
		});
		return { entries, kept };
	}
}
