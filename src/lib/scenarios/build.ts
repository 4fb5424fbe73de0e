import type { Snapshot } from '../domain/snapshot';
import { Found } from './found';
import type { Edit, Scenario, Wave } from './scenario';
import type { Language } from './words';

/** How many edits are decided, signed and stored at once: progress can be shown in between, and it can be stopped. */
const batch = 60;

export interface Building {
	scenario: Scenario;
	/** To its end; else before the first authorization. */
	finished: boolean;
	language: Language;
	/** When the story is told as happening, in milliseconds since 1970. */
	now: number;
	snapshot: () => Snapshot;
	/** Puts edits through the door, as part of one act; rejects to stop. */
	write: (edits: Edit[]) => Promise<unknown>;
	progress?: (done: number, total: number) => void;
}

/**
 * Plays a scenario into an empty workspace: every edit is a command, decided like any other. Its waves count alike
 * for progress.
 */
export async function build(building: Building): Promise<void> {
	const { scenario, finished, language, now, snapshot, write, progress } = building;
	const waves: Wave[] = [...scenario.stage, ...(finished ? scenario.story : [])];
	for (const [index, wave] of waves.entries()) {
		const edits = wave(new Found(snapshot(), language, now));
		for (let done = 0; done < edits.length; done += batch) {
			progress?.(index + done / edits.length, waves.length);
			await write(edits.slice(done, done + batch));
		}
	}
	progress?.(waves.length, waves.length);
}
