import type { Reachability } from '$lib/peers/reachability';
import { hasWebRtc } from '$lib/peers/connection-state';
import type { ServerAddresses } from './sharing-settings';

export type { Reachability } from '$lib/peers/reachability';
export { hasWebRtc, isMixedContent } from '$lib/peers/connection-state';
export { isIceServer, isSocketUrl, maxServers } from '$lib/peers/servers';

/** The result of testing the servers. */
export interface ServerTestResult {
	signalling: { url: string; ok: boolean; detail: string }[];
	/** Null if there is none to test. */
	relay: { url: string; ok: boolean; detail: string } | null;
	/** Null if there are none to test. */
	ice: { relayed: boolean; public: boolean } | null;
	/** From where somebody could join through them. */
	reachability: Reachability;
}

/** Whether others can find this browser by what is named: a relay, or a signalling server where there is WebRTC. */
export const canBeFound = (named: Partial<ServerAddresses> | null): boolean =>
	named?.relay !== undefined || (hasWebRtc() && (named?.signalling?.length ?? 0) > 0);

/** Tests the servers from this browser. Takes seconds if one does not answer. */
export async function testServers({ signalling, ice, relay }: ServerAddresses): Promise<ServerTestResult> {
	const { reachabilityOf, testIce, testRelay, testSignalling } = await import('$lib/peers/reachability');
	const [tried, relayed, found] = await Promise.all([
		Promise.all(signalling.map(async (url) => ({ url, ...(await testSignalling(url)) }))),
		relay === undefined ? null : testRelay(relay).then((result) => ({ url: relay, ...result })),
		ice.length > 0 ? testIce(ice) : null
	]);
	const reachability = reachabilityOf({ signalling: tried, relay: relayed, ice: found });
	return { signalling: tried, relay: relayed, ice: found, reachability };
}

/** From where a link can be used: limited by the app's own address in it. */
export async function linkReachability(reach: Reachability, hostname: string): Promise<Reachability> {
	const { hostReachability } = await import('$lib/peers/host-reachability');
	const far: Reachability[] = ['nobody', 'this-computer', 'this-network', 'anywhere'];
	return far[Math.min(far.indexOf(reach), far.indexOf(hostReachability(hostname)))] ?? reach;
}
