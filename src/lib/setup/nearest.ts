/** A word that is meant may differ in so many signs, for its length. */
const mostEdits = (word: string): number => (word.length < 4 ? 1 : word.length < 8 ? 2 : 3);
/** A list of thousands is looked through for one mistake, and there may be thousands of those. */
const longest = 64;

/** The word of the list that was probably meant, if any is near. Cost: the list, but for words of another length. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
	if (word.length > longest) return undefined;
	const wanted = word.toLowerCase();
	let best: string | undefined;
	let least = mostEdits(wanted) + 1;
	for (const each of words) {
		if (Math.abs(each.length - wanted.length) >= least) continue;
		const edits = distance(wanted, each.toLowerCase(), least);
		if (edits < least) [best, least] = [each, edits];
		if (least === 0) break;
	}
	return best;
}

/** How many signs differ, two swapped neighbours as one (Levenshtein and Damerau); no smaller than `most` where it is that far. */
function distance(one: string, other: string, most: number): number {
	let before: number[] = [];
	let last = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (let row = 1; row <= one.length; row++) {
		const next = [row];
		let least = row;
		for (let at = 1; at <= other.length; at++) {
			const same = one[row - 1] === other[at - 1];
			let cost = Math.min(last[at]! + 1, next[at - 1]! + 1, last[at - 1]! + (same ? 0 : 1));
			const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
			if (isSwapped) cost = Math.min(cost, before[at - 2]! + 1);
			next.push(cost);
			least = Math.min(least, cost);
		}
		if (least >= most) return most;
		[before, last] = [last, next];
	}
	return last[other.length]!;
}
