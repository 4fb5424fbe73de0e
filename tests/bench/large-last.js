import { BaseSequencer } from 'vitest/node';

/** Puts the table of what is asked for at the end, where it is seen. */
export class LargeLast extends BaseSequencer {
	/**
	 * @override
	 * @param {import('vitest/node').TestSpecification[]} files
	 */
	async sort(files) {
		const sorted = await super.sort(files);
		/** @param {import('vitest/node').TestSpecification} file */
		const isLarge = ({ moduleId }) => moduleId.endsWith('large.bench.ts');
		return [...sorted.filter((file) => !isLarge(file)), ...sorted.filter(isLarge)];
	}
}
