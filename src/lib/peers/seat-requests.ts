import type { SeatRequest } from './state';
import type { Seat } from './talk';
import { plainName } from './names';

const mostOfOne = 8;
const most = 64;
const mostDeclined = 500;

const idOf = ({ organization, key }: Seat): string => `${organization}:${key}`;

/** The seats that others ask for: a few of each peer, one for each key and organization, whoever passes by again. */
export class SeatRequests {
	readonly #requests = new Map<string, SeatRequest>();
	readonly #declined = new Set<string>();

	get all(): SeatRequest[] {
		return [...this.#requests.values()];
	}

	/** Answers whether it was declined before: then it is not shown again. */
	add(peer: string, seat: Seat & { name: string }, now: number): 'shown' | 'declined' | 'too-many' {
		const id = idOf(seat);
		if (this.#declined.has(id)) return 'declined';
		const known = this.#requests.get(id);
		const ofPeer = this.all.filter((each) => each.peer === peer).length;
		if (!known && (ofPeer >= mostOfOne || this.#requests.size >= most)) return 'too-many';
		const { organization, key } = seat;
		const at = known?.at ?? now;
		this.#requests.set(id, { id, peer, organization, key, name: plainName(seat.name), at });
		return 'shown';
	}

	/** Only by the peer that asked. */
	withdraw(peer: string, seat: Seat): void {
		if (this.#requests.get(idOf(seat))?.peer === peer) this.#requests.delete(idOf(seat));
	}

	/** Answers the request that was there. */
	decline(id: string): SeatRequest | null {
		const request = this.#requests.get(id) ?? null;
		if (request && this.#declined.size < mostDeclined) this.#declined.add(id);
		this.#requests.delete(id);
		return request;
	}

	/** Forgets those that are granted. */
	settle(isGranted: (seat: Seat) => boolean): void {
		for (const [id, request] of this.#requests) if (isGranted(request)) this.#requests.delete(id);
	}
}
