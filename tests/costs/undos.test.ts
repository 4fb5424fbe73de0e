import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { historyOf } = await import('$lib/views/history/actions');
const { previewUndo } = await import('$lib/views/history/undo');
const { Story } = await import('../commands/story');
const { calls, Pen } = await import('../domain/organization-keys');

/** Writes entries of acts, each an edit or an undo of another act. */
function pages() {
	const pen = new Pen('Mallory');
	const other = new Pen('Nova');
	const by = { Mallory: pen, Nova: other };
	let at = 100;
	const write = (who: keyof typeof by, action: string, undone?: string): Entry => ({
		...{ ...by[who].writes(who, calls('Aurora')), action, at: ++at },
		command: undone === undefined ? 'edit-organization' : `undo:${undone}`
	});
	return { begun: [pen.founding, other.founding], write };
}

const numbers = (size: number): number[] => Array.from({ length: size }, (_, at) => at);
const undoersOf = (snapshot: ReturnType<typeof emptySnapshot>, acts: readonly string[]) =>
	acts.map((act) => historyOf(snapshot).undoneBy(act)?.action);

test('what one act undoes costs each as much as few do', () => {
	const [few, many] = [100, 400].map((size) => {
		const { begun, write } = pages();
		const acts = numbers(size).map((at) => `act ${at}`);
		const done = acts.map((action) => write('Mallory', action));
		const undone = acts.map((action) => write('Mallory', 'undo', action));
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [...begun, ...done, ...undone]);
		return stepsOf(() => {
			expect(undoersOf(snapshot, acts)).toEqual(acts.map(() => 'undo'));
		});
	});
	expect(many! / few!).toBeLessThan(6);
});

type Write = ReturnType<typeof pages>['write'];

/** Many undos, what comes then, and which acts are shown: by whom these are undone. */
const undos: [
	string,
	(write: Write, size: number) => [Entry[], Entry],
	Record<string, string | undefined>
][] = [
	[
		'of as many acts',
		(write, size) => [
			numbers(size).flatMap((at) => [
				write('Mallory', `act ${at}`),
				write('Mallory', `undo ${at}`, `act ${at}`)
			]),
			write('Mallory', 'last', 'act 7')
		],
		{ 'act 7': 'undo 7', 'act 9': 'undo 9', last: undefined }
	],
	[
		'in one act',
		(write, size) => [
			[
				...numbers(size).map((at) => write('Mallory', `act ${at}`)),
				...numbers(size).map((at) => write('Mallory', 'undo', `act ${at}`))
			],
			write('Mallory', 'undo', 'act 7')
		],
		{ 'act 7': 'undo', 'act 9': 'undo', undo: undefined }
	],
	[
		'of one act',
		(write, size) => [
			[write('Mallory', 'act'), ...numbers(size).map((at) => write('Mallory', `undo ${at}`, 'act'))],
			write('Mallory', 'last', 'act')
		],
		{ act: 'undo 0', last: undefined }
	],
	[
		'of what another organization did',
		(write, size) => [
			[write('Nova', 'act'), ...numbers(size).map((at) => write('Mallory', `undo ${at}`, 'act'))],
			write('Nova', 'last', 'act')
		],
		{ act: 'last', last: undefined }
	],
	[
		'of what another organization did, joining that',
		(write, size) => [
			[
				...[write('Mallory', 'act'), write('Nova', 'act')],
				...numbers(size).map((at) => write('Mallory', `undo ${at}`, 'act'))
			],
			write('Nova', 'undo 7', 'act')
		],
		{ act: 'undo 7', 'undo 7': undefined }
	]
];

test.for(undos)('undos %s make an entry more cost no more than few do', ([, write, expected]) => {
	const [few, many] = [200, 800].map((size) => {
		const { begun, write: writes } = pages();
		const [here, more] = write(writes, size);
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [...begun, ...here]);
		undoersOf(snapshot, Object.keys(expected));
		applyEntries(snapshot, [more]);
		return stepsOf(() => {
			expect(undoersOf(snapshot, Object.keys(expected))).toEqual(Object.values(expected));
		});
	});
	expect(many! / few!).toBeLessThan(1.5);
});

test('to look what an undo would do costs as much among many products and partners as among few', () => {
	const [few, many] = [4, 64].map((size) => {
		const story = new Story();
		const { Aurora, Basin, Cedar } = story.organizations('Aurora', 'Basin', 'Cedar');
		const lamp = story.product(Aurora, 'lamp');
		for (const at of numbers(size)) {
			const plug = story.product(Basin, `plug ${at}`);
			story.authorizes(Basin, Cedar, plug, ['purchase']);
		}
		const entry = story.authorizes(Aurora, Basin, lamp, ['purchase']);
		return stepsOf(() => {
			const preview = previewUndo(story.snapshot, { entries: [entry] }, new Set([Aurora]));
			expect([...preview]).toEqual([1]);
		});
	});
	expect(many! / few!).toBeLessThan(1.1);
});

test('what was read ahead is not read when an act is asked for', () => {
	const { begun, write } = pages();
	const snapshot = emptySnapshot();
	applyEntries(snapshot, [...begun, ...numbers(400).map((at) => write('Mallory', `act ${at}`))]);
	const steps = [...snapshot.actions.readAhead(100)];
	expect(steps).toHaveLength(4);
	expect(stepsOf(() => expect(snapshot.actions.get('act 7')).toHaveLength(1))).toBeLessThan(40);
});
