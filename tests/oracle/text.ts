/* "Text, compared": one step a line, in the page's order. */

const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** "Invisible signs (format and default-ignorable characters) out, NFKC, lower, upper, lower case, NFKC, trim" */
export function form(text: string): string {
	let said = text.replace(invisible, '');
	said = said.normalize('NFKC');
	said = said.toLowerCase();
	said = said.toUpperCase();
	said = said.toLowerCase();
	// One letter in upper case; which of the two it becomes in lower case depends on what stands around it.
	said = said.replaceAll('ς', 'σ');
	said = said.normalize('NFKC');
	return said.trim();
}

export const sameText = (one: string, other: string): boolean => form(one) === form(other);

/** "Accounts compare their domain label by label in Punycode and without a last dot" */
export function accountForm(account: string): string {
	const [name = '', ...rest] = form(account).split('@');
	const domain = rest.join('@').replace(/\.$/, '');
	return `${name}@${domain.split('.').map(inPunycode).join('.')}`;
}

export const sameAccount = (one: string, other: string): boolean => accountForm(one) === accountForm(other);

const isInvisible = (sign: string): boolean => sign.replace(invisible, '') === '';

/** "An account or PID that has an invisible sign inside is refused with that reason": at the ends it is no part of it. */
export function hasInvisibleInside(text: string): boolean {
	const signs = [...text];
	const isShown = (sign: string) => !isInvisible(sign) && sign.trim() !== '';
	return signs.slice(signs.findIndex(isShown), signs.findLastIndex(isShown)).some(isInvisible);
}

export const inPunycode = (label: string): string =>
	[...label].every((sign) => sign < '\u0080') ? label : `xn--${punycode(label)}`;

/** RFC 3492, section 6.3, with its own names. */
function punycode(label: string): string {
	const input = [...label].map((sign) => sign.codePointAt(0)!);
	const basic = [...label].filter((sign) => sign < '\u0080').join('');
	let output = basic === '' ? '' : `${basic}-`;
	let [n, delta, bias, h] = [128, 0, 72, basic.length];
	while (h < input.length) {
		const m = Math.min(...input.filter((c) => c >= n));
		delta += (m - n) * (h + 1);
		n = m;
		for (const c of input) {
			if (c < n) delta += 1;
			if (c !== n) continue;
			let q = delta;
			for (let k = 36; ; k += 36) {
				const t = Math.min(26, Math.max(1, k - bias));
				if (q < t) break;
				output += digit(t + ((q - t) % (36 - t)));
				q = Math.floor((q - t) / (36 - t));
			}
			output += digit(q);
			bias = adapt(delta, h + 1, h === basic.length);
			delta = 0;
			h += 1;
		}
		delta += 1;
		n += 1;
	}
	return output;
}

const digit = (value: number): string => 'abcdefghijklmnopqrstuvwxyz0123456789'[value]!;

/** RFC 3492, section 6.1. */
function adapt(delta: number, points: number, first: boolean): number {
	let rest = Math.floor(delta / (first ? 700 : 2));
	rest += Math.floor(rest / points);
	let k = 0;
	for (; rest > 455; k += 36) rest = Math.floor(rest / 35);
	return k + Math.floor((36 * rest) / (rest + 38));
}
