/**
 * What rows of the table were when the work on them began, and what they are to be, by their names and sizes.
 * @type {Record<string, { was: string, reach: string }>}
 */
export const goals = {
	heading: { was: '1.8 s', reach: '3 × a plain page' },
	'first page, gzip': { was: '675 kB in 4 requests', reach: '150 kB in at most 25' },
	'a workspace, gzip': { was: '675 kB', reach: '260 kB' },
	'CPU of page and Worker L': { was: '13 s', reach: '4.5 s' },
	'rows on screen L': { was: '11.5 s idle', reach: '4 s' },
	'all done M': { was: '3 s', reach: '1 s' },
	'longest block L': { was: '395 ms', reach: '50 ms' },
	'longest block, merging 10,000 M': { was: '1,388 ms', reach: '50 ms' },
	'longest block, opening a file M': { was: '238 ms', reach: '50 ms' },
	'heap of page and Worker L': { was: '635 MB', reach: '300 MB' },
	...edits('authorize'),
	...edits('revoke'),
	...edits('undo'),
	'History L': { was: '162 ms', reach: '50 ms' },
	'Expectations L': { was: '150 ms', reach: '50 ms' },
	'Ask L': { was: '110 ms', reach: '50 ms' },
	'Advice L': { was: '59 ms', reach: '50 ms' },
	'Chains L': { was: '434 ms', reach: '150 ms' },
	'key L': { was: '27 ms', reach: '16 ms' },
	'scroll of the history L': { was: '54 ms, one block of 441', reach: '1.2 ×, no blank, no block' }
};

/** @param {string} name */
function edits(name) {
	const was = '55–95 ms on the clock';
	return {
		[`${name} S`]: { was, reach: '16 ms, 40 on the clock' },
		[`${name} L`]: { was, reach: '25 ms, 40 on the clock' }
	};
}
