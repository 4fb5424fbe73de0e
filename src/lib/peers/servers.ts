import * as z from 'zod/mini';

/** A STUN or TURN server, by which two browsers find a way to each other. */
export interface IceServer {
	urls: string[];
	username?: string | undefined;
	credential?: string | undefined;
}

const longest = 300;
/** As many of each kind as an invitation holds. */
export const mostServers = 8;

/** Whether a text is the address of a signalling server: ws or wss, and nothing that a socket would not take. */
export function isSignallingUrl(text: string): boolean {
	if (text.length > longest || /\s/.test(text)) return false;
	if (!URL.canParse(text)) return false;
	const url = new URL(text);
	if (url.protocol !== 'ws:' && url.protocol !== 'wss:') return false;
	return url.hostname !== '' && url.username === '' && url.password === '' && !text.includes('#');
}

const host = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?`;
/** RFC 7064 and 7065, as browsers read them: anything else makes a connection throw before it begins. */
const iceUrl = new RegExp(`^(?:stuns?:${host}|turns?:${host}(?:\\?transport=(?:udp|tcp))?)$`);

/** Whether a text is the address of a STUN or TURN server. */
const isIceUrl = (text: string): boolean =>
	text.length <= longest && iceUrl.test(text) && Number(/:(\d+)(?:\?|$)/.exec(text)?.[1] ?? 1) < 65_536;

const isTurn = (url: string): boolean => url.startsWith('turn');

export const signallingUrls = z
	.array(z.string().check(z.refine(isSignallingUrl)))
	.check(z.maxLength(mostServers));

const credential = z.string().check(z.minLength(1), z.maxLength(longest));

const iceServer = z
	.strictObject({
		urls: z.array(z.string().check(z.refine(isIceUrl))).check(z.minLength(1), z.maxLength(mostServers)),
		username: z.optional(credential),
		credential: z.optional(credential)
	})
	// A browser refuses a relay that nobody may use.
	.check(z.refine(({ urls, username, credential: word }) => !urls.some(isTurn) || Boolean(username && word)));

/** Whether an invitation can hold it. */
export const isIceServer = (server: IceServer): boolean => iceServer.safeParse(server).success;

export const iceServers = z.array(iceServer).check(z.maxLength(mostServers));
