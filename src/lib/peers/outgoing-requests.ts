import type { Ledger } from '$lib/document/ledger/api';
import type { KeyId, OrganizationId } from '../domain/facts';
import { sanitizedName } from './sanitized-name';
import type { OutgoingRequest } from './sharing-state';

/** This browser's requests to act for organizations, one per organization. */
export class OutgoingRequests {
	readonly #ledger: Ledger;
	readonly #requests = new Map<OrganizationId, OutgoingRequest>();

	constructor(ledger: Ledger) {
		this.#ledger = ledger;
	}

	get all(): OutgoingRequest[] {
		return [...this.#requests.values()];
	}

	/** Requests that have not been declined. */
	get open(): OutgoingRequest[] {
		return this.all.filter(({ declined }) => !declined);
	}

	async add(organization: OrganizationId, name: string): Promise<OutgoingRequest> {
		const key = await this.#ledger.memberKey(organization);
		const request = { organization, key, name: sanitizedName(name), declined: false };
		this.#requests.set(organization, request);
		return request;
	}

	remove(organization: OrganizationId): OutgoingRequest | null {
		const request = this.#requests.get(organization) ?? null;
		this.#requests.delete(organization);
		return request;
	}

	/** Returns false if there was no such open request. */
	decline(organization: OrganizationId, key: KeyId): boolean {
		const request = this.#requests.get(organization);
		if (request?.key !== key || request.declined) return false;
		this.#requests.set(organization, { ...request, declined: true });
		return true;
	}

	/** Removes requests whose key now acts for the organization. */
	forgetGranted(acts: (organization: OrganizationId, key: KeyId) => boolean): void {
		for (const { organization, key } of this.all) if (acts(organization, key)) this.remove(organization);
	}
}
