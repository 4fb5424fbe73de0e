import type { KeyId, OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import type { Editing } from './door';
import type { Workspace } from './workspace';

/** What every page reads of a workspace and asks of it: the workspace as it is now, or a view of it. */
export type Seen = Omit<Workspace, 'door'> & { readonly door: Editing };

/**
 * A view of a workspace: another state, another door, and an id of its own, so that links from a page stay in the
 * view. Everything else is the workspace's below it.
 */
export abstract class View implements Seen {
	/** The workspace's id and the view's, as an address says them. */
	abstract readonly id: string;
	abstract readonly door: Editing;
	readonly base: Workspace;
	readonly stored: Seen['stored'];
	readonly seatKey: Seen['seatKey'];
	readonly exportEntries: Seen['exportEntries'];
	readonly exportQuarantine: Seen['exportQuarantine'];

	constructor(base: Workspace) {
		this.base = base;
		this.stored = base.stored;
		this.seatKey = base.seatKey;
		this.exportEntries = base.exportEntries;
		this.exportQuarantine = base.exportQuarantine;
	}

	abstract get snapshot(): Snapshot;
	abstract get history(): Seen['history'];
	abstract get held(): ReadonlyMap<OrganizationId, KeyId>;
	abstract get actable(): ReadonlySet<OrganizationId>;

	get news(): Seen['news'] {
		return this.base.news;
	}

	get gate(): Seen['gate'] {
		return this.base.gate;
	}

	get sharing(): Seen['sharing'] {
		return this.base.sharing;
	}

	get diagnostics(): Seen['diagnostics'] {
		return this.base.diagnostics;
	}

	get outsiders(): Seen['outsiders'] {
		return this.base.outsiders;
	}

	get fileRequests(): Seen['fileRequests'] {
		return this.base.fileRequests;
	}

	get drafts(): Seen['drafts'] {
		return this.base.drafts;
	}

	get opened(): Seen['opened'] {
		return this.base.opened;
	}

	get storage(): Seen['storage'] {
		return this.base.storage;
	}

	get isRestored(): boolean {
		return this.base.isRestored;
	}

	get lock(): Seen['lock'] {
		return this.base.lock;
	}

	watch(organization: OrganizationId): void {
		this.base.watch(organization);
	}

	setPassphrase(passphrase: string): Promise<void> {
		return this.base.setPassphrase(passphrase);
	}

	unlock(passphrase: string): Promise<boolean> {
		return this.base.unlock(passphrase);
	}

	renewKey(organization: OrganizationId): Promise<void> {
		return this.base.renewKey(organization);
	}

	saveForPartner(about: Parameters<Seen['saveForPartner']>[0]): ReturnType<Seen['saveForPartner']> {
		return this.base.saveForPartner(about);
	}

	close(): Promise<void> {
		return this.base.close();
	}
}
