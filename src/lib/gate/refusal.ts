import type { RefusedReason } from './api';

/** Thrown by a step of the gate: why it lets something go no further. */
export class GateRefusal extends Error {
	override readonly name = 'GateRefusal';

	constructor(
		readonly reason: RefusedReason,
		readonly detail = ''
	) {
		super(`${reason}: ${detail}`);
	}
}
