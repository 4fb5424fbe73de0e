import * as z from 'zod/mini';
import type { IceServer } from '$lib/document/workspaces/workspace-record';

const maxUrlLength = 300;
/** The maximum of each kind in an invitation. */
export const maxServers = 8;

/** Whether a text is a valid address of a signalling server or a relay: a ws or wss URL that a WebSocket accepts. */
export function isSocketUrl(text: string): boolean {
	if (text.length > maxUrlLength || /\s/.test(text)) return false;
	if (!URL.canParse(text)) return false;
	const url = new URL(text);
	if (url.protocol !== 'ws:' && url.protocol !== 'wss:') return false;
	return url.hostname !== '' && url.username === '' && url.password === '' && !text.includes('#');
}

const host = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?`;
/** RFC 7064 and 7065, as browsers read them: anything else makes RTCPeerConnection throw. */
const iceUrl = new RegExp(`^(?:stuns?:${host}|turns?:${host}(?:\\?transport=(?:udp|tcp))?)$`);

/** Whether a text is a valid address of a STUN or TURN server. */
const isIceUrl = (text: string): boolean =>
	text.length <= maxUrlLength && iceUrl.test(text) && Number(/:(\d+)(?:\?|$)/.exec(text)?.[1] ?? 1) < 65_536;

const isTurn = (url: string): boolean => url.startsWith('turn');

export const relayUrl = z.string().check(z.refine(isSocketUrl));
export const signallingUrls = z.array(relayUrl).check(z.maxLength(maxServers));

const credential = z.string().check(z.minLength(1), z.maxLength(maxUrlLength));

const iceServer = z
	.strictObject({
		urls: z.array(z.string().check(z.refine(isIceUrl))).check(z.minLength(1), z.maxLength(maxServers)),
		username: z.optional(credential),
		credential: z.optional(credential)
	})
	// Browsers reject a TURN server without credentials.
	.check(
		z.refine(({ urls, username, credential: secret }) => !urls.some(isTurn) || Boolean(username && secret))
	);

/** Whether an invitation can contain the server. */
export const isIceServer = (server: IceServer): boolean => iceServer.safeParse(server).success;

export const iceServers = z.array(iceServer).check(z.maxLength(maxServers));
