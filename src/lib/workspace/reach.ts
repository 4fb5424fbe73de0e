import type { Reach } from '../peers/reach';
import type { Addresses } from './shared';

export type { Reach } from '../peers/reach';
export { isMixedContent } from '../peers/connection-state';
export { isIceServer, isSignallingUrl, mostServers } from '../peers/servers';

/** What trying the servers has shown. */
export interface Tried {
	signalling: { url: string; ok: boolean; detail: string }[];
	/** Null where there are none to try. */
	ice: { relayed: boolean; public: boolean } | null;
	/** From where somebody could join by these. */
	reach: Reach;
}

/** Tries the servers from this browser. Takes seconds where one does not answer. */
export async function tryAddresses({ signalling, ice }: Addresses): Promise<Tried> {
	const { reachOf, testIce, testSignalling } = await import('../peers/reach');
	const [tried, found] = await Promise.all([
		Promise.all(signalling.map(async (url) => ({ url, ...(await testSignalling(url)) }))),
		ice.length > 0 ? testIce(ice) : null
	]);
	return { signalling: tried, ice: found, reach: reachOf({ signalling: tried, ice: found }) };
}

/** How far a link reaches: no further than the app's own address in it. */
export async function reachOfLink(reach: Reach, hostname: string): Promise<Reach> {
	const { reachOfHost } = await import('../peers/hosts');
	const far: Reach[] = ['nobody', 'this-computer', 'this-network', 'anywhere'];
	return far[Math.min(far.indexOf(reach), far.indexOf(reachOfHost(hostname)))] ?? reach;
}
