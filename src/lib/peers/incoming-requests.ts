import type { AccessRequest } from './sharing-state';
import type { OrganizationKey } from './peer-identity';
import { sanitizedName } from './sanitized-name';

const maxPerPeer = 8;
const maxRequests = 64;
const maxDeclined = 500;

const requestId = ({ organization, key }: OrganizationKey): string => `${organization}:${key}`;

/** Peers' requests to act for organizations: a few per peer, and one for each key and organization. */
export class IncomingRequests {
	readonly #requests = new Map<string, AccessRequest>();
	readonly #declined = new Set<string>();

	get all(): AccessRequest[] {
		return [...this.#requests.values()];
	}

	/** Adds a request, unless it was declined before or there are too many. */
	add(
		peer: string,
		request: OrganizationKey & { name: string },
		now: number
	): 'shown' | 'declined' | 'too-many' {
		const id = requestId(request);
		if (this.#declined.has(id)) return 'declined';
		const existing = this.#requests.get(id);
		const ofPeer = this.all.filter((each) => each.peer === peer).length;
		if (!existing && (ofPeer >= maxPerPeer || this.#requests.size >= maxRequests)) return 'too-many';
		const { organization, key } = request;
		const at = existing?.at ?? now;
		this.#requests.set(id, { id, peer, organization, key, name: sanitizedName(request.name), at });
		return 'shown';
	}

	/** Only the requesting peer can withdraw. */
	withdraw(peer: string, request: OrganizationKey): void {
		if (this.#requests.get(requestId(request))?.peer === peer) this.#requests.delete(requestId(request));
	}

	/** Returns the declined request, or null if there is none. */
	decline(id: string): AccessRequest | null {
		const request = this.#requests.get(id) ?? null;
		if (request && this.#declined.size < maxDeclined) this.#declined.add(id);
		this.#requests.delete(id);
		return request;
	}

	/** Removes granted requests. */
	forgetGranted(isGranted: (request: OrganizationKey) => boolean): void {
		for (const [id, request] of this.#requests) if (isGranted(request)) this.#requests.delete(id);
	}
}
