/** Loopback and unspecified addresses. */
const thisComputer = {
	ipv4: /^(?:127\.|0\.0\.0\.0$)/,
	other: /^(?:(?:.*\.)?localhost|\[::1?\])$/
};

/** RFC 1918, link-local and carrier-grade NAT (RFC 6598) addresses, and their IPv6 and host name equivalents. */
const thisNetwork = {
	ipv4: /^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168|169\.254|100\.(?:6[4-9]|[789]\d|1[01]\d|12[0-7]))\./,
	other: /^(?:\[f(?:[cd]|e[89ab]).*|.*\.(?:local|lan|home|internal|intranet|home\.arpa)|[^.:[\]]+)$/
};

/** From where a URL's host name or address reaches the same host. */
export function hostReachability(hostname: string): 'this-computer' | 'this-network' | 'anywhere' {
	const host = plainIpv4(hostname.toLowerCase().replace(/\.$/, ''));
	const kind = /^[\d.]+$/.test(host) ? 'ipv4' : 'other';
	if (thisComputer[kind].test(host)) return 'this-computer';
	return thisNetwork[kind].test(host) ? 'this-network' : 'anywhere';
}

/** Converts an IPv4-mapped IPv6 address to IPv4. */
function plainIpv4(host: string): string {
	const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(host) ?? [];
	if (high === undefined || low === undefined) return host;
	const [a, b] = [parseInt(high, 16), parseInt(low, 16)];
	return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}
