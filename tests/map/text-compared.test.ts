import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * Texts are compared in one place. Who changes case or form for another reason is listed with it; sorting is by
 * `Intl.Collator`, whose answer of 0 means no equality of ours.
 */
const OTHERWISE: Readonly<Record<string, string>> = {
	'src/lib/domain/text/text.ts': 'the place itself',
	'src/lib/document/keys/passphrase.ts': 'a passphrase becomes bytes',
	'src/lib/ui/kit/fields/PassphraseField.svelte': 'how different the letters of a passphrase are',
	'src/lib/setup/keys.ts': 'makes keys of names and accounts',
	'src/lib/setup/nearest.ts': 'how many signs of two words differ',
	'src/lib/peers/connection-state.ts': 'the scheme of an address',
	'src/lib/peers/host-reachability.ts': 'the host of an address',
	'src/lib/peers/channel-binding.ts': 'fingerprints of a connection, in hexadecimal',
	'src/lib/scenarios/supply-network/members.ts': 'makes accounts of names',
	'src/lib/ui/words/account-for.ts': 'makes an account of a name',
	'src/lib/ui/authorization/new-partner.ts': 'makes a name of an account',
	'src/lib/ui/words/refusal-text.ts': 'writes a code point',
	'src/lib/ui/kit/text/region.ts': 'tags of languages',
	'src/lib/exchange/csv/guess-encoding.ts': 'letters of an alphabet',
	'src/lib/exchange/csv/moments.ts': 'names of months and units',
	'src/lib/ui/kit/fields/day-typed.ts': 'digits of a date',
	'src/lib/ui/kit/text/initials.ts': 'writes initials',
	'src/lib/ui/kit/overlays/shortcut-keys.ts': 'keys of the keyboard, and what is written on them',
	'src/lib/ui/app/WorkspaceShell.svelte': 'keys of the keyboard',
	'src/lib/ui/kit/files/file-endings.ts': 'endings of names of files'
};
const CHANGES_FORM = /\.(to(Locale)?(Lower|Upper)Case|normalize|localeCompare)\(/;

test('no other place makes texts alike by itself, and none is listed that does not', () => {
	const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
		.map((name) => `src/${name}`)
		.filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith('src/lib/paraglide/'));
	const found = files.filter((file) => CHANGES_FORM.test(readFileSync(file, 'utf8')));
	expect(found.sort()).toEqual(Object.keys(OTHERWISE).sort());
});
