import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { poisonReasons } from '$lib/peers/relay/relay-state';
import { PAGE_WORD, type Presence, type SharingState } from '$lib/peers/sharing-state';

z.config({ jitless: true });

export type { PoisonReason, RelayState } from '$lib/peers/relay/relay-state';
export type { Peer, Presence, AccessRequest, SharingState } from '$lib/peers/sharing-state';

/** The state while not sharing. */
export const offline: SharingState = {
	connection: 'off',
	signalling: [],
	relay: null,
	peers: [],
	requests: [],
	asked: [],
	refused: []
};

const short = z.string().check(z.maxLength(1_000));
const nullable = z.nullable(short);
const count = z.number();
/** More than any list here can hold. */
const few = <T extends z.ZodMiniType>(of: T) => z.array(of).check(z.maxLength(1_000));

const stateSchema = z.strictObject({
	connection: z.enum(['off', 'connecting', 'waiting', 'relayed', 'connected', 'unreachable']),
	signalling: few(z.strictObject({ url: short, open: z.boolean() })),
	relay: z.nullable(
		z.strictObject({
			url: short,
			connection: z.enum(['connecting', 'connected', 'unreachable', 'poisoned']),
			synced: z.boolean(),
			kept: count,
			waiting: count,
			moved: count,
			poison: z.nullable(z.enum(poisonReasons)),
			detail: short
		})
	),
	peers: few(
		z.strictObject({
			id: short,
			name: short,
			colour: short,
			organization: nullable,
			place: z.string().check(z.regex(PAGE_WORD)),
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
	place: z.string().check(z.regex(PAGE_WORD))
});

/** Messages between the tabs of one workspace about sharing it. */
const messageSchema = z.union([
	/** From the tab that is connected. */
	z.strictObject({ state: stateSchema }),
	/** To that tab: asks for the state, changes the presence, declines a request. */
	z.strictObject({ hello: z.literal(true) }),
	z.strictObject({ presence: presenceSchema }),
	z.strictObject({ decline: short })
]);

export type TabMessage =
	| { state: SharingState }
	| { hello: true }
	| { presence: Presence }
	| { decline: string };

/** Parses a message from another tab, or returns null: pages opened from disk share channels with other such pages. */
export function readTabMessage(value: unknown): TabMessage | null {
	const { data } = messageSchema.safeParse(value, abortEarly);
	return data ?? null;
}
