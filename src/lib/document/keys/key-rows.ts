import * as z from 'zod/mini';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { derivationSchema, wrappedSchema, type Derivation, type Wrapped } from './passphrase';

/** A key as it is kept: as a CryptoKey that nobody can read out but any page of this origin can use, or wrapped. */
export type KeyRow = {
	workspace: string;
	organization: OrganizationId;
	key: KeyId;
	/** When it was made: of several that may sign, the newest does. */
	madeAt: number;
} & Secret;

export type Secret = { privateKey: CryptoKey } | { wrapped: Wrapped };

/** That a workspace's keys are under a passphrase; filed as a key of nobody. */
export interface LockRow {
	workspace: string;
	organization: '';
	key: '';
	derivation: Derivation;
	/** A key that signs nothing: what unwraps it is the passphrase. */
	check: Wrapped;
}

/** Where the rows of one workspace are kept. */
export interface KeyStore {
	all(): Promise<unknown[]>;
	/** The row of the lock alone. */
	lock(): Promise<unknown>;
	put(row: KeyRow | LockRow): Promise<void>;
	delete(keys: { organization: OrganizationId; key: KeyId }[]): Promise<void>;
}

const place = { workspace: z.string(), organization: z.string(), key: z.string() };
const privateKey = z.custom<CryptoKey>((value) => 'CryptoKey' in globalThis && value instanceof CryptoKey);

const schema = z.union([
	z.strictObject({ ...place, madeAt: z.number(), privateKey }),
	z.strictObject({ ...place, madeAt: z.number(), wrapped: wrappedSchema }),
	z.strictObject({
		...place,
		organization: z.literal(''),
		key: z.literal(''),
		derivation: derivationSchema,
		check: wrappedSchema
	})
]);

/** Other pages that are opened from disk can write here too: what is no row of this app is passed over. */
export function readKeyRows(values: unknown[]): { keys: KeyRow[]; lock: LockRow | null } {
	const rows = values.flatMap((value): (KeyRow | LockRow)[] => {
		const { data } = schema.safeParse(value);
		return data ? [data] : [];
	});
	return {
		keys: rows.filter((row) => 'madeAt' in row).sort((one, other) => one.madeAt - other.madeAt),
		lock: rows.find((row) => 'check' in row) ?? null
	};
}
