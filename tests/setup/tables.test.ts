/** Tables of a workspace: written, read again, and read beside what is there. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptySnapshot } from '$lib/domain/snapshot';
import { answeringTable, answerLines } from '$lib/setup/tables/questions';
import { guessedColumns } from '$lib/setup/tables/guess-columns';
import { drained } from '../drained';
import { tableKinds } from '$lib/setup/tables/columns';
import { heldLines } from '$lib/setup/tables/effective-table';
import { dormantGrants } from '$lib/setup/tables/write-table';
import { sayableIn } from '$lib/setup/write/sayable';
import { Story } from '../commands/story';
import { crowds } from '../oracle/plan';
import { play } from '../oracle/play';
import { enough, histories } from '../oracle/seed';
import { after, begun, lamp, planned, setupOf } from './planned';
import { idOf, linesOf, read, said, written } from './table-lines';

test('tables that are written make a fresh workspace of which the same tables are written', async () => {
	let grants = 0;
	await fc.assert(
		fc.asyncProperty(crowds(40), async (plan) => {
			for (const { snapshot: played } of play(plan, {}).replicas) {
				// What a merge doubled is told apart by ids, which no table has.
				if (sayableIn(played).unsayable.length > 0) continue;
				const snapshot = played;
				const lines = (
					await Promise.all(tableKinds.map((kind) => linesOf(kind, written(kind, snapshot))))
				).flatMap((some, at) => some.map((each) => ({ ...each, line: at * 10_000 + each.line })));
				const fresh = read(lines);
				expect([...fresh.problems]).toEqual([]);
				expect(new Set(said(fresh.verdicts))).toEqual(new Set(lines.length > 0 ? ['added'] : []));
				for (const kind of tableKinds)
					expect(written(kind, fresh.plan.snapshot)).toBe(written(kind, snapshot));
				expect([...heldLines(fresh.plan.snapshot)]).toEqual([...heldLines(snapshot)]);
				// Read where it was written, everything is so already.
				const again = read(lines, snapshot);
				expect(again.plan.steps).toEqual([]);
				expect(new Set(said(again.verdicts))).toEqual(new Set(lines.length > 0 ? ['there'] : []));
				grants += lines.filter(({ kind }) => kind === 'authorizations').length;
			}
		}),
		histories(100)
	);
	expect(grants).toBeGreaterThan(enough(50));
});

const ORGANIZATIONS = 'account,name\naria@example.com,Aria\ndelta@example.com,Delta\nkilo@example.com,Kilo\n';
const there = () =>
	begun(`products: { ${lamp} }
authorizations:
  - { from: aria, to: delta, products: [lamp], develop: [view-logs], purchase: yes, third party: [purchase] }`);

describe('a table beside what is there', () => {
	test('says of each line whether it is added, so already, kept as it is, or refused', async () => {
		const plan = there();
		const lines = await linesOf(
			'products',
			'PID,Product name,Category,Origin,Maker,Maker may,Based on\nlamp1,Lamp,Lighting\nLAMP1,Lamp\nlamp2,,Light,ODM,delta@example.com,采购,lamp3\nlamp3,Old lamp,,,,,\nlamp4,Lamp,,oem,,,\nlamp5,Lamp,,oem,aria@example.com\nlamp6,Lamp,,oem,nobody@example.com\n,,Light\n,Spare part\n'
		);
		const {
			verdicts,
			problems,
			plan: after
		} = read(lines, plan.snapshot, { actor: idOf(plan, 'aria@example.com') });
		expect([...problems].map(([line, { code, text }]) => `${line} ${code} ${text}`)).toEqual([
			'3 doubled 2',
			'6 maker-missing oem',
			'7 maker-is-owner aria@example.com',
			'8 unknown-organization nobody@example.com',
			'9 empty pid'
		]);
		expect(said(verdicts)).toEqual(['there', 'added', 'added', 'added']);
		expect(written('products', after.snapshot).split('\r\n').slice(1)).toEqual([
			'lamp1,Lamp,Lighting,proprietary,,,,aria@example.com',
			'lamp2,lamp2,Light,odm,delta@example.com,purchase,lamp3,aria@example.com',
			'lamp3,Old lamp,,proprietary,,,,aria@example.com',
			'pid1,Spare part,,proprietary,,,,aria@example.com'
		]);
	});

	test('rests on the grants that are there, takes none away, and refuses what may not be passed on', async () => {
		const plan = there();
		const lines = await linesOf(
			'authorizations',
			'From,To,Product,Permissions,Third party\ndelta@example.com,kilo@example.com,lamp1,"Purchase",\ndelta@example.com,kilo@example.com,lamp1,panel_development,\n,delta@example.com,LAMP1,purchase,\n,delta@example.com,lamp1,view-logs,yes\n,delta@example.com,lamp1,purchase; view-logs,\n,kilo@example.com,lamp1,tests,\n,aria@example.com,lamp1,purchase\n,kilo@example.com,lamp9,purchase\nkilo@example.com,aria@example.com,lamp1,purchase\n,kilo@example.com,lamp1,purchase,develop\n,kilo@example.com,lamp1,none\n'
		);
		const {
			verdicts,
			problems,
			plan: after
		} = read(lines, plan.snapshot, { actor: idOf(plan, 'aria@example.com') });
		expect([...problems].map(([line, { code, text }]) => `${line} ${code} ${text}`)).toEqual([
			'6 doubled 4',
			'7 unknown-permission tests',
			'8 grantee-self aria@example.com',
			'9 unknown-product lamp9',
			'10 grantee-owner aria@example.com',
			'11 not-granted develop',
			'12 nothing-granted none'
		]);
		expect(said(verdicts)).toEqual(['added', 'not-relayed', 'there', 'added']);
		expect(written('authorizations', after.snapshot).split('\r\n').slice(1)).toEqual([
			'aria@example.com,delta@example.com,lamp1,aria@example.com,"view-logs, purchase","develop, purchase"',
			'delta@example.com,kilo@example.com,lamp1,aria@example.com,purchase,'
		]);
	});

	test('a grant that is written after what it rests on in the same table takes effect', async () => {
		const plan = planned(setupOf(`products: { ${lamp} }`), emptySnapshot());
		const lines = await linesOf(
			'authorizations',
			'grantor,grantee,product,permissions,third party\ndelta@example.com,kilo@example.com,lamp1,view-logs,\naria@example.com,delta@example.com,lamp1,view-logs,develop\n'
		);
		const { verdicts, plan: after } = read(lines, plan.snapshot);
		expect(said(verdicts)).toEqual(['added', 'added']);
		expect(
			[...heldLines(after.snapshot)].map((cells) => cells.join(' ')).filter((line) => line.startsWith('kilo'))
		).toEqual([
			'kilo@example.com Kilo lamp1 Lamp aria@example.com view-logs no partner 2 aria@example.com > delta@example.com > kilo@example.com'
		]);
	});

	test('names the first by id of two products of one owner that a merge gave one PID', async () => {
		const story = new Story();
		const { Aria, Kilo } = story.organizations('Aria', 'Kilo');
		const other = story.elsewhere();
		const ids = [story.product(Aria, 'lamp1'), other.product(Aria, 'lamp1')].sort();
		story.meets(other);
		const { snapshot } = story;
		for (const pid of ['lamp1', 'LAMP1']) {
			const lines = await linesOf(
				'authorizations',
				`grantor,grantee,product,permissions\n${accountOf(Aria)},${accountOf(Kilo)},${pid},purchase\n`
			);
			const { verdicts, plan } = read(lines, snapshot);
			expect(said(verdicts)).toEqual(['added']);
			const granted = plan.steps.flatMap(({ command }) =>
				command.command === 'adjust' ? command.items.map(({ product }) => product) : []
			);
			expect(granted).toEqual([ids[0]]);
		}

		function accountOf(id: string): string {
			return snapshot.organizations.get(id)!.account;
		}
	});

	test('leaves out what is dormant, and says how many grants that is', () => {
		const plan = begun(`products: { ${lamp} }
authorizations:
  - { from: aria, to: delta, products: [lamp], purchase: yes, third party: [purchase] }
  - { from: delta, to: kilo, products: [lamp], purchase: yes }`);
		const delta = idOf(plan, 'delta@example.com');
		const [product] = plan.snapshot.products.keys();
		expect(dormantGrants(plan.snapshot)).toBe(0);
		const before = written('authorizations', plan.snapshot);
		const items = [{ product: product!, permissions: ['purchase' as const] }];
		after(plan, 'aria', { command: 'revoke', grantee: delta, items });
		expect(dormantGrants(plan.snapshot)).toBe(1);
		expect(before).toContain('kilo@example.com');
		expect(written('authorizations', plan.snapshot)).not.toContain('kilo@example.com');
	});

	test('a partner whose account nobody has is founded where that was said, else refused', async () => {
		const plan = planned(setupOf(''), emptySnapshot());
		const text =
			'Account,Partner name\ndelta@example.com,Our factory\nnew@example.com,New Works\nnew@example.com,Again\n';
		const lines = await linesOf('partners', text);
		const actor = idOf(plan, 'aria@example.com');
		expect([...read(lines, plan.snapshot, { actor }).problems.values()].map(({ code }) => code)).toEqual([
			'unknown-organization',
			'unknown-organization'
		]);
		const founding = read(lines, plan.snapshot, { actor, founds: true });
		expect([...founding.problems.values()]).toEqual([{ code: 'doubled', text: '3' }]);
		expect(said(founding.verdicts)).toEqual(['added', 'added']);
		expect(founding.plan.steps.map(({ command }) => command.command)).toEqual([
			...['add-organization', 'add-partner', 'add-partner']
		]);
		expect(written('partners', founding.plan.snapshot)).toContain(
			'aria@example.com,new@example.com,New Works'
		);
	});
});

test('an organization that is there under another name keeps it, and a name of signs only a spreadsheet fears comes back', async () => {
	const first = read(await linesOf('organizations', `${ORGANIZATIONS}mal@example.com,"=HYPERLINK(""x"")"\n`));
	expect(written('organizations', first.plan.snapshot)).toContain(`"'=HYPERLINK(""x"")"`);
	const lines = await linesOf(
		'organizations',
		`${written('organizations', first.plan.snapshot)}\r\nKILO@example.com,Kilo`
	);
	expect(lines.map(({ cells }) => cells.name)).toContain('=HYPERLINK("x")');
	const renamed = await linesOf(
		'organizations',
		'account,name\naria@example.com,Aria Group\ndelta@example.com,\nnone\n'
	);
	const { verdicts, problems } = read(renamed, first.plan.snapshot);
	expect(said(verdicts)).toEqual(['name', 'there']);
	expect([...problems.values()]).toEqual([{ code: 'account-malformed', text: 'none' }]);
});

test('headers, words and signs of the language itself are texts like others', async () => {
	const lines = await linesOf(
		'organizations',
		'account,name,__proto__,constructor\n__proto__@example.com,__proto__,1,2\nconstructor@example.com,toString\n__proto__,x\n'
	);
	const { verdicts, problems, plan } = read(lines);
	expect(said(verdicts)).toEqual(['added', 'added']);
	expect([...problems.values()]).toEqual([{ code: 'account-malformed', text: '__proto__' }]);
	expect(written('organizations', plan.snapshot).split('\r\n').slice(1)).toEqual([
		...['__proto__@example.com,__proto__', 'constructor@example.com,toString']
	]);
	expect(({} as Record<string, unknown>).name).toBeUndefined();
});

test('what has no header is taken by its looks', () => {
	expect(guessedColumns('products', [['lamp1'], ['desk-2']])).toEqual({ pid: 0 });
	expect(
		guessedColumns('products', [
			['Desk lamp 1', 'dl1', 'Lighting'],
			['Lamp', '', '']
		])
	).toEqual({
		...{ name: 0, pid: 1, category: 2 }
	});
	expect(guessedColumns('partners', [['Delta', 'delta@example.com']])).toEqual({
		partner: 1,
		partnerName: 0
	});
	expect(guessedColumns('authorizations', [['delta@example.com', '', 'lamp1', 'Purchase']])).toEqual({
		...{ grantee: 0, product: 2, permissions: 3 }
	});
	expect(
		guessedColumns('authorizations', [['a@b.co', 'delta@example.com', 'lamp1', '采购', 'purchase']])
	).toEqual({
		...{ grantor: 0, grantee: 1, product: 2, permissions: 3, thirdParty: 4 }
	});
	expect(guessedColumns('questions', [['Lamp', 'view logs', 'delta@example.com']])).toEqual({
		...{ organization: 2, permissions: 1, product: 0 }
	});
});

test('questions of a table are answered line by line, or told what is wrong with them', () => {
	const { snapshot } = begun(`products: { ${lamp} }
authorizations:
  - { from: aria, to: delta, products: [lamp], purchase: yes, third party: [purchase] }
  - { from: delta, to: kilo, products: [lamp], purchase: yes }`);
	const asked = [
		{ organization: 'KILO@example.com', permissions: 'Purchase; view logs', product: 'LAMP1' },
		{ organization: 'Kilo', permissions: 'purchase', product: 'Lamp', steps: '1' },
		{ organization: 'Kilo', permissions: 'purchase', product: 'Lamp', steps: '2', through: 'delta' },
		{ organization: 'Delta', permissions: 'purchase', product: 'Lamp', through: 'kilo' },
		{ organization: 'Aria', permissions: 'view-logs', product: 'Lamp', owner: 'Aria' },
		{ organization: 'Aria', permissions: 'view-logs', product: 'Lamp', owner: 'Delta' },
		{ organization: 'Aria', permissions: 'view-logs', product: 'Lamp', steps: '0' },
		{ organization: 'Nobody', permissions: 'purchase', product: 'Lamp' },
		{ organization: 'Aria', permissions: 'sing', product: 'Lamp' },
		{ organization: '', permissions: 'purchase', product: 'Lamp' }
	].map((cells, line) => ({ line, cells }));
	const answered = drained(answeringTable(asked, snapshot));
	const written = [...answerLines(answered, asked, snapshot)].map((cells) => cells.slice(-5).join('|'));
	expect(written).toEqual([
		'no|not-held|no||',
		'yes||no|2|aria@example.com > delta@example.com > kilo@example.com',
		'no|too-far|no|2|aria@example.com > delta@example.com > kilo@example.com',
		'yes||no|2|aria@example.com > delta@example.com > kilo@example.com',
		'no|not-through|yes|1|aria@example.com > delta@example.com',
		'yes||yes|0|aria@example.com',
		...['|unknown-product: Lamp|||', '|steps-invalid: 0|||', '|unknown-organization: Nobody|||'],
		...['|unknown-permission: sing|||', '|empty: organization|||']
	]);
});
