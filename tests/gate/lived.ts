/** A browser that lets little in of whom it does not know, and organizations with so many entries. */
import { authorOf } from '../../src/lib/domain/entry';
import type { SignedEntry } from '../../src/lib/document/signing/sign-draft';
import { draft, named, renamed } from '../document/helpers';
import { replica, settled, signer, type Replica } from './parties';

export const small = {
	strangersEach: { organizations: 2, entries: 6, length: 100_000 },
	strangersAll: { organizations: 3, entries: 9, length: 100_000 }
};

/** A browser that acts for Alice, and lets little in of whom it does not know. */
export async function alices(limits: NonNullable<Parameters<typeof replica>[0]>['limits'] = small) {
	const at = replica({ limits });
	const [founded] = await at.ledger.append([draft(null, named('Alice'))]);
	await settled();
	return { ...at, organization: founded!.id };
}

/** An organization with its founding entry and so many more. */
export async function lived(
	more: number
): Promise<{ organization: string; entries: SignedEntry[]; texts: string[] }> {
	const one = await signer();
	const entries = [one.founding];
	for (let n = 0; n < more; n++) entries.push(await one.sign(renamed(`${n}`)));
	return { organization: one.organization, entries, texts: entries.map(({ text }) => text) };
}

export const of = (at: Replica, organization: string) =>
	[...at.ledger.delivered].filter((entry) => authorOf(entry) === organization).length;

export const outsiders = async (at: Replica) => (await at.gate.report()).outsiders;
