import type { RelayRoom } from './relay-session';
import type { RelayState } from './relay-state';

/** From the page to the relay's Worker. Connections with the gate are numbered; there is one at a time. */
export type ToRelay =
	| { open: RelayRoom }
	| { connection: number; received: Uint8Array }
	/** The gate has ended it. */
	| { connection: number; ended: { reason: string; detail: string } };

/** From the relay's Worker to the page. */
export type FromRelay =
	| { state: RelayState }
	| { connect: number }
	| { connection: number; send: Uint8Array }
	| { close: number };
