import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { moment, workspaceId } from '$lib/document/entries/ids';
import { oldestForm } from '../domain/entry';
import {
	maxNameLength,
	truncatedName,
	objectsIn,
	schemaProblem,
	type ParsedFile,
	type UnreadableFile
} from './file-format';

const maxEntries = 500_000;

const head = {
	v: z.literal(1),
	workspace: workspaceId,
	/** Its name in the browser that saved it. */
	name: z.string().check(z.maxLength(maxNameLength)),
	savedAt: moment,
	entries: z.int().check(z.nonnegative(), z.maximum(maxEntries))
};
const schemas = {
	workspace: z.strictObject({ grantbook: z.literal('workspace'), ...head }),
	proof: z.strictObject({ grantbook: z.literal('proof'), ...head })
};

export interface WorkspaceFileHead {
	workspace: string;
	name: string;
	/** In milliseconds since 1970. */
	savedAt: number;
}

/** A saved workspace, or entries as proof. Untrusted: its entries go through the gate. */
export interface WorkspaceFile extends WorkspaceFileHead {
	entries: string[];
	/** The number of announced entries that are missing because the file is truncated. */
	missing: number;
}

/** Writes the first line. The entries follow as they are stored, one per line. */
const headWriter =
	(kind: keyof typeof schemas) =>
	({ workspace, name, savedAt }: WorkspaceFileHead, entries: number): string =>
		`${JSON.stringify({ grantbook: kind, v: 1, workspace, name: truncatedName(name), savedAt, entries })}\n`;

/** Writes what stands before so many entries in a file of the whole workspace. */
export const writeWorkspaceHead = headWriter('workspace');
const writeProofHead = headWriter('proof');

/** Writes signed entries for somebody else to verify. */
export const writeProofFile = (head: WorkspaceFileHead, entries: readonly string[]): string =>
	[writeProofHead(head, entries.length), ...entries.map((text) => `${text}\n`)].join('');

/** Reads a saved workspace or proof. Everything in it is untrusted. Never throws. A truncated file is read up to its end. */
export function readWorkspaceFile(
	parsed: ParsedFile | UnreadableFile
): { file: WorkspaceFile } | UnreadableFile {
	if ('problem' in parsed) return parsed;
	if (parsed.kind !== 'workspace' && parsed.kind !== 'proof')
		return { problem: 'not-ours', detail: parsed.kind };
	const { data, error } = schemas[parsed.kind].safeParse(parsed.value, abortEarly);
	if (!data) return schemaProblem(error.issues);
	const { workspace, name, savedAt } = data;
	const entries = [...objectsIn(parsed.rest, data.entries)];
	if (entries.length > 0 && entries.every(isOfPreview)) return { problem: 'older', detail: '' };
	return { file: { workspace, name, savedAt, entries, missing: data.entries - entries.length } };
}

/** Whether an entry's canonical text is of a form that is no longer supported. */
function isOfPreview(text: string): boolean {
	const [, v] = /,"v":(\d{1,9}),"workspace":"[^"]*"\}$/.exec(text.slice(-200)) ?? [];
	return v !== undefined && Number(v) < oldestForm;
}

const foundingMark = ',"organization":"",';

/** How many organizations the entries found. In canonical texts the mark cannot occur inside a string. */
export const countOrganizations = (entries: readonly string[]): number =>
	entries.filter((text) => text.includes(foundingMark)).length;
