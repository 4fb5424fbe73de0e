import type { RefusedReason } from './api';

/** Thrown by a step of the gate: why it lets something go no further. */
export class Refusal extends Error {
	override readonly name = 'Refusal';

	constructor(
		readonly reason: RefusedReason,
		readonly detail = ''
	) {
		super(`${reason}: ${detail}`);
	}
}
