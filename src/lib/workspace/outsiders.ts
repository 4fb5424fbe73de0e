import { authorOf } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { limits } from '../gate/limits';
import type { Gate, Outsiders, Waiting } from '$lib/gate/api';
import type { Effects } from '$lib/views/effects/preview';
import { foldInSlices } from './live-fold';
import type { Diagnostics } from './diagnostics';

export type { Outsider, Waiting } from '$lib/gate/api';

/** The size limit of the first sync with an inviter, in bytes, if texts are plain ASCII. */
export const firstSyncBytes = limits.firstSync.length;

/** What leaving organizations out would change. */
export interface LeaveOutPreview {
	/** Organizations that would then wait for a person's decision. */
	waiting: OrganizationId[];
	effects: Effects;
}

interface Options {
	gate: Gate;
	diagnostics: Diagnostics;
	snapshot: () => Snapshot;
	/** Whether this browser acts for the organization: own organizations can't be left out. */
	acts: (organization: OrganizationId) => boolean;
}

/**
 * Decisions about organizations whose entries are held back from this workspace: unknown ones wait for a person's
 * decision, others were left out by one.
 */
export class OutsiderDecisions {
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	/** The organizations held back: a bounded list, with totals. */
	get report(): Outsiders {
		return this.#options.diagnostics.report.outsiders;
	}

	/** All waiting organizations; the report lists only the first of very many. */
	allWaiting(): Promise<Waiting> {
		return this.#options.gate.allWaiting();
	}

	/** Lets their entries in, now and from now on. Rejects if the browser can't store the decision. */
	letIn(organizations: OrganizationId[]): Promise<void> {
		return this.#options.gate.decide(organizations, 'let-in');
	}

	/** Leaves their entries out: they are neither folded nor passed on. Rejects as `letIn` does, and for own organizations. */
	async leaveOut(organizations: OrganizationId[]): Promise<void> {
		if (organizations.some(this.#options.acts)) throw new Error('own organizations cannot be left out');
		await this.#options.gate.decide(organizations, 'left-out');
	}

	/**
	 * What leaving organizations out would change, including those that would then wait because only these introduced them.
	 * Cost: the fold of all other entries, in slices.
	 */
	async previewLeavingOut(organizations: OrganizationId[]): Promise<LeaveOutPreview> {
		const before = this.#options.snapshot();
		const waiting = await this.#options.gate.waitingWithout(organizations);
		const excluded = new Set([...organizations, ...waiting]);
		const { effectsBetween } = await import('$lib/views/effects/preview');
		const others = [...before.entries.values()].filter((entry) => !excluded.has(authorOf(entry)));
		return { waiting, effects: effectsBetween(before, await foldInSlices(others)) };
	}
}
