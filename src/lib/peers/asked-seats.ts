import type { Ledger } from '$lib/document/ledger/api';
import type { KeyId, OrganizationId } from '../domain/facts';
import { plainName } from './names';
import type { AskedSeat } from './state';

/** The seats that this browser asks for, one an organization. */
export class AskedSeats {
	readonly #ledger: Ledger;
	readonly #seats = new Map<OrganizationId, AskedSeat>();

	constructor(ledger: Ledger) {
		this.#ledger = ledger;
	}

	get all(): AskedSeat[] {
		return [...this.#seats.values()];
	}

	/** Those that nobody has answered. */
	get open(): AskedSeat[] {
		return this.all.filter(({ declined }) => !declined);
	}

	async add(organization: OrganizationId, name: string): Promise<AskedSeat> {
		const key = await this.#ledger.seatKey(organization);
		const seat = { organization, key, name: plainName(name), declined: false };
		this.#seats.set(organization, seat);
		return seat;
	}

	remove(organization: OrganizationId): AskedSeat | null {
		const seat = this.#seats.get(organization) ?? null;
		this.#seats.delete(organization);
		return seat;
	}

	/** Answers whether it was asked for. */
	decline(organization: OrganizationId, key: KeyId): boolean {
		const seat = this.#seats.get(organization);
		if (seat?.key !== key || seat.declined) return false;
		this.#seats.set(organization, { ...seat, declined: true });
		return true;
	}

	/** Forgets those that are granted. */
	settle(acts: (organization: OrganizationId, key: KeyId) => boolean): void {
		for (const { organization, key } of this.all) if (acts(organization, key)) this.remove(organization);
	}
}
