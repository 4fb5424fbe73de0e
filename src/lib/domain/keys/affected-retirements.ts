import { race } from '../algorithms/race';
import type { KeyId } from '../facts';
import type { KeyNode, Retirement } from './key-node';
import type { KeyStatements } from './key-statements';

/**
 * The retirements that may start or stop counting when a key gets other parents, and maybe others: those by the keys that
 * are or were its ancestors by way of some of them only, those of the key and its descendants, or all of them: whichever
 * are found first. It yields after each step.
 */
export function* affectedRetirements(
	statements: KeyStatements,
	find: (key: KeyId) => KeyNode | undefined,
	key: KeyId,
	differingAncestors: Iterable<KeyId | null>
): Generator<void, readonly Retirement[]> {
	const { found } = yield* race(
		statements.retirementsOfOthers,
		by(statements, differingAncestors),
		below(statements, find, key)
	);
	return found;
}

/** The retirements by these keys. */
function* by(statements: KeyStatements, keys: Iterable<KeyId | null>): Generator<Retirement | null> {
	for (const key of keys) {
		if (key) yield* statements.retirementsBy(key);
		yield null;
	}
}

/** The retirements of a key and its descendants. */
function* below(
	statements: KeyStatements,
	find: (key: KeyId) => KeyNode | undefined,
	top: KeyId
): Generator<Retirement | null> {
	const found = new Set([top]);
	for (const at of found) {
		yield* statements.retirementsOf(at);
		for (const key of statements.addedBy(at)) {
			if (find(key)?.parents.has(at)) found.add(key);
			yield null;
		}
	}
}
