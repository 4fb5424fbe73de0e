import { expect, test, untilAlike } from './peers-fixtures';

for (const [joins, tag] of [
	[1, []],
	[12, ['@more']]
] as const)
	test(
		`a workspace of 20,000 grants is joined, ${joins} of ${joins} times`,
		{ tag: [...tag] },
		async ({ someone, code, invitation }) => {
			test.setTimeout(1_200_000);
			const [ann, bob] = [await someone(), await someone()];
			await ann.page.evaluate(async () => window.desk.fill(await window.desk.found('Lamps'), 20));
			await ann.page.evaluate((where) => window.desk.share(where, 'Ann'), code);
			const times: number[] = [];
			for (let join = 0; join < joins; join += 1) {
				const before = Date.now();
				await bob.page.evaluate((where) => window.desk.share(where, 'Bob'), code);
				await bob.until(({ peers }) => peers[0]?.synced === true, 30_000);
				await untilAlike([ann, bob]);
				times.push(Date.now() - before);
				await bob.page.evaluate(async () => {
					await window.desk.leave();
					await window.desk.close();
				});
				// The next one comes with nothing.
				await bob.page.evaluate(async (workspace) => {
					await new Promise(
						(done) => (indexedDB.deleteDatabase(`grantbook-workspace-${workspace}`).onsuccess = done)
					);
				}, invitation.workspace);
				await bob.page.reload();
				await bob.page.waitForFunction(() => 'desk' in window);
				expect(await bob.page.evaluate((id) => window.desk.open(id), invitation.workspace)).toBe(0);
			}
			test.info().annotations.push({ type: 'joined in ms', description: times.join(', ') });
		}
	);
