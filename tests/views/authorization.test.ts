import { expect, test } from 'vitest';
import { grantedByMe } from '$lib/views/authorization/authorization';
import { givenCounts } from '$lib/views/authorization/given-permissions';
import { accountSuggestions, matchAccount } from '$lib/views/authorization/accounts';
import { Story } from '../commands/story';

function begin() {
	const story = new Story();
	return { story, ...story.organizations('Aurora', 'Basin', 'Cedar') };
}

test('a partner is listed with the name given to it, its account, and what is authorized by kind', () => {
	const { story, Aurora, Basin } = begin();
	const lamp = story.product(Aurora, 'lamp');
	const plug = story.product(Aurora, 'plug');
	story.authorizes(Aurora, Basin, lamp, ['product-development', 'view-logs', 'purchase']);
	story.authorizes(Aurora, Basin, plug, ['panel-development']);
	story.does(Aurora, { command: 'rename-partner', partner: Basin, name: 'Our factory' });
	expect(grantedByMe(story.snapshot, Aurora)).toMatchObject([
		{
			partner: Basin,
			name: 'Our factory',
			party: { name: 'Basin', account: 'basin@example.com', sameAccount: [] },
			develop: 2,
			purchase: 1,
			deletionWaits: false
		}
	]);
	expect(grantedByMe(story.snapshot, Basin)).toEqual([]);
});

test('partners are found by the name given, their own name and their account', () => {
	const { story, Aurora, Basin, Cedar } = begin();
	story.partner(Aurora, Basin);
	story.partner(Aurora, Cedar);
	story.does(Aurora, { command: 'rename-partner', partner: Basin, name: 'Our factory' });
	const found = (query: string) => grantedByMe(story.snapshot, Aurora, query).map(({ partner }) => partner);
	expect(found('FACTORY')).toEqual([Basin]);
	expect(found('basin')).toEqual([Basin]);
	expect(found('cedar@')).toEqual([Cedar]);
	expect(found(' ')).toEqual([Basin, Cedar]);
	expect(found('nobody')).toEqual([]);
});

test('each permission is counted for its partner: where it is held, where it may be passed on, where it went dormant', () => {
	const { story, Aurora, Basin, Cedar } = begin();
	const lamp = story.product(Aurora, 'lamp');
	const plug = story.product(Aurora, 'plug');
	story.authorizes(Aurora, Basin, lamp, ['product-development', 'purchase'], ['purchase']);
	story.authorizes(Aurora, Basin, plug, ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['purchase']);
	const counts = (grantor: string) =>
		grantedByMe(story.snapshot, grantor).map(({ partnership }) => givenCounts(story.snapshot, partnership));
	const none = { held: 0, passesOn: 0, dormant: 0 };
	expect(counts(Aurora)).toEqual([
		{
			'product-development': { ...none, held: 1 },
			'panel-development': { ...none, held: 1 },
			'view-logs': none,
			purchase: { held: 2, passesOn: 1, dormant: 0 }
		}
	]);
	expect(counts(Basin)[0]?.purchase).toEqual({ ...none, held: 1 });
	story.revokes(Aurora, Basin, lamp, ['purchase']);
	expect(counts(Basin)[0]?.purchase).toEqual({ ...none, dormant: 1 });
});

test('what was granted to one that was deleted is dormant', () => {
	const { story, Aurora, Basin } = begin();
	const lamp = story.product(Aurora, 'lamp');
	const there = story.elsewhere();
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	there.does(Basin, { command: 'delete-organization' });
	story.meets(there);
	const [row] = grantedByMe(story.snapshot, Aurora);
	expect(givenCounts(story.snapshot, row!.partnership).purchase).toEqual({
		held: 0,
		passesOn: 0,
		dormant: 1
	});
});

test('a deletion that a merge made wait is told, and so are two organizations with one account', () => {
	const { story, Aurora, Basin } = begin();
	const lamp = story.product(Aurora, 'lamp');
	story.partner(Aurora, Basin);
	const there = story.elsewhere();
	story.does(Aurora, { command: 'delete-partner', partner: Basin });
	there.authorizes(Aurora, Basin, lamp, ['purchase']);
	const twin = there.organization('Basin2');
	there.does(twin, { command: 'edit-organization', account: 'twin@example.com' });
	const other = story.organization('Twin');
	story.meets(there);
	expect(grantedByMe(story.snapshot, Aurora)).toMatchObject([{ partner: Basin, deletionWaits: true }]);
	story.does(Aurora, {
		...{ command: 'add-partner', account: 'twin@example.com', organization: twin, name: 'Twin' }
	});
	const rows = grantedByMe(story.snapshot, Aurora, 'twin@');
	expect(rows).toMatchObject([{ partner: twin, party: { sameAccount: [other] } }]);
});

test('the account field suggests who is not yet a partner, and tells unknown, one and several apart', () => {
	const { story, Aurora, Basin, Cedar } = begin();
	story.partner(Aurora, Basin);
	expect(accountSuggestions(story.snapshot, Aurora).map(({ id }) => id)).toEqual([Cedar]);
	story.does(Aurora, { command: 'delete-partner', partner: Basin });
	expect(accountSuggestions(story.snapshot, Aurora).map(({ id }) => id)).toEqual([Basin, Cedar]);
	expect(matchAccount(story.snapshot, 'cedar')).toEqual({ is: 'nothing' });
	expect(matchAccount(story.snapshot, 'new@example.com')).toEqual({ is: 'unknown' });
	expect(matchAccount(story.snapshot, ' CEDAR@example.com ')).toMatchObject({
		is: 'one',
		candidate: { id: Cedar }
	});
	const there = story.elsewhere();
	story.organization('Twin');
	there.organization('twin');
	story.meets(there);
	expect(matchAccount(story.snapshot, 'twin@example.com')).toMatchObject({
		is: 'several',
		candidates: [{ account: 'twin@example.com' }, { account: 'twin@example.com' }]
	});
});
