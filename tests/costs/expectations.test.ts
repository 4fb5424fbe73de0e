import { expect, test } from 'vitest';
import type { Fact } from '$lib/domain/facts';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { addExpectation } = await import('$lib/commands/expectations');
const { applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { previewEffects } = await import('$lib/views/effects/preview');
const { brokenIn, standingExpectations } = await import('$lib/views/expectations/expectations');
const { lamp, Pen } = await import('../domain/organization-keys');

/** A workspace where a stranger expects so much of a product, half of it in vain, and something of another. */
function expected(size: number) {
	const [nova, basin, stranger] = [new Pen('Nova'), new Pen('Basin'), new Pen('Stranger')];
	const added = nova.writes('Nova', lamp, lamp);
	const [crowded, other] = [`${added.id}:0`, `${added.id}:1`] as const;
	const grant = (product: string): Fact => ({
		table: 'grants',
		product,
		grantee: basin.organization,
		permission: 'purchase'
	});
	const granted = nova.writes('Nova', grant(crowded), grant(other));
	const holds = (product: string): Fact => ({
		...{ table: 'expectations', product, permission: 'purchase' },
		expected: { kind: 'holds', organization: basin.organization }
	});
	stranger.writes('Stranger', holds(other));
	for (let at = 0; at < size; at++)
		stranger.writes('Stranger', {
			...{ table: 'expectations', product: crowded, permission: 'purchase' },
			expected: { kind: at % 2 ? 'holds' : 'lacks', organization: basin.organization }
		});
	const snapshot = emptySnapshot();
	applyEntries(
		snapshot,
		[nova, basin, stranger].flatMap(({ written }) => written)
	);
	return { snapshot, nova, basin, crowded, other, granted };
}

/** What something costs where a stranger expects so much, and four times as much. */
const growth = (cost: (size: number) => number): number => {
	const [few, many] = [100, 400].map(cost);
	return many! / few!;
};

test('a preview looks at what is expected of the products that it touches', () => {
	const cost = (size: number) => {
		const { snapshot, nova, basin, other } = expected(size);
		const actor = nova.organization;
		const grantee = basin.organization;
		const commands = [
			{
				command: 'revoke' as const,
				grantee,
				items: [{ product: other, permissions: ['purchase' as const] }]
			},
			{
				command: 'adjust' as const,
				grantee,
				items: [{ product: other, revoke: ['purchase' as const] }]
			}
		];
		return stepsOf(() => {
			for (const command of commands) {
				const preview = previewEffects(snapshot, [{ actor, command }]);
				expect(preview).toMatchObject({ accepted: true, effects: { broken: [{ product: other }] } });
			}
		});
	};
	expect(growth(cost)).toBeLessThan(1.1);
});

test('what others expect makes an expectation of one’s own cost no more', () => {
	const cost = (size: number) => {
		const { snapshot, nova, basin, crowded } = expected(size);
		return stepsOf(() => {
			const command = 'add-expectation' as const;
			const holds = { kind: 'holds' as const, organization: basin.organization };
			const wanted = { command, product: crowded, permission: 'purchase' as const, expected: holds };
			expect(addExpectation(snapshot, nova.organization, wanted).accepted).toBe(true);
		});
	};
	expect(growth(cost)).toBeLessThan(1.1);
});

test('how many are broken follows what changed', () => {
	const cost = (size: number) => {
		const { snapshot, nova, granted } = expected(size);
		expect([brokenIn(snapshot), standingExpectations(snapshot)]).toEqual([size / 2, size + 1]);
		const revoked = nova.writes('Nova', { table: 'revocations', grant: `${granted.id}:1` });
		return stepsOf(() => {
			applyEntries(snapshot, [revoked]);
			expect([brokenIn(snapshot), standingExpectations(snapshot)]).toEqual([size / 2 + 1, size + 1]);
		});
	};
	expect(growth(cost)).toBeLessThan(1.1);
});
