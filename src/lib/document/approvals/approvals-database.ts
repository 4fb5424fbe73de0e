import type { AdmissionRow, ApprovalStore } from './approvals';
import { completed, openDatabase, result } from '../storage/database';
import { approvalChannel, approvalDatabase } from '../storage/names';
import { channelSignal } from '../tabs/change-signal';

const stores = { admissions: 'admissions', organizations: 'organizations', marks: 'marks', texts: 'texts' };
const all = Object.values(stores);

const open = (): Promise<IDBDatabase> =>
	openDatabase(approvalDatabase, (database) => {
		database.createObjectStore(stores.admissions, { keyPath: 'workspace' });
		database.createObjectStore(stores.organizations, { keyPath: ['workspace', 'organization'] });
		database.createObjectStore(stores.marks, { keyPath: ['workspace', 'organization', 'id'] });
		database.createObjectStore(stores.texts);
	});

async function transact<T>(
	mode: IDBTransactionMode,
	work: (store: (name: string) => IDBObjectStore) => T | Promise<T>
): Promise<T> {
	const database = await open();
	try {
		const transaction = database.transaction(all, mode);
		const [value] = await Promise.all([
			work((name) => transaction.objectStore(name)),
			completed(transaction)
		]);
		return value;
	} finally {
		database.close();
	}
}

/** Everything under these beginnings of a key: an empty array sorts behind every text. */
const under = (...beginning: string[]): IDBKeyRange => IDBKeyRange.bound(beginning, [...beginning, []]);

/** The approvals of one workspace, as IndexedDB keeps them. */
export const databaseApprovals = (workspace: string): ApprovalStore => ({
	load: (isWithMarks) =>
		transact('readonly', async (store) => {
			const [admission, organizations, marks] = await Promise.all([
				result(store(stores.admissions).get(workspace) as IDBRequest<unknown>),
				result(store(stores.organizations).getAll(under(workspace)) as IDBRequest<unknown[]>),
				isWithMarks ? result(store(stores.marks).getAll(under(workspace)) as IDBRequest<unknown[]>) : []
			]);
			return { admission, organizations, marks };
		}),
	putAdmission: (row) => transact('readwrite', (store) => void store(stores.admissions).put(row)),
	putOrganizations: (rows) =>
		transact('readwrite', (store) => {
			for (const row of rows) store(stores.organizations).put(row);
		}),
	putWithheld: (row, marks, texts) =>
		transact('readwrite', (store) => {
			store(stores.organizations).put(row);
			for (const [n, mark] of marks.entries()) {
				store(stores.marks).put(mark);
				store(stores.texts).put(texts[n], [workspace, mark.organization, mark.id]);
			}
		}),
	texts: (organization) =>
		transact('readonly', (store) =>
			result(store(stores.texts).getAll(under(workspace, organization)) as IDBRequest<unknown[]>)
		),
	dropWithheld: (organization) =>
		transact('readwrite', (store) => {
			for (const name of [stores.marks, stores.texts]) store(name).delete(under(workspace, organization));
		})
});

/** Whoever made the invitation to this workspace was let in by opening it: what the first sync brings comes in. */
export async function welcomeFirstSync(workspace: string): Promise<void> {
	await databaseApprovals(workspace).putAdmission({ v: 1, workspace, welcome: true } satisfies AdmissionRow);
	const tabs = channelSignal(approvalChannel(workspace));
	tabs.notify();
	tabs.close();
}

/** Deletes the approvals and withheld entries of a workspace. */
export const deleteApprovals = (workspace: string): Promise<void> =>
	transact('readwrite', (store) => {
		store(stores.admissions).delete(workspace);
		for (const name of [stores.organizations, stores.marks, stores.texts])
			store(name).delete(under(workspace));
	});
