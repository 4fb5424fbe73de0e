import type { Reachability } from '$lib/peers/reachability';
import type { Addresses } from './shared';

export type { Reachability } from '$lib/peers/reachability';
export { isMixedContent } from '../peers/connection-state';
export { isIceServer, isSignallingUrl, maxServers } from '../peers/servers';

/** What trying the servers has shown. */
export interface Tried {
	signalling: { url: string; ok: boolean; detail: string }[];
	/** Null where there are none to try. */
	ice: { relayed: boolean; public: boolean } | null;
	/** From where somebody could join by these. */
	reach: Reachability;
}

/** Tries the servers from this browser. Takes seconds where one does not answer. */
export async function tryAddresses({ signalling, ice }: Addresses): Promise<Tried> {
	const { reachabilityOf, testIce, testSignalling } = await import('$lib/peers/reachability');
	const [tried, found] = await Promise.all([
		Promise.all(signalling.map(async (url) => ({ url, ...(await testSignalling(url)) }))),
		ice.length > 0 ? testIce(ice) : null
	]);
	return { signalling: tried, ice: found, reach: reachabilityOf({ signalling: tried, ice: found }) };
}

/** How far a link reaches: no further than the app's own address in it. */
export async function reachOfLink(reach: Reachability, hostname: string): Promise<Reachability> {
	const { hostReachability } = await import('$lib/peers/host-reachability');
	const far: Reachability[] = ['nobody', 'this-computer', 'this-network', 'anywhere'];
	return far[Math.min(far.indexOf(reach), far.indexOf(hostReachability(hostname)))] ?? reach;
}
