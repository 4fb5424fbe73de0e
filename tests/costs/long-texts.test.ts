/** Expressions look at each character of a text from outside a few times: otherwise these would take from seconds to minutes. */
import { expect, test } from 'vitest';
import { tidyAccount, tidyIdentifier } from '$lib/commands/text';
import { momentReader, needsZone } from '$lib/exchange/csv/moments';
import { foldedAccount, searchWords } from '$lib/domain/text/text';
import { levelKey } from '$lib/ui/logs/log-levels';
import { completionsAt } from '$lib/ui/text/completion';

/** As many as a cell of a table may have. */
const long = 2 ** 18;
const run = (sign: string) => sign.repeat(long / sign.length);

const nothing = { options: [], typed: 0 };
const completed = (text: string) => completionsAt(text, { organizations: [], products: [] });
const moment = momentReader({ zone: 'UTC' });

test.for([
	['spaces in a PID', tidyIdentifier, ` x${run(' ')}x `, `x${run(' ')}x`],
	['tags in a PID', tidyIdentifier, `x${run('\u{e0020}')}x\u{e0020}`, `x${run('\u{e0020}')}x`],
	['invisible characters in an account', tidyAccount, `x${run('\u200b')}x`, `x${run('\u200b')}x`],
	['dots in a domain', foldedAccount, `a@b${run('.')}c..`, `a@b${run('.')}c`],
	['brackets in a level', levelKey, `(x${run(')')}x)`, `x${run(')')}x`],
	['@ in a search', searchWords, `${run('@')} x`, [run('@'), 'x']],
	['spaces in a time', moment, `2026-03-01 1${run(' ')}x`, { trouble: 'time' }],
	['spaces in a time without a zone', needsZone, `2026-03-01 1${run(' ')}x`, true],
	['spaces before what is completed', completed, `owner:${run(' ')}]`, nothing],
	['letters before what is completed', completed, `${run('a')} }`, nothing]
] as [string, (text: string) => unknown, string, unknown][])(
	'%s cost no more than their number',
	([, read, text, expected]) => {
		expect(read(text)).toEqual(expected);
	}
);
