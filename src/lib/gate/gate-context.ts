import type { Candidate } from './admission';
import type { Limits } from './limits';
import type { Admitted, Refused } from './api';
import type { Refusal } from './refusal';
import type { Steps } from './steps';
import type { EntryIndex } from './entry-index';

/** What a conversation is told by the gate that it takes place at. */
export interface GateContext<Session> {
	readonly workspace: string;
	readonly index: EntryIndex;
	readonly steps: Steps;
	readonly limits: Limits;
	readonly monotonicNow: () => number;
	/** Whether what is stored has been read. */
	isOpen(): boolean;
	admit(candidates: Candidate[], from: string, source: Session): Promise<Admitted>;
	/**
	 * Judges what has arrived of organizations that nobody here knows, at the charge of whoever brought it.
	 * @param isFirst whether it is of a first sync that a person asked for
	 */
	settle(source: Session, isFirst: boolean): Promise<void>;
	/** Whether so much is held of those that nobody knows that it is to be judged now. */
	isCrowded(): boolean;
	endFirstSync(): Promise<void>;
	/** Whether a sync that begins now is a first one, that a person asked for. */
	isFirstSync(): boolean;
	refuse(from: string, refusal: Refusal): Refused;
	closed(session: Session): void;
}
