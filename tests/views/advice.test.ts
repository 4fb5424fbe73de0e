import { expect, test } from 'vitest';
import { type Advice, adviceFor } from '$lib/views/advice';
import { remediesOf, togetherOf } from '$lib/views/followed-advice';
import { Acting } from './acting';

const about = (advice: readonly Advice[]) => advice.map((each) => `${each.about} ${each.link.grantee}`);

test('what is redundant only because of each other is not followed together', () => {
	const story = new Acting();
	const { Aurora, Basin, Cedar } = story.organizations('Aurora', 'Basin', 'Cedar');
	const lamp = story.product(Aurora, 'lamp');
	for (const [grantor, grantee] of [
		[Aurora, Basin],
		[Aurora, Cedar],
		[Basin, Cedar],
		[Cedar, Basin]
	] as const)
		story.authorizes(grantor, grantee, lamp, ['purchase'], ['purchase']);
	const advice = adviceFor(story.snapshot, Aurora);
	expect(about(advice)).toEqual([`redundant ${Basin}`, `redundant ${Cedar}`]);
	expect(about(togetherOf(story.snapshot, Aurora, advice))).toEqual([`redundant ${Basin}`]);
	expect(togetherOf(story.snapshot, Aurora, advice.slice(1))).toEqual(advice.slice(1));
});

test('advice is followed with one command for each partner, and for the flags of each kind', () => {
	const story = new Acting();
	const { Aurora, Basin, Cedar } = story.organizations('Aurora', 'Basin', 'Cedar');
	const products = ['lamp', 'plug'].map((name) => story.product(Aurora, name));
	for (const grantee of [Basin, Cedar])
		for (const product of products)
			story.authorizes(Aurora, grantee, product, ['view-logs', 'purchase'], ['develop', 'purchase']);
	const flagsOff = (grantee: string, kind: 'develop' | 'purchase') => ({
		...{ command: 'set-third-party', grantee, products, kind, on: false }
	});
	const commands = remediesOf(adviceFor(story.snapshot, Aurora));
	expect(commands).toHaveLength(4);
	expect(commands).toEqual(
		expect.arrayContaining(
			[Basin, Cedar].flatMap((grantee) => [flagsOff(grantee, 'develop'), flagsOff(grantee, 'purchase')])
		)
	);
});
