import { topologicalOrder } from '$lib/document/entries/dependency-order';
import { beyondBounds } from '$lib/document/entries/json-bounds';
import type { EntryId } from '../../domain/facts';
import { limits } from '../../gate/limits';

type Sent = [id: EntryId, text: string];

/** An entry's claims about what it rests on: nothing is checked here, and only the order depends on them. */
interface Claims {
	organization: string;
	previous: string;
	key: string;
	/** Keys that it names for its organization. */
	names: string[];
}

/** Entries in an order in which the gate can tell at once whether each one's key is known. Cost: their texts. */
export function inSendingOrder(entries: readonly Sent[]): Sent[] {
	const texts = new Map(entries);
	const claims = new Map(entries.map(([id, text]) => [id, claimsOf(text)]));
	const namedBy = new Map<string, EntryId>();
	for (const [id, { organization, names }] of claims)
		for (const key of names) namedBy.set(`${organization || id} ${key}`, id);
	const restsOn = (id: EntryId): string[] => {
		const { organization, previous, key } = claims.get(id)!;
		return [previous, organization, namedBy.get(`${organization || id} ${key}`) ?? ''];
	};
	return [...topologicalOrder(texts.keys(), restsOn, (id) => texts.has(id))].map((id) => [
		id,
		texts.get(id)!
	]);
}

function claimsOf(text: string): Claims {
	const none: Claims = { organization: '', previous: '', key: '', names: [] };
	if (text.length > limits.entryLength || beyondBounds(text, limits.entryHolds)) return none;
	try {
		const entry = record(JSON.parse(text));
		const facts: unknown[] = Array.isArray(entry.facts) ? entry.facts : [];
		const keys = facts.map(record).filter(({ table }) => table === 'keys' || table === 'recovery-keys');
		return {
			organization: string(entry.organization),
			previous: string(entry.previous),
			key: string(entry.key),
			names: keys.map(({ key }) => string(key))
		};
	} catch {
		return none;
	}
}

const record = (value: unknown): Record<string, unknown> => Object(value) as Record<string, unknown>;
const string = (value: unknown): string => (typeof value === 'string' ? value : '');
