import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { memoryApprovals } = await import('$lib/document/approvals/approvals');
const { WorkspaceApprovals } = await import('$lib/document/approvals/workspace-approvals');

test('what another tab withholds costs the same however much is withheld', async () => {
	const costs: number[] = [];
	for (const size of [100, 1_000]) {
		const store = memoryApprovals();
		let tell = () => {};
		const none = { notify: () => {}, follow: () => {}, close: () => {} };
		const there = new WorkspaceApprovals('w', store, { ...none, notify: () => tell() });
		const here = new WorkspaceApprovals('w', store, { ...none, follow: (listener) => (tell = listener) });
		const withheld = Array.from({ length: size }, (_, at) => ({
			...{ id: `entry ${at}`, key: 'key', seq: at + 1, previous: '', text: '' }
		}));
		const about = { name: 'Mallory', account: '', entries: size, length: 0, kept: true };
		await there.withhold('Mallory', about, withheld);
		await here.load();
		expect(here.marks).toHaveLength(size);
		costs.push(
			await stepsOf(async () => {
				await there.withhold('Mallory', { ...about, entries: size + 1 }, []);
				await setImmediate();
			})
		);
		expect(here.about('Mallory').entries).toBe(size + 1);
	}
	expect(costs[1]! / costs[0]!).toBeLessThan(1.2);
});
