/** What one who keeps to nothing costs those who do: counted in what they fold, store and look up, not in time. */
import { expect, test } from 'vitest';
import { crimes } from './crimes';
import { edit, founder, letIn, tight, type Honest } from './honest';
import { Mallory } from './mallory';
import { Network, turn } from './network';
import { random } from './random';

/** The work of honest browsers: entries folded, and characters kept, in the ledger or aside. */
interface Work {
	folded: number;
	kept: number;
	/** What somebody signed meanwhile who keeps to nothing. */
	sent: number;
}

const floods = [
	'founds organizations without end',
	'outgrows what strangers may bring',
	'floods grants and revocations on one link',
	'adds keys in a chain, and retires each',
	'equivocates: tells each another story'
];

/** Three honest browsers do the same edits and meet, while somebody commits so many crimes. */
async function work(times: number): Promise<Work> {
	const chosen = random(7);
	const honest: Honest[] = [];
	for (const name of ['Alice', 'Bob', 'Carol']) honest.push(await founder(`${name} at work`));
	const friends = honest.map(({ organization }) => organization);
	for (const each of honest) await letIn(each, friends);
	const network = new Network();
	for (const [n, each] of honest.entries()) network.connect(each, honest[(n + 1) % honest.length]!);
	for (let n = 0; n < 90; n++) await edit(honest[n % 3]!, friends, chosen);
	await network.quiet(chosen);
	const mallory = await Mallory.join('Mallory at work', random(8), 3);
	for (let n = 0; n < times; n++)
		for (const flood of floods) await crimes[flood]!(mallory, honest[n % 3]!, honest);
	await network.quiet(chosen);
	for (let n = 0; n < 20; n++) await turn();
	const works: Work = { folded: 0, kept: 0, sent: mallory.signed.size };
	for (const { at } of honest) {
		const { outsiders } = await at.gate.report();
		works.folded += at.ledger.delivered.length;
		for (const text of at.texts.values()) works.kept += text.length;
		for (const { kept, length } of outsiders.list) works.kept += kept ? length : 0;
	}
	return works;
}

test('honest people fold no more than 1.5 times, and keep no more than 3 times, what they do without it', async () => {
	const without = await work(0);
	for (const times of [4, 12]) {
		const attacked = await work(times);
		expect(attacked.sent).toBeGreaterThan(60 * times);
		expect(attacked.folded).toBeLessThanOrEqual(without.folded + 3 * tight.strangersAll.entries);
		expect(attacked.folded).toBeLessThanOrEqual(1.5 * without.folded);
		expect(attacked.kept).toBeLessThanOrEqual(3 * without.kept);
	}
}, 120_000);
