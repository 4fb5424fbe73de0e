import type { Candidate } from './admission';
import type { Limits } from './limits';
import type { Admitted, Refused } from './port';
import type { Refusal } from './refusal';
import type { Steps } from './steps';
import type { Stock } from './stock';

/** What a conversation is told by the gate that it takes place at. */
export interface House<Conversation> {
	readonly workspace: string;
	readonly stock: Stock;
	readonly steps: Steps;
	readonly limits: Limits;
	readonly steadily: () => number;
	/** Whether what is stored has been read. */
	isOpen(): boolean;
	admit(candidates: Candidate[], from: string, source: Conversation): Promise<Admitted>;
	refuse(from: string, refusal: Refusal): Refused;
	left(conversation: Conversation): void;
}
