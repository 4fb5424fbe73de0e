import { authorOf } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { limits } from '../gate/limits';
import type { Gate, Outsiders as Told, Waiting } from '../gate/port';
import { effectsBetween, type Effects } from '$lib/views/effects/preview';
import { foldedAnew } from './arrivals';
import type { Diagnostics } from './diagnostics';

export type { Outsider, Waiting } from '../gate/port';

/** What comes in of the first sync with whoever made an invitation, in bytes, as far as texts are plain. */
export const firstSyncBytes = limits.firstSync.length;

/** What would come of leaving organizations out. */
export interface ForeseenWithout {
	/** Those that wait for a person's word then. */
	waiting: OrganizationId[];
	foresight: Effects;
}

interface Parts {
	gate: Gate;
	diagnostics: Diagnostics;
	snapshot: () => Snapshot;
	/** Whether this browser acts for the organization: one's own can't be left out. */
	acts: (organization: OrganizationId) => boolean;
}

/**
 * The organizations that have not arrived in this browser: those that nobody here knows wait for a person's word, others
 * were left out by one. What a person says about them goes by here.
 */
export class Outsiders {
	readonly #parts: Parts;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Who they are; a bounded list, with what there is in all. */
	get told(): Told {
		return this.#parts.diagnostics.report.outsiders;
	}

	/** All that wait now: more than the list, where hundreds do. */
	allWaiting(): Promise<Waiting> {
		return this.#parts.gate.allWaiting();
	}

	/** What they sent comes in, now and from now on. Rejects where the browser can't remember it. */
	letIn(organizations: OrganizationId[]): Promise<void> {
		return this.#parts.gate.decide(organizations, 'let-in');
	}

	/** Nothing of them is folded here or handed on, until they are let in. Rejects as `letIn` does, and for one's own. */
	async leaveOut(organizations: OrganizationId[]): Promise<void> {
		if (organizations.some(this.#parts.acts)) throw new Error('this browser acts for it');
		await this.#parts.gate.decide(organizations, 'left-out');
	}

	/**
	 * What would come of leaving organizations out, those included that wait then because only these had introduced them.
	 * Cost: the fold of all other entries, in slices.
	 */
	async foreseeWithout(organizations: OrganizationId[]): Promise<ForeseenWithout> {
		const before = this.#parts.snapshot();
		const waiting = await this.#parts.gate.waitingWithout(organizations);
		const gone = new Set([...organizations, ...waiting]);
		const others = [...before.entries.values()].filter((entry) => !gone.has(authorOf(entry)));
		return { waiting, foresight: effectsBetween(before, await foldedAnew(others)) };
	}
}
