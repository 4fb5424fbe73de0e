import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';
import { afterAll, vi } from 'vitest';

/** Counts what runs until `work` is over: until it returns, or until its promise resolves. */
interface Counter {
	(work: () => Promise<unknown>): Promise<number>;
	(work: () => void): number;
}

interface Coverage {
	result: { url: string; functions: { ranges: { count: number }[] }[] }[];
}

/**
 * Answers with how many blocks of the project's own code (bodies of functions and loops, branches) run while something
 * is done: the same each time, whatever else the machine does. What is to be counted has to be imported after this was
 * called, with `await import`: only what is compiled from here on counts.
 */
export function countSteps(): Counter {
	const session = new Session();
	/** Each answer comes before `post` returns: it is this thread that is asked. */
	const ask = (method: string, options = {}): unknown => {
		let answer: unknown;
		session.post(method, options, (error, result) => {
			if (error) throw error;
			answer = result;
		});
		return answer;
	};
	const take = () => (ask('Profiler.takePreciseCoverage') as Coverage).result;
	// Optimized code does not count all of its blocks, and cached code none.
	const flags = ['compilation-cache', 'opt'];
	for (const flag of flags) setFlagsFromString(`--no-${flag}`);
	session.connect();
	ask('Profiler.enable');
	ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
	vi.resetModules();
	afterAll(() => {
		session.disconnect();
		for (const flag of flags) setFlagsFromString(`--${flag}`);
	});
	const count = () =>
		take()
			.filter(({ url }) => url.includes('/src/lib/'))
			.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
			.reduce((sum, each) => sum + each.count, 0);
	return ((work: () => unknown) => {
		take();
		const done = work();
		return done instanceof Promise ? done.then(count) : count();
	}) as Counter;
}
