import { checkPlain, readCarrier } from './carrier';
import {
	checkCanonical,
	checkMoments,
	checkSignature,
	checkWorkspace,
	isNewer,
	parseText,
	rebuild,
	takeFields,
	takeId,
	takeText
} from './entry-steps';
import type { Entry } from '../domain/entry';
import { authorOf } from '../domain/entry';
import type { KeyRegistry } from '../domain/keys/key-registry';
import { GateRefusal } from './refusal';

/** A message as it comes, before anything looks into it. */
function checkSize(bytes: Uint8Array, most: number): void {
	if (bytes.length > most) throw new GateRefusal('too-large', `a message of ${bytes.length} bytes`);
}

/** A peer sends no more than was asked for, and waits for the answer. */
function checkPace(waiting: number, most: number): void {
	if (waiting > most) throw new GateRefusal('too-fast', `${waiting} messages at once`);
}

/** Whether the key was ever named by the organization that the entry speaks for; a founding entry brings its own. */
const isKeyKnown = (entry: Entry, keys: KeyRegistry): boolean =>
	entry.organization === '' || keys.isKnown(authorOf(entry), entry.key);

/** The steps of the gate, in their order, by name: tests take one away and show what gets in. */
export const steps = {
	// A message
	checkSize,
	checkPace,
	checkPlain,
	readCarrier,
	// An entry
	takeText,
	parseText,
	rebuild,
	isNewer,
	takeFields,
	checkMoments,
	checkCanonical,
	checkWorkspace,
	takeId,
	checkSignature,
	isKeyKnown
};

export type Steps = typeof steps;
