/** Why what somebody chose cannot be read as an export, as one word. */
export type MisreadWhy =
	/** Of a zip: it is none, its end is missing, or it holds too much. */
	| 'no-zip'
	| 'cut-off'
	| 'too-large'
	| 'too-many-files'
	/** Of a file in it: it cannot be unpacked as it was packed, or there are two of its name. */
	| 'spoiled'
	| 'file-twice'
	/** Nothing in it is a statement of an engine. */
	| 'nothing-found'
	/** Of a text: it is not JSON, lists in it lie in lists without end, or its last line does not end. */
	| 'not-json'
	| 'too-deep'
	| 'no-line-end'
	/** Of a statement: it is none, or it says of something what another one says otherwise. */
	| 'no-statement'
	| 'said-twice';

/** Where: the file, and in it a line and a column, both from 1, or a statement by its number, from 1. */
export interface MisreadPlace {
	line?: number;
	column?: number;
	statement?: number;
}

export interface MisreadProblem extends MisreadPlace {
	why: MisreadWhy;
	file: string;
}

/** Thrown where something cannot be read. `file` is empty where it is no one file's fault. */
export class Misread extends Error {
	constructor(
		readonly why: MisreadWhy,
		readonly file = '',
		readonly place: MisreadPlace = {}
	) {
		super(`${why} ${file} ${JSON.stringify(place)}`);
	}

	get problem(): MisreadProblem {
		return { why: this.why, file: this.file, ...this.place };
	}
}

/** The line and column at which a place in a text is. */
export function linePlace(text: string, at: number): Required<Pick<MisreadPlace, 'line' | 'column'>> {
	let line = 1;
	let start = 0;
	for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', start)) {
		line += 1;
		start = next + 1;
	}
	return { line, column: at - start + 1 };
}
