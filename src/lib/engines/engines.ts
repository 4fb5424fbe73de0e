import type { Engine, EngineKey } from './engine';

const loaders: Record<EngineKey, () => Promise<Engine>> = {
	openfga: async () => (await import('./openfga/openfga')).openfga,
	spicedb: async () => (await import('./spicedb/spicedb')).spicedb,
	cedar: async () => (await import('./cedar/cedar')).cedar,
	casbin: async () => (await import('./casbin/casbin')).casbin
};

/** What writes and reads for that engine, loaded when it is first asked for. */
export const loadEngine = (key: EngineKey): Promise<Engine> => loaders[key]();
