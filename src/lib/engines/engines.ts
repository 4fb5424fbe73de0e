import { type Engine, type EngineFile, type EngineKey, engineKeys } from './engine';

const loaders: Record<EngineKey, () => Promise<Engine>> = {
	openfga: async () => (await import('./openfga/openfga')).openfga,
	spicedb: async () => (await import('./spicedb/spicedb')).spicedb,
	cedar: async () => (await import('./cedar/cedar')).cedar,
	casbin: async () => (await import('./casbin/casbin')).casbin
};

/** What writes and reads for that engine, loaded when it is first asked for. */
export const loadEngine = (key: EngineKey): Promise<Engine> => loaders[key]();

/** Whether a file, by its beginning, holds statements of any engine. */
export async function isStated(file: EngineFile): Promise<boolean> {
	const engines = await Promise.all(engineKeys.map(loadEngine));
	return engines.some((engine) => engine.holds(file));
}
