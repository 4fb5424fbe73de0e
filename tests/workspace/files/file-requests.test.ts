import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PartnerFile } from '$lib/exchange/partner-file';
import { FileRequests } from '$lib/workspace/files/file-requests';
import { memoryNotes } from '../../exchange/memory-notes';

const nova = 'nova';
const kilo = { organization: 'kilo', name: 'Kilo' };
const evil = { organization: 'evil', name: 'Evil' };

let notes: ReturnType<typeof memoryNotes>;
let known: Set<string>;
let requests: FileRequests;

const opened = () => new FileRequests('w', (_, key) => known.has(key), notes);

const fileOf = (from: PartnerFile['from'], keys: string[]): PartnerFile => ({
	...{
		grantbook: 'exchange',
		v: 1,
		workspace: 'w',
		name: '',
		holds: 'everything',
		savedAt: 8.64e15,
		heads: {},
		entries: []
	},
	...{ from, seats: keys.map((key) => ({ organization: nova, key, name: key, proof: '' })) }
});

const keys = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const shown = () => requests.all.map(({ key }) => key);

async function declineAll() {
	for (const { id } of requests.all) await requests.decline(id);
}

beforeEach(() => {
	notes = memoryNotes();
	known = new Set();
	requests = opened();
});

test('a request is stored until it is answered, with the time at which its file was opened', async () => {
	vi.useFakeTimers({ now: 1_000 });
	await requests.addFrom(fileOf(kilo, ['a', 'b', 'a'])).finally(() => vi.useRealTimers());
	expect(requests.all).toMatchObject([
		{ key: 'a', peer: 'Kilo', at: 1_000 },
		{ key: 'b', peer: 'Kilo', at: 1_000 }
	]);
	await requests.decline(requests.all[0]!.id);
	requests = opened();
	await requests.load();
	await requests.addFrom(fileOf(kilo, ['a', 'b']));
	expect(shown()).toEqual(['b']);
});

describe('an honest request gets a place', () => {
	test('after the maximum number was declined', async () => {
		await requests.addFrom(fileOf(evil, keys('x', 64)));
		await declineAll();
		await requests.addFrom(fileOf(kilo, ['honest']));
		expect(shown()).toEqual(['honest']);
	});

	test('after the maximum number was granted; those are removed', async () => {
		await requests.addFrom(fileOf(evil, keys('x', 64)));
		known = new Set(keys('x', 64));
		await requests.addFrom(fileOf(kilo, ['honest', 'x0']));
		expect(shown()).toEqual(['honest']);
		expect(notes.stored.size).toBe(1);
	});

	test('next to a file with more requests than fit, whichever is opened first', async () => {
		await requests.addFrom(fileOf(evil, keys('x', 1_000)));
		expect(shown()).toHaveLength(64);
		await requests.addFrom(fileOf(kilo, ['honest', 'too']));
		await requests.addFrom(fileOf(evil, keys('y', 1_000)));
		expect(shown()).toHaveLength(64);
		expect(shown()).toEqual(expect.arrayContaining(['honest', 'too']));
		expect(notes.stored.size).toBe(64);
	});

	test('next to many files of one requester, under any name', async () => {
		await requests.addFrom(fileOf(kilo, ['honest']));
		for (let at = 0; at < 30; at += 1) await requests.addFrom(fileOf(kilo, keys(`x${at}-`, 64)));
		for (let at = 0; at < 100; at += 1) await requests.addFrom(fileOf(evil, [`y${at}`]));
		expect(shown()).toContain('honest');
		await requests.addFrom(fileOf(null, ['another']));
		expect(shown()).toEqual(expect.arrayContaining(['honest', 'another']));
		expect(shown()).toHaveLength(64);
	});

	test('when stored requests claim a time in the far future', async () => {
		for (const key of keys('x', 64)) {
			const id = `file:${nova}:${key}`;
			const kept = { id, peer: 'Evil', organization: nova, key, name: key, at: 8.64e15, declined: false };
			notes.stored.set(`w/seat-request/${id}`, kept);
		}
		await requests.addFrom(fileOf(kilo, ['honest']));
		await requests.addFrom(fileOf(evil, keys('y', 64)));
		expect(shown()).toContain('honest');
		expect(Math.max(...requests.all.map(({ at }) => at))).toBeLessThan(Date.now() + 1_000);
	});
});

test('the oldest declined requests are dropped, never open ones', async () => {
	await requests.addFrom(fileOf(kilo, ['honest']));
	for (let at = 0; at < 9; at += 1) {
		await requests.addFrom(fileOf(evil, keys(`x${at}-`, 63)));
		for (const { id, peer } of requests.all) if (peer === 'Evil') await requests.decline(id);
	}
	expect(notes.stored.size).toBe(501);
	requests = opened();
	await requests.addFrom(fileOf(evil, ['x8-62', 'x0-0']));
	expect(shown().toSorted()).toEqual(['honest', 'x0-0']);
});
