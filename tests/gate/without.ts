import * as Y from 'yjs';
import { aroundSignature, idOf } from '../../src/lib/document/entries/identity';
import type { Fields } from '../../src/lib/gate/entry-steps';
import type { Steps } from '../../src/lib/gate/steps';
import type { Replica } from './parties';

/** Each step as it would be if it did nothing but hand on what it was given. */
export const without = (here: () => { at: Pick<Replica, 'doc'> }): Steps => ({
	checkSize: () => undefined,
	checkPace: () => undefined,
	checkPlain: () => undefined,
	/** Without a carrier a peer writes into the document itself. */
	readCarrier: (bytes) => {
		Y.applyUpdate(here().at.doc, bytes);
		return Promise.resolve([]);
	},
	takeText: (value) => value as string,
	parseText: (text: string) => JSON.parse(text) as unknown,
	rebuild: (parsed) => parsed,
	isNewer: (_): _ is { v: number } => false,
	takeFields: (value) => value as Fields,
	checkMoments: () => undefined,
	checkCanonical: () => undefined,
	checkWorkspace: () => undefined,
	takeId: (claimed, text, fields) =>
		Promise.resolve(claimed ?? idOf(aroundSignature(text, fields.signature))),
	checkSignature: () => Promise.resolve(),
	isKeyKnown: () => true
});
