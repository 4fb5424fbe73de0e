import { describe, expect, test } from 'vitest';
import { organizationMentions } from '$lib/domain/deletion/deletion';
import { permissions } from '$lib/domain/permissions/permissions';
import { Story } from './story';

const add = (name: string, account: string) =>
	({ command: 'add-organization', name, account, colour: '#112233' }) as const;

describe('adding an organization', () => {
	test('gives it its founding entry as its id, and its name and account without outer space', () => {
		const story = new Story();
		const { id } = story.does(null, add('  Aurora ', ' sales@aurora.example.com '));
		expect(story.snapshot.organizations.get(id)).toMatchObject({
			...{ id, owner: id, name: 'Aurora', account: 'sales@aurora.example.com' }
		});
		expect(story.snapshot.keys.recordsOf(id)[0]).toMatchObject({ use: 'act', addedBy: null, entry: id });
	});

	test('is refused without a name', () => {
		new Story().isRefused(null, add(' \t', 'a@example.com'), 'empty-name');
	});

	test.each([
		'',
		'aurora',
		'a@b',
		'@example.com',
		'a b@example.com',
		'a@b@example.com',
		`${'a'.repeat(254)}@b.c`
	])('is refused with an account like %j', (account) => {
		expect(new Story().isRefused(null, add('Aurora', account), 'account-malformed').account).toBe(account);
	});

	test('is refused with an account that is taken, whatever its case or width, and names who has it', () => {
		const story = new Story();
		const aurora = story.organization('Aurora');
		const refusal = story.isRefused(null, add('Other', ' ＡURORA@Example.com '), 'account-taken');
		expect(refusal.organizations).toEqual([aurora]);
	});

	test.each([
		['x@bücher.example', 'x@xn--bcher-kva.example'],
		['x@lumen.example', 'mailto:X@lumen.example.']
	])('is refused with %j where %j, which is the same account, is there', (account, there) => {
		const story = new Story();
		const { id } = story.does(null, add('Lumen', there));
		expect(story.isRefused(null, add('Other', account), 'account-taken').organizations).toEqual([id]);
	});

	test('takes `mailto:` off, and signs that nobody sees at the ends', () => {
		const story = new Story();
		const { id } = story.does(null, add('Lumen', '\ufeffmailto:x@lumen.example\u200b'));
		expect(story.snapshot.organizations.get(id)!.account).toBe('x@lumen.example');
	});

	test('is refused with an account that has a sign inside which nobody sees, and told which', () => {
		const story = new Story();
		for (const sign of ['\u200b', '\u00ad', '\u034f', '\u202e'])
			expect(story.isRefused(null, add('Lumen', `x@lu${sign}men.example`), 'account-invisible').sign).toBe(
				sign
			);
		const aurora = story.organization('Aurora');
		story.isRefused(
			aurora,
			{ command: 'edit-organization', account: 'aur\u200bora@example.com' },
			'account-invisible'
		);
	});

	test('may take the account of an organization that was deleted', () => {
		const story = new Story();
		const aurora = story.organization('Aurora');
		story.does(aurora, { command: 'delete-organization' });
		expect(story.organization('Aurora')).not.toBe(aurora);
	});

	test('takes a name of any length, script or direction as it is', () => {
		const story = new Story();
		const name = `\u202e<script>${'深圳'.repeat(5_000)}🏭`;
		const { id } = story.does(null, add(name, 'a@example.com'));
		expect(story.snapshot.organizations.get(id)!.name).toBe(name);
	});
});

describe('editing an organization', () => {
	test('changes what differs, and nothing else', () => {
		const story = new Story();
		const aurora = story.organization('Aurora');
		const entry = story.does(aurora, { command: 'edit-organization', name: ' Boreal ', colour: '#336699' });
		expect(entry.facts).toEqual([{ table: 'organization-fields', field: 'name', value: 'Boreal' }]);
		expect(story.snapshot.organizations.get(aurora)!.name).toBe('Boreal');
	});

	test('is refused as adding is, and when nothing changes', () => {
		const story = new Story();
		const { Aurora } = story.organizations('Aurora', 'Basin');
		const edit = { command: 'edit-organization' } as const;
		story.isRefused(Aurora, { ...edit, name: ' ' }, 'empty-name');
		story.isRefused(Aurora, { ...edit, account: 'nobody' }, 'account-malformed');
		story.isRefused(Aurora, { ...edit, account: 'basin@example.com' }, 'account-taken');
		story.isRefused(Aurora, { ...edit, name: 'Aurora ' }, 'nothing-changes');
	});

	test('moves the account: the old one is free, the new one taken', () => {
		const story = new Story();
		const aurora = story.organization('Aurora');
		story.does(aurora, { command: 'edit-organization', account: 'new@example.com' });
		story.isRefused(null, add('Other', 'NEW@example.com'), 'account-taken');
		story.does(null, add('Other', 'aurora@example.com'));
	});

	test('lets an account that a merge brought twice stay while the name changes', () => {
		const here = new Story('here');
		const there = new Story('there');
		const twin = here.organization('Twin');
		there.does(null, add('Twin too', 'TWIN@example.com'));
		here.meets(there);
		const edit = { command: 'edit-organization', name: 'Twin one', account: 'twin@example.com' } as const;
		expect(here.does(twin, edit).facts).toHaveLength(1);
	});

	test('is refused to whom there is not', () => {
		const story = new Story();
		story.isRefused('nobody', { command: 'edit-organization', name: 'X' }, 'unknown-organization');
		story.isRefused(null, { command: 'edit-organization', name: 'X' }, 'unknown-organization');
	});
});

describe('deleting an organization is refused, and told by what,', () => {
	const remove = { command: 'delete-organization' } as const;

	test('while it owns a product', () => {
		const story = new Story();
		const { Aurora } = story.organizations('Aurora');
		const lamp = story.product(Aurora, 'L1');
		expect(story.isRefused(Aurora, remove, 'organization-in-use').blockers.owned).toEqual([lamp]);
		story.does(Aurora, { command: 'delete-product', product: lamp });
		story.does(Aurora, remove);
		expect(story.snapshot.organizations.get(Aurora)!.deleted).toBe(true);
	});

	test('while it has partners', () => {
		const story = new Story();
		const { Aurora, Basin } = story.organizations('Aurora', 'Basin');
		story.partner(Aurora, Basin);
		expect(story.isRefused(Aurora, remove, 'organization-in-use').blockers.partners).toEqual([Basin]);
		story.does(Aurora, { command: 'delete-partner', partner: Basin });
		story.does(Aurora, remove);
	});

	test('while a line of an open order of its own is covered', () => {
		const story = new Story();
		const { Aurora, Buyer } = story.organizations('Aurora', 'Buyer');
		const [lamp, fan] = [story.product(Aurora, 'L1'), story.product(Aurora, 'F1')];
		for (const product of [lamp, fan]) story.authorizes(Aurora, Buyer, product, ['purchase']);
		const lines = [lamp, fan].map((product) => ({ product, quantity: 3 }));
		const order = story.does(Buyer, { command: 'place-order', invoiceEntity: Buyer, lines, note: '' });
		story.revokes(Aurora, Buyer, lamp, ['purchase']);
		const { blockers } = story.isRefused(Buyer, remove, 'organization-in-use');
		expect(blockers.orders).toEqual([`${order.id}:0`]);
		story.revokes(Aurora, Buyer, fan, ['purchase']);
		story.does(Buyer, remove);
	});

	test('but not by what others say of it: as a maker, a partner or an invoice entity', () => {
		const story = new Story();
		const { Aurora, Buyer, Payer } = story.organizations('Aurora', 'Buyer', 'Payer');
		const lamp = story.product(Aurora, 'L1', { origin: 'odm', maker: Payer });
		story.authorizes(Aurora, Buyer, lamp, ['purchase'], ['purchase']);
		story.authorizes(Buyer, Payer, lamp, ['purchase']);
		const lines = [{ product: lamp, quantity: 3 }];
		story.does(Buyer, { command: 'place-order', invoiceEntity: Payer, lines, note: '' });
		const mentions = organizationMentions(story.snapshot, Payer);
		expect(mentions).toMatchObject({ made: [lamp], partnerOf: [Buyer] });
		expect(mentions.invoiced).toHaveLength(1);
		story.does(Payer, remove);
		expect(story.held(Payer, lamp)).toEqual([]);
		expect(story.states(Buyer, Payer, lamp)).toEqual({ purchase: 'dormant' });
		const billed = { command: 'place-order', invoiceEntity: Payer, lines, note: '' } as const;
		story.isRefused(Buyer, billed, 'invoice-entity-invalid');
		story.does(Payer, { command: 'withdraw-deletion', of: 'organization', id: Payer });
		expect(story.held(Payer, lamp)).toEqual(permissions);
	});

	test('and once deleted it acts no more, but may take its deletion back', () => {
		const story = new Story();
		const aurora = story.organization('Aurora');
		story.does(aurora, remove);
		const refusal = story.isRefused(
			aurora,
			{ command: 'edit-organization', name: 'X' },
			'unknown-organization'
		);
		expect(refusal.organization).toBe(aurora);
		story.does(aurora, { command: 'withdraw-deletion', of: 'organization', id: aurora });
		story.does(aurora, { command: 'edit-organization', name: 'X' });
	});
});
