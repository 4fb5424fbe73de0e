import fc from 'fast-check';
import type { CommandName } from '$lib/commands/command';

/** One thing that happens: a command, by somebody, or replicas that meet. */
export interface Move {
	what: CommandName | 'sync' | 'clash' | 'befriend';
	replica: number;
	picks: number[];
}

/**
 * How a history goes: `crowd` is a handful of organizations doing anything; `chain` begins with a chain of
 * delegations, up to 12 deep, and goes on from there.
 */
export interface Plan {
	shape: 'crowd' | 'chain';
	organizations: number;
	depth: number;
	replicas: number;
	moves: Move[];
}

/** How often each is chosen: mostly what makes and breaks grants. */
const weights: Record<Move['what'], number> = {
	sync: 16,
	clash: 12,
	befriend: 12,
	authorize: 22,
	revoke: 9,
	'set-third-party': 6,
	'change-scope': 3,
	adjust: 3,
	'add-partner': 12,
	'rename-partner': 2,
	'delete-partner': 5,
	'add-organization': 2,
	'edit-organization': 2,
	'delete-organization': 3,
	'add-product': 5,
	'edit-product': 4,
	'delete-product': 3,
	'set-maker-standing': 3,
	'withdraw-deletion': 4,
	'place-order': 9,
	'cancel-order': 2,
	'complete-order': 2,
	'restore-order': 3,
	'record-work': 2,
	'retract-work': 2,
	'register-device': 3,
	'remove-device': 2,
	'add-logs': 2,
	'remove-logs': 1,
	'add-expectation': 4,
	'delete-expectation': 2,
	'add-key': 2,
	'add-recovery-key': 1,
	'rename-key': 1,
	'retire-key': 2,
	'set-reserved': 1
};

const move: fc.Arbitrary<Move> = fc.record({
	what: fc.oneof(
		...(Object.keys(weights) as Move['what'][]).map((what) => ({
			arbitrary: fc.constant(what),
			weight: weights[what]
		}))
	),
	replica: fc.nat(2),
	picks: fc.array(fc.nat(9_999), { minLength: 16, maxLength: 16 })
});

export const crowds = (maxMoves: number): fc.Arbitrary<Plan> =>
	fc.record({
		shape: fc.constant('crowd'),
		organizations: fc.integer({ min: 3, max: 5 }),
		depth: fc.constant(0),
		replicas: fc.integer({ min: 1, max: 3 }),
		moves: fc.array(move, { minLength: Math.floor(maxMoves / 2), maxLength: maxMoves, size: 'max' })
	});

export const chains = (maxMoves: number): fc.Arbitrary<Plan> =>
	fc.record({
		shape: fc.constant('chain'),
		organizations: fc.constant(0),
		depth: fc.oneof(fc.integer({ min: 3, max: 12 }), fc.constant(12)),
		replicas: fc.integer({ min: 1, max: 2 }),
		moves: fc.array(move, { minLength: 2, maxLength: maxMoves, size: 'max' })
	});
