/** What a browser keeps of who was let in, left out, or waits: where it stands, and that it is read as it was stored. */
import { expect, test } from 'vitest';
import {
	memoryApprovals,
	readApprovals,
	type StoredApprovals
} from '../../src/lib/document/approvals/approvals';
import { WorkspaceApprovals } from '../../src/lib/document/approvals/workspace-approvals';
import { approvalChannel, approvalDatabase } from '../../src/lib/document/storage/names';
import { noSignal } from '../../src/lib/document/tabs/change-signal';
import { delta, fixture, kilo, nova, workspace } from './fixtures';

const stored = JSON.parse(fixture('approvals.json')) as StoredApprovals;

test('the database and the channel have the names that they had', () => {
	expect([approvalDatabase, approvalChannel('w')]).toEqual(['grantbook-approvals', 'grantbook:w:approvals']);
});

test('who was let in, who was left out and who waits is read as it was stored', () => {
	const { admission, organizations, marks } = readApprovals(stored);
	expect(admission).toMatchObject({ welcome: true });
	expect([nova, kilo, delta].map((each) => organizations.get(each)?.approval)).toEqual([
		...['let-in', 'left-out', 'waiting']
	]);
	expect(organizations.get(delta)).toMatchObject({ name: 'Delta', length: 45_000_000, kept: false });
	expect(marks).toMatchObject([{ organization: kilo, seq: 1, previous: '' }]);
});

test('a row that is broken or of a newer app is passed over, and the others are read', () => {
	const [first, ...others] = stored.organizations as Record<string, unknown>[];
	const broken = [{ ...first, v: 2 }, { ...first, approval: 'perhaps' }, null, 'row', ...others];
	const { admission, organizations } = readApprovals({ ...stored, admission: 7, organizations: broken });
	expect(admission).toBeNull();
	expect([...organizations.keys()]).toEqual([kilo, delta]);
});

test('what is written now is what is read then', async () => {
	const store = memoryApprovals();
	const kept = new WorkspaceApprovals(workspace, store, noSignal());
	await kept.load();
	await kept.set([nova], 'let-in');
	await kept.withhold(kilo, { name: 'Kilo', account: 'k@x.y', entries: 1, length: 4, kept: true }, [
		{ id: kilo, key: 'k', seq: 1, previous: '', text: 'text' }
	]);
	await kept.begin();
	const again = new WorkspaceApprovals(workspace, store, noSignal());
	await again.load();
	expect([nova, kilo, delta].map((each) => again.of(each))).toEqual(['let-in', 'waiting', undefined]);
	expect([again.isBegun, again.isWelcome]).toEqual([true, false]);
	expect(again.about(kilo)).toMatchObject({ name: 'Kilo', entries: 1, length: 4 });
	expect(await again.texts(kilo)).toEqual(['text']);
	expect(JSON.parse(JSON.stringify(readApprovals(await store.load(true)).marks))).toEqual([
		{ v: 1, workspace, organization: kilo, id: kilo, key: 'k', seq: 1, previous: '' }
	]);
});
