import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeDraftFile } from '$lib/workspace/drafts/draft-file';
import { mailSafeJson } from '$lib/exchange/file-format';
import { writePartnerFile } from '$lib/exchange/partner-file';
import { writeProofFile } from '$lib/exchange/workspace-file';
import { readAnyFile } from '$lib/workspace/files/app-file';
import { fileInParts, type FileWord } from '$lib/workspace/files/file-parts';
import { mostInPage, readFileOffThread } from '$lib/workspace/files/read-file-off-thread';
import { writeWorkspaceFile } from '../../exchange/write-workspace-file';

/** A Worker that reads as the real one does, in this thread; what it says is cloned. */
class NearWorker {
	static made: NearWorker[] = [];
	onmessage: ((event: { data: FileWord }) => void) | null = null;
	isEnded = false;
	readonly told: unknown[] = [];
	readonly words: FileWord[] = [];

	constructor() {
		NearWorker.made.push(this);
		setTimeout(() => this.#say('ready'));
	}

	postMessage(source: Blob | string) {
		this.told.push(source);
		readAnyFile(source).then(
			(read) => {
				for (const word of fileInParts(read)) this.#say(word);
			},
			(error) => this.#say({ failed: String(error) })
		);
	}

	terminate() {
		this.isEnded = true;
	}

	#say(word: FileWord) {
		this.words.push(word);
		this.onmessage?.({ data: structuredClone(word) });
	}
}

beforeEach(() => void vi.stubGlobal('Worker', NearWorker));
afterEach(() => {
	vi.unstubAllGlobals();
	NearWorker.made = [];
});

const workspace = '00000000-0000-4000-8000-000000000000';
const hash = 'A'.repeat(43);
const about = { workspace, name: 'Lämpen 灯', savedAt: 8 };
const many = <T>(length: number, of: (at: number) => T) => Array.from({ length }, (_, at) => of(at));
const entries = many(6_000, (at) => JSON.stringify({ at, note: `灯 {"\\ ${'é'.repeat(at % 400)}` }));
const founding = entries.map((text, at) => (at % 3 ? text : text.replace('}', ',"organization":"","v":1}')));
const saved = writeWorkspaceFile(about, founding);
const partner = writePartnerFile({
	...about,
	from: { organization: hash, name: 'Nova' },
	holds: 'everything',
	heads: { [hash]: { seq: 1, count: 2, digest: 'd' } },
	entries: [...entries, '', 'x'.repeat(600_000)],
	seats: []
});
const steps = many(4_000, (at) => ({
	...{ entry: String(at).padEnd(43, 'A'), action: 'a', at, name: 'n', actor: null },
	command: { command: 'rename-partner' as const, partner: 'p', name: 'y'.repeat(200) }
}));
const rows = many(9_000, (row) => ({ row, bytes: 1, reason: 'r', at: 1, value: 'z'.repeat(100) }));

const contents: [kind: string, name: string, content: string][] = [
	['workspace', 'a saved workspace', saved],
	['workspace', 'one that is cut', saved.slice(0, -100_000)],
	['workspace', 'one behind a greeting', `Hi {Bob},\r\n${saved}`],
	['partner', 'a partner’s file', partner],
	['partner', 'one that a mail program broke', mailSafeJson(partner).replace(/(.{76})/g, '$1=\r\n')],
	['cut', 'one that is cut', partner.slice(0, -9)],
	['unknown-field', 'one with a field too many', partner.replace('"v":1', '"v":1,"w":1')],
	['proof', 'a proof', writeProofFile(about, entries)],
	['draft', 'a draft', writeDraftFile(workspace, { name: 'Plan', steps })],
	['set-aside', 'rows set aside', JSON.stringify({ grantbook: 'set-aside', v: 1, workspace, rows })],
	['setup', 'a setup', `grantbook: setup 1\n${'# line\n'.repeat(200_000)}`],
	['setup', 'a setup that is too large', `grantbook: setup 1\n${'# line\n'.repeat(1_600_000)}`],
	['no-setup', 'a picture', `<svg>${' '.repeat(mostInPage)}</svg>`],
	['not-ours', 'anything else', '"What is it", {[\n'.repeat(100_000)]
];

test.each(contents)(
	'of the kind %s, %s comes from the Worker as it is read in the page',
	async (kind, _, content) => {
		const inPage = await readAnyFile(content);
		expect('problem' in inPage ? inPage.problem : inPage.kind).toBe(kind);
		for (const source of [content, new Blob([content])]) {
			expect(await readFileOffThread(source)).toEqual(inPage);
			const worker = NearWorker.made.at(-1)!;
			expect(worker.told).toEqual([source]);
			expect(worker.isEnded).toBe(true);
		}
	}
);

test('a list crosses in parts that hold little, or one text that alone is more', async () => {
	await readFileOffThread(partner);
	const sizes = NearWorker.made[0]!.words.flatMap((word) =>
		typeof word === 'object' && 'texts' in word ? [[word.texts.length, word.lengths.length] as const] : []
	);
	expect(sizes.length).toBeGreaterThan(4);
	expect(sizes.filter(([characters, texts]) => characters > 500_000 && texts > 1)).toEqual([]);
	expect(Math.max(...sizes.map(([, texts]) => texts))).toBeLessThanOrEqual(2_000);
});

test('nothing small starts a Worker', async () => {
	const small = writeWorkspaceFile(about, entries.slice(0, 9));
	expect(await readFileOffThread(new Blob([small]))).toEqual(await readAnyFile(small));
	expect(NearWorker.made).toEqual([]);
});

test('where there can be no Worker, what is large is read all the same', async () => {
	vi.unstubAllGlobals();
	expect(await readFileOffThread(new Blob([saved]))).toEqual(await readAnyFile(saved));
});

test('a file that cannot be read rejects, and its Worker ends', async () => {
	const lost = new Blob([saved]);
	lost.text = () => Promise.reject(new Error('lost'));
	await expect(readFileOffThread(lost)).rejects.toThrow('lost');
	expect(NearWorker.made[0]!.isEnded).toBe(true);
});
