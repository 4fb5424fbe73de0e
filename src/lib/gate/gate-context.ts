import type { Candidate } from './admission';
import type { Limits } from './limits';
import type { Admitted, Refused } from './api';
import type { GateRefusal } from './refusal';
import type { Steps } from './steps';
import type { EntryIndex } from './entry-index';

/** What the gate provides to each of its sync sessions. */
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
	 * Judges what is pending of unknown organizations, and counts it against the allowance of whoever brought it.
	 * @param isFirst whether this is the first sync after a person opened an invitation
	 */
	settle(source: Session, isFirst: boolean): Promise<void>;
	/** Whether so much of unknown organizations is pending that it is to be judged now. */
	isCrowded(): boolean;
	endFirstSync(): Promise<void>;
	/** Whether a sync that begins now is the first after a person opened an invitation. */
	isFirstSync(): boolean;
	refuse(from: string, refusal: GateRefusal): Refused;
	closed(session: Session): void;
}
