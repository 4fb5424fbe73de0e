import { expect, test } from 'vitest';
import { entryOf, hashOf } from '../oracle/ledger';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { PendingEntries } = await import('$lib/gate/pending-entries');
const { alices, lived, of, outsiders, small } = await import('../gate/lived');
const { settled } = await import('../gate/parties');
const { draft } = await import('../document/helpers');

test('strangers that a file or a peer brings cost each, from its bytes to the list of who waits, as much as few do', async () => {
	const costs = await Promise.all(
		[12, 42].map(async (size) => {
			const many = await Promise.all(Array.from({ length: size }, () => lived(0)));
			return { size, texts: many.flatMap(({ texts }) => texts) };
		})
	);
	const steps: number[] = [];
	for (const { size, texts } of costs) {
		const at = await alices();
		steps.push(
			await stepsOf(async () => {
				await at.gate.admit(texts, 'a file');
				expect((await outsiders(at)).waiting).toBe(size - small.strangersEach.organizations);
			})
		);
	}
	expect(steps[1]! / steps[0]!).toBeLessThan(4.2);
});

test('where so many are held that others have to go, each costs the same however many there are', () => {
	const [few, many] = [250, 1_000].map((size) => {
		const dropped: string[] = [];
		const room = { pendingEntries: size, pendingLength: 1_000_000 };
		const pending = new PendingEntries(room, (organization) => dropped.push(organization));
		const hold = (name: string) => {
			const entry = entryOf({ organization: hashOf(`organization ${name}`), facts: [] }, name);
			pending.add({ entry, text: name });
		};
		for (let at = 0; at < size; at++) hold(`${at}`);
		const steps = stepsOf(() => {
			for (let at = 0; at < 50; at++) hold(`one more ${at}`);
		});
		expect(dropped).toHaveLength(50);
		return steps;
	});
	expect(many! / few!).toBeLessThan(1.2);
});

test('those that wait and are introduced together cost each as much as few do', async () => {
	const large = { organizations: 1_000, entries: 10_000, length: 10_000_000 };
	const cost = async (size: number) => {
		const at = await alices({ strangersEach: large, strangersAll: large });
		const waiting = await Promise.all(Array.from({ length: size }, () => lived(0)));
		await at.gate.admit(
			waiting.flatMap(({ texts }) => texts),
			'a file'
		);
		const organizations = waiting.map(({ organization }) => organization);
		await at.ledger.approvals.set(organizations, 'waiting');
		expect((await outsiders(at)).waiting).toBe(size);
		const facts = organizations.map((partner) => ({ table: 'partners' as const, partner, name: 'x' }));
		const steps = await stepsOf(async () => {
			await at.ledger.append([draft(at.organization, ...facts)]);
			await settled();
		});
		for (const each of organizations) expect(of(at, each)).toBe(1);
		return steps;
	};
	const few = await cost(12);
	expect((await cost(48)) / few).toBeLessThan(4.2);
});
