import type { OrganizationId } from '../domain/facts';
import type { Admitted, GateReport, Heads, Refused, Waiting } from './api';

/** What crosses between a page and the gate beside the ledger, over the ledger's own line. */
export interface GateCalls {
	admit: { ask: { texts: string[]; from: string }; answer: Admitted };
	heads: { ask: object; answer: Heads };
	missing: { ask: { heads: Heads | null }; answer: string[] };
	report: { ask: object; answer: GateReport };
	decide: { ask: { organizations: OrganizationId[]; approval: 'let-in' | 'left-out' }; answer: void };
	allWaiting: { ask: object; answer: Waiting };
	waitingWithout: { ask: { organizations: OrganizationId[] }; answer: OrganizationId[] };
}

export type GateCall = keyof GateCalls;

/** Connections are numbered by the page. */
export type GateAsk =
	| { [C in GateCall]: { number: number; call: C; ask: GateCalls[C]['ask'] } }[GateCall]
	| { connect: number; from: string }
	| { hear: number; message: Uint8Array }
	| { close: number };

export type GateTold =
	| { number: number; answer: GateCalls[GateCall]['answer'] }
	| { number: number; problem: string }
	| { say: number; message: Uint8Array }
	| { ended: number; why: Refused }
	| { synced: number }
	| { progress: number; received: number; expected: number }
	| { report: GateReport };
