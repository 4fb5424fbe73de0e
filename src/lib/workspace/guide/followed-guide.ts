import { createSubscriber } from 'svelte/reactivity';
import * as z from 'zod/mini';
import { notes as ofBrowser, type Notes } from '$lib/document/storage/notes';
import type { Snapshot } from '$lib/domain/snapshot';
import { mostBytes } from '$lib/setup/bounds';
import { stepsDone } from '$lib/setup/guide';
import type { Guide } from '$lib/setup/setup';
import { guideNote, type GuideState, readGuideNote } from './guide-schema';

const kind = 'guide';
const textKind = 'guide-text';
const name = 'guide';

const textSchema = z.strictObject({ v: z.literal(1), text: z.string().check(z.maxLength(mostBytes)) });

/**
 * The guide that stays with a workspace that was made from a text, kept with it in this browser. Its steps are done as the
 * state comes to what ends them, and stay so.
 */
export class FollowedGuide {
	readonly #workspace: string;
	readonly #notes: Notes;
	#state: GuideState | undefined;
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	constructor(workspace: string, notes: Notes = ofBrowser) {
		this.#workspace = workspace;
		this.#notes = notes;
	}

	/** The guide, and how many of its steps are done; undefined where the workspace has none. */
	get state(): GuideState | undefined {
		this.#subscribe();
		return this.#state;
	}

	/** Reads what is kept. What cannot be read is left where it is. */
	async load(): Promise<void> {
		const [stored] = await this.#notes.all(this.#workspace, kind).catch(() => []);
		this.#state = readGuideNote(stored);
		this.#update();
	}

	/** The next state of the workspace has come. Cost: a look at the step that is next. */
	follow(snapshot: Snapshot): void {
		if (!this.#state) return;
		const { guide, done } = this.#state;
		const now = stepsDone(guide, snapshot, done);
		if (now === done) return;
		this.#state = { ...this.#state, done: now };
		this.#update();
		this.save();
	}

	/** Keeps it; where the browser does not, its steps are followed from where they were once more. */
	save(): void {
		if (this.#state)
			this.#notes.put(this.#workspace, kind, name, guideNote(this.#state)).catch(() => undefined);
	}

	/** The text that the workspace was made from, to make it once more; undefined where that is not kept. */
	async text(): Promise<string | undefined> {
		const [stored] = await this.#notes.all(this.#workspace, textKind).catch(() => []);
		return textSchema.safeParse(stored).data?.text;
	}
}

/**
 * Has a workspace keep the guide of the text that it is made from, and the text. Rejects where the browser keeps nothing.
 * @param guide speaks of the workspace's ids
 */
export async function keepGuide(
	workspace: string,
	guide: Guide,
	text: string,
	notes: Notes = ofBrowser
): Promise<void> {
	await notes.put(workspace, textKind, name, { v: 1, text });
	await notes.put(workspace, kind, name, guideNote({ guide, done: 0, hasText: true }));
}
