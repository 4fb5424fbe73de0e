import type { EntryProblem } from '../entries/codec';
import { truncated } from '../entries/truncate';

/** Why something is not trusted. The reasons are those of the gate. */
export interface Fault {
	reason:
		| Exclude<EntryProblem, 'newer' | 'older'>
		| 'other-workspace'
		| 'bad-signature'
		| 'too-large'
		| 'not-an-update'
		| 'not-plain';
	detail: string;
}

/** `unread` is of a form that this app does not read: left where it is, and not vouched for. */
export type Verdict = 'good' | 'unread' | Fault;

/** Whether the text under an id is to be trusted. Never rejects. */
export type EntryCheck = (id: string, text: string) => Promise<Verdict>;

export const notPlain: Fault = { reason: 'not-plain', detail: '' };

/** A fault in a line. */
export const faultText = ({ reason, detail }: Fault): string =>
	detail === '' ? reason : `${reason}: ${truncated(detail, mostDetail)}`;

const mostDetail = 200;
