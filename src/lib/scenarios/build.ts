import type { Snapshot } from '../domain/snapshot';
import { Found } from './found';
import type { Edit, Scenario, Wave } from './scenario';
import type { Language } from './words';

export interface Building {
	scenario: Scenario;
	/** To its end; else before the first authorization. */
	finished: boolean;
	language: Language;
	/** When the story is told as happening, in milliseconds since 1970. */
	now: number;
	snapshot: () => Snapshot;
	/** Decides an edit: one of the act that sets the stage, or an act of its own in the story. Rejects to stop. */
	add: (edit: Edit, part: 'stage' | 'story') => Promise<unknown>;
	progress?: (done: number, total: number) => void;
}

/**
 * Plays a scenario into an empty workspace: every edit is a command, decided like any other. What is there before the first
 * authorization is one act, and each thing that is done in the story another, so that the history tells how it came about.
 * Its waves count alike for progress.
 */
export async function build(building: Building): Promise<void> {
	const { scenario, finished, language, now, snapshot, add, progress } = building;
	const inPart = (part: 'stage' | 'story', waves: readonly Wave[]) => waves.map((wave) => ({ part, wave }));
	const all = [...inPart('stage', scenario.stage), ...(finished ? inPart('story', scenario.story) : [])];
	for (const [index, { part, wave }] of all.entries()) {
		const edits = wave(new Found(snapshot(), language, now));
		for (const [done, edit] of edits.entries()) {
			progress?.(index + done / edits.length, all.length);
			await add(edit, part);
		}
	}
	progress?.(all.length, all.length);
}
