import { expect, test } from 'vitest';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { historyOf } = await import('$lib/views/history/actions');
const { calls, Pen } = await import('../domain/organization-keys');

test('what one act undoes costs each as much as few do', () => {
	const [few, many] = [100, 400].map((size) => {
		const pen = new Pen('Mallory');
		const writes = (action: string, command = 'edit-organization') => ({
			...{ ...pen.writes('Mallory', calls('Aurora')), action, command }
		});
		const done = Array.from({ length: size }, (_, at) => writes(`act ${at}`));
		const undone = done.map(({ action }) => writes('undo', `undo:${action}`));
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [pen.founding, ...done, ...undone]);
		return stepsOf(() => {
			expect(historyOf(snapshot).undoneBy.size).toBe(size);
		});
	});
	expect(many! / few!).toBeLessThan(6);
});
