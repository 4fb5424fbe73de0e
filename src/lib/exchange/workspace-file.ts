import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { moment, workspaceId } from '$lib/document/entries/ids';
import { oldestForm } from '../domain/entry';
import { mostOfName, nameInFile, objectsIn, unfit, type Own, type Unread } from './own-file';

const mostEntries = 500_000;

const head = {
	v: z.literal(1),
	workspace: workspaceId,
	/** What it was called in the browser that saved it. */
	name: z.string().check(z.maxLength(mostOfName)),
	savedAt: moment,
	entries: z.int().check(z.nonnegative(), z.maximum(mostEntries))
};
const schemas = {
	workspace: z.strictObject({ grantbook: z.literal('workspace'), ...head }),
	proof: z.strictObject({ grantbook: z.literal('proof'), ...head })
};

export interface About {
	workspace: string;
	name: string;
	/** In milliseconds since 1970. */
	savedAt: number;
}

/** A saved workspace, or entries as proof. Nothing in it is believed: its entries go through the gate. */
export interface WorkspaceFile extends About {
	entries: string[];
	/** How many entries it says to hold that are not there: its end is missing. */
	missing: number;
}

/** A head, and behind it the entries as they are stored, one a line. */
const written =
	(kind: keyof typeof schemas) =>
	({ workspace, name, savedAt }: About, entries: readonly string[]): string => {
		const about = { workspace, name: nameInFile(name), savedAt, entries: entries.length };
		const first = { grantbook: kind, v: 1, ...about };
		return [JSON.stringify(first), ...entries, ''].join('\n');
	};

/** The whole workspace as a text. */
export const writeWorkspaceFile = written('workspace');
/** Entries as they were signed, for somebody else to check. */
export const writeProofFile = written('proof');

/** Reads a saved workspace, or a proof, believing nothing about it; never throws. One without its end is read as far as it goes. */
export function readWorkspaceFile(own: Own | Unread): { file: WorkspaceFile } | Unread {
	if ('problem' in own) return own;
	if (own.kind !== 'workspace' && own.kind !== 'proof') return { problem: 'not-ours', detail: own.kind };
	const { data, error } = schemas[own.kind].safeParse(own.value, abortEarly);
	if (!data) return unfit(error.issues);
	const { workspace, name, savedAt } = data;
	const entries = [...objectsIn(own.rest, data.entries)];
	if (entries.length > 0 && entries.every(isOfPreview)) return { problem: 'older', detail: '' };
	return { file: { workspace, name, savedAt, entries, missing: data.entries - entries.length } };
}

/** Whether an entry's canonical text is of a form that is no longer read. */
function isOfPreview(text: string): boolean {
	const [, v] = /,"v":(\d{1,9}),"workspace":"[^"]*"\}$/.exec(text.slice(-200)) ?? [];
	return v !== undefined && Number(v) < oldestForm;
}

const founding = ',"organization":"",';

/** How many organizations the entries found: in a canonical text no string holds what is looked for here. */
export const organizationsIn = (entries: readonly string[]): number =>
	entries.filter((text) => text.includes(founding)).length;
