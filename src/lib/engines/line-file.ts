import type { EngineFile } from './engine';
import { Misread } from './misread';

/**
 * The lines of a file that say something, without outer spaces. Throws `Misread` where the last one does not end: what was
 * cut off in an id would be read as another id.
 */
export function linesIn({ name, text }: EngineFile, isComment: (line: string) => boolean): string[] {
	const lines = text.split('\n');
	if (lines.pop()!.trim() !== '') throw new Misread('no-line-end', name, { line: lines.length + 1 });
	return lines.map((line) => line.trim()).filter((line) => line !== '' && !isComment(line));
}

/** The first line that says something. */
export const firstLine = (text: string, isComment: (line: string) => boolean): string =>
	text
		.slice(0, mostLooked)
		.split('\n')
		.map((line) => line.trim())
		.find((line) => line !== '' && !isComment(line)) ?? '';

/** As much of a file is looked at to tell what it is. */
export const mostLooked = 20_000;
