import { DefaultRoleManager, type Enforcer, newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { expect, test } from 'vitest';
import type { EngineFile } from '$lib/engines/engine';
import { engineId } from '$lib/engines/engine-ids';
import { judge } from '../../oracle/oracle';
import { everyAnswer } from '../answers';
import { exported, fileIn } from '../exported';
import { seenIn, setupsToAsk, wanted } from './setups';

/** As the guide of an export says. */
async function enforcerOf(model: string, policy: string): Promise<Enforcer> {
	const enforcer = await newEnforcer(newModelFromString(model));
	enforcer.setRoleManager(new DefaultRoleManager(1_000));
	enforcer.setAdapter(new StringAdapter(policy));
	// The text is where it is loaded from, and takes nothing back.
	enforcer.enableAutoSave(false);
	await enforcer.loadPolicy();
	return enforcer;
}

/** The rules of lines that begin with `g`. */
const rulesIn = (files: readonly EngineFile[], name: string) =>
	(files.find((file) => file.name === name)?.text ?? '')
		.split('\n')
		.filter((line) => line.startsWith('g, '))
		.map((line) => line.split(', ').slice(1));

test('Casbin, loaded anew and kept in step by writes and deletes, answers as the rules do', async () => {
	const setups = setupsToAsk();
	expect(seenIn(setups)).toEqual(wanted);
	let kept: Enforcer | undefined;
	let [asked, tooLong, before]: [number, number, EngineFile[]] = [0, 0, []];
	for (const entries of setups) {
		const found = await exported('casbin', entries, before);
		const fresh = await enforcerOf(fileIn(found, 'model.conf'), fileIn(found, 'policy.csv'));
		kept ??= await enforcerOf(
			fileIn(found, 'model.conf'),
			fileIn(found, 'policy.csv').replaceAll(/^g, .*\n/gm, '')
		);
		const [removed, added] = ['deletes', 'writes'].map((name) => rulesIn(found.files, `changes/${name}.csv`));
		if (removed!.length > 0) expect(await kept.removeGroupingPolicies(removed!)).toBe(true);
		if (added!.length > 0) expect(await kept.addGroupingPolicies(added!)).toBe(true);
		before = found.files;
		tooLong += found.report.cuts.filter(({ why }) => why === 'too-long').length;
		expect((await kept.getGroupingPolicy()).map(String).sort()).toEqual(
			rulesIn(found.files, 'policy.csv').map(String).sort()
		);

		for (const { product, organization, question, answer } of everyAnswer(judge(entries), found)) {
			const request = [`organization/${engineId(organization)}`, engineId(product), question.action] as const;
			expect(await fresh.enforce(...request)).toBe(answer);
			expect(await kept.enforce(...request)).toBe(answer);
			asked++;
		}
		const lines = fileIn(found, 'requests.csv').split('\n').filter(Boolean);
		expect(lines.length).toBe(found.report.asserted.yes + found.report.asserted.no);
		for (const line of lines) {
			const [sub, obj, act, answer] = line.split(', ');
			expect(String(await fresh.enforce(sub!, obj!, act!))).toBe(answer);
		}
	}
	expect(tooLong).toBeGreaterThan(0);
	console.log(`${setups.length} setups, ${asked} answers`);
});
