import type { KeyId, OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Editor } from './editing/ledger-editor';
import type { Workspace } from './workspace';

/** What pages use of a workspace: the workspace itself, or a lens on it (a past moment or a draft). */
export type WorkspaceLens = Omit<Workspace, 'editor' | 'liveFold' | 'admit'> & { readonly editor: Editor };

/**
 * A lens on a workspace: it has its own snapshot, editor and id, so that links stay within the lens. Everything else is
 * delegated to the workspace.
 */
export abstract class LensBase implements WorkspaceLens {
	/** The workspace's id and the lens's, as in an address. */
	abstract readonly id: string;
	abstract readonly editor: Editor;
	readonly base: Workspace;
	readonly prepareEdits: WorkspaceLens['prepareEdits'];
	readonly stored: WorkspaceLens['stored'];
	readonly memberKey: WorkspaceLens['memberKey'];
	readonly exportEntries: WorkspaceLens['exportEntries'];
	readonly exportQuarantine: WorkspaceLens['exportQuarantine'];

	constructor(base: Workspace) {
		this.base = base;
		this.prepareEdits = base.prepareEdits;
		this.stored = base.stored;
		this.memberKey = base.memberKey;
		this.exportEntries = base.exportEntries;
		this.exportQuarantine = base.exportQuarantine;
	}

	abstract get snapshot(): Snapshot;
	abstract get history(): WorkspaceLens['history'];
	abstract get held(): ReadonlyMap<OrganizationId, KeyId>;
	abstract get actable(): ReadonlySet<OrganizationId>;

	get news(): WorkspaceLens['news'] {
		return this.base.news;
	}

	get gate(): WorkspaceLens['gate'] {
		return this.base.gate;
	}

	get sharing(): WorkspaceLens['sharing'] {
		return this.base.sharing;
	}

	get diagnostics(): WorkspaceLens['diagnostics'] {
		return this.base.diagnostics;
	}

	get outsiders(): WorkspaceLens['outsiders'] {
		return this.base.outsiders;
	}

	get fileRequests(): WorkspaceLens['fileRequests'] {
		return this.base.fileRequests;
	}

	get drafts(): WorkspaceLens['drafts'] {
		return this.base.drafts;
	}

	get guide(): WorkspaceLens['guide'] {
		return this.base.guide;
	}

	get opened(): WorkspaceLens['opened'] {
		return this.base.opened;
	}

	get storage(): WorkspaceLens['storage'] {
		return this.base.storage;
	}

	get isRestored(): boolean {
		return this.base.isRestored;
	}

	get lock(): WorkspaceLens['lock'] {
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

	saveForPartner(
		about: Parameters<WorkspaceLens['saveForPartner']>[0]
	): ReturnType<WorkspaceLens['saveForPartner']> {
		return this.base.saveForPartner(about);
	}

	close(): Promise<void> {
		return this.base.close();
	}
}
