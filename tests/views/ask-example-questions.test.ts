import { expect, test } from 'vitest';
import { answerTo } from '$lib/views/ask/ask';
import { exampleQuestions } from '$lib/views/ask/example-questions';
import { Story } from '../commands/story';

test('questions to begin with are of what is there: each of another product, one of them answered with no', () => {
	const story = new Story();
	const { Aurora, Basin } = story.organizations('Aurora', 'Basin');
	expect(exampleQuestions(story.snapshot)).toEqual([]);
	const [lamp, plug, fan] = ['lamp', 'plug', 'fan'].map((name) => story.product(Aurora, name)) as [
		string,
		string,
		string
	];
	for (const product of [lamp, plug]) story.authorizes(Aurora, Basin, product, ['purchase']);
	story.authorizes(Aurora, Basin, fan, ['view-logs']);
	const questions = exampleQuestions(story.snapshot);
	expect(questions.map(({ product }) => product)).toEqual([lamp, plug, fan]);
	expect(questions.map((question) => answerTo(story.snapshot, question)?.is)).toEqual(['yes', 'no', 'yes']);
	story.does(Aurora, {
		...{ command: 'revoke', grantee: Basin },
		items: [{ product: lamp, permissions: ['purchase'] }]
	});
	expect(exampleQuestions(story.snapshot).map(({ product }) => product)).toEqual([plug, fan]);
});
