import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { places, type Presence, type SharingState } from '../peers/state';

z.config({ jitless: true });

export type { Peer, Place, Presence, SeatRequest, SharingState } from '../peers/state';

/** Nobody to speak with. */
export const alone: SharingState = {
	connection: 'off',
	signalling: [],
	peers: [],
	requests: [],
	asked: [],
	refused: []
};

const short = z.string().check(z.maxLength(1_000));
const nullable = z.nullable(short);
const count = z.number();
/** More than there can be of anything here. */
const few = <T extends z.ZodMiniType>(of: T) => z.array(of).check(z.maxLength(1_000));

const stateSchema = z.strictObject({
	connection: z.enum(['off', 'connecting', 'waiting', 'connected', 'unreachable']),
	signalling: few(z.strictObject({ url: short, open: z.boolean() })),
	peers: few(
		z.strictObject({
			id: short,
			name: short,
			colour: short,
			organization: nullable,
			place: z.enum(places),
			verified: z.boolean(),
			key: nullable,
			synced: z.boolean(),
			received: count,
			expected: count
		})
	),
	requests: few(
		z.strictObject({
			id: short,
			peer: short,
			organization: short,
			key: short,
			name: short,
			at: count
		})
	),
	asked: few(z.strictObject({ organization: short, key: short, name: short, declined: z.boolean() })),
	refused: few(z.strictObject({ from: short, reason: short, detail: short, at: count }))
});

const presenceSchema = z.strictObject({
	name: short,
	colour: short,
	organization: nullable,
	place: z.enum(places)
});

/** What the tabs of one workspace tell each other about sharing it. */
const messageSchema = z.union([
	/** From the tab that speaks with the peers. */
	z.strictObject({ state: stateSchema }),
	/** To that tab: somebody would like to know, is looking at something else, says no to a request. */
	z.strictObject({ hello: z.literal(true) }),
	z.strictObject({ presence: presenceSchema }),
	z.strictObject({ decline: short })
]);

export type TabMessage =
	| { state: SharingState }
	| { hello: true }
	| { presence: Presence }
	| { decline: string };

/** A message from another tab, or null: pages opened from disk share their channels with any other such page. */
export function readTabMessage(value: unknown): TabMessage | null {
	const { data } = messageSchema.safeParse(value, abortEarly);
	return data ?? null;
}
