import type { SetupPlan } from '$lib/setup/plan/plan';
import type { Problem } from '$lib/setup/problem';
import { verdictText } from './line-text';
import { setupProblemText } from './problem-sentence';
import type { TextRemark } from './text-editor';

/** What an editor says beside the text: its mistakes, else the lines that come to nothing. */
export function remarksOf(problems: readonly Problem[], plan: SetupPlan | undefined): TextRemark[] {
	if (problems.length > 0)
		return problems.map((problem): TextRemark => {
			const { line, column, details } = problem;
			return {
				line,
				column,
				length: details.word?.length,
				message: setupProblemText(problem),
				severity: 'error'
			};
		});
	const idle = plan?.lines.filter(({ verdict }) => verdict === 'refused' || verdict === 'dormant') ?? [];
	return idle.map((each): TextRemark => {
		const { line, column } = each;
		return { line, column, message: verdictText(plan!.snapshot, each), severity: 'warning' };
	});
}
