import type { EngineKey } from '$lib/engines/engine';

/** Names of their own, in every language. */
export const engineNames: Readonly<Record<EngineKey, string>> = {
	openfga: 'OpenFGA',
	spicedb: 'SpiceDB',
	cedar: 'Cedar',
	casbin: 'Casbin'
};
