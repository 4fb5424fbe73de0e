import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot } from '$lib/domain/snapshot';
import { stampOf } from '$lib/domain/merge/stamp';
import { hashOf } from '../oracle/ledger';
import { adds, addsRecovery, calls, lamp, Pen, retires } from './organization-keys';

const folded = (...entries: Entry[]) => {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, entries);
	return snapshot;
};

const basin = hashOf('Basin');
const pen = new Pen('Alice', adds('Bob'), addsRecovery('Paper'));
const base = pen.writes(
	'Alice',
	lamp,
	{ table: 'grants', product: '#0', grantee: basin, permission: 'purchase' },
	{ table: 'flags', on: true, grants: ['#1'] },
	{ table: 'orders', invoiceEntity: basin, lines: [], note: '' },
	{ table: 'partners', partner: basin, name: 'Basin' }
);
const [product, grant, , order] = base.facts.map((_, index) => `${base.id}:${index}`);
const making = { origin: 'oem', maker: basin } as const;

test.for<[string, Fact]>([
	['an organization’s name', calls('Basin')],
	['a reservation', { table: 'reservations', reserved: true }],
	['a key’s name', adds('Bob')],
	['a recovery key’s name', addsRecovery('Paper')],
	['a product’s name', { table: 'product-fields', product: product!, field: 'name', value: 'L' }],
	['a maker', { table: 'product-makings', product: product!, making }],
	['a basis', { table: 'product-bases', product: product!, basedOn: null }],
	['a maker’s standing', { table: 'maker-standings', product: product!, maker: basin, kinds: [] }],
	['a partner', { table: 'partners', partner: basin, name: 'B' }],
	['a partner’s name', { table: 'partner-names', partner: basin, name: 'B' }],
	['a flag', { table: 'flags', on: false, grants: [grant!] }],
	['an order’s status', { table: 'order-statuses', order: order!, status: 'cancelled' }]
])(
	'what changes %s comes right after what counts there, and what changes something else is no matter',
	([, fact]) => {
		const changed = { ...pen.writesAfter(null, 'Alice', fact), stamp: 70 };
		const snapshot = folded(pen.founding, base, changed);
		expect(stampOf(snapshot, pen.organization, [fact])).toBe(71);
		expect(stampOf(snapshot, pen.organization, [{ table: 'revocations', grant: grant! }, fact])).toBe(71);
		expect(stampOf(snapshot, pen.organization, [lamp])).toBe(1);
		expect(stampOf(snapshot, null, [fact])).toBe(1);
	}
);

test('what a retired key wrote past its end raises nobody’s stamp, what it wrote before makes a tie at the most', () => {
	const own = new Pen('Alice', adds('Bob'));
	const last = own.writes('Bob', calls('Within'));
	const late = { ...own.writes('Bob', calls('Late')), stamp: Number.MAX_SAFE_INTEGER };
	const ended = own.writes('Alice', retires('Bob', last));
	expect(stampOf(folded(own.founding, last, late), own.organization, [calls('Next')])).toBe(
		Number.MAX_SAFE_INTEGER
	);
	const snapshot = folded(own.founding, last, late, ended);
	expect(stampOf(snapshot, own.organization, [calls('Next')])).toBe(last.stamp + 1);
	const next = { ...own.writes('Alice', calls('Next')), stamp: last.stamp + 1 };
	applyEntries(snapshot, [next]);
	expect(snapshot.organizations.get(own.organization)!.name).toBe('Next');
});
