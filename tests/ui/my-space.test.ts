import { mySpaceBefore, mySpaceIn, mySpaceOutside } from '$lib/ui/app/my-space';
import { hrefsOf } from '$lib/ui/pages/page-addresses';
import { waysToStart } from '$lib/ui/home/ways-to-start';
import { scenarios } from '$lib/scenarios/scenarios';
import type { WorkspaceRecord } from '$lib/workspace/workspaces';
import { describe, expect, test } from 'vitest';

const record = (id: string, name: string) => ({ id, name }) as WorkspaceRecord;
const links = (entries: ReturnType<typeof mySpaceOutside>) =>
	entries.flatMap((entry) => ('href' in entry && entry.href ? [[entry.label, entry.href]] : []));

describe('My Space > Authorization', () => {
	test('with no workspace open, leads into the one that was changed last, and names it', () => {
		const entries = mySpaceOutside([record('b', 'Lamps'), record('a', 'Plugs')]);
		expect(links(entries)).toEqual([['Authorization', '#/w/b']]);
		expect(entries[0]).toEqual({ heading: 'Last workspace: Lamps' });
	});

	test('where there is none, says so and offers every way to start', () => {
		const chosen: string[] = [];
		const ways = waysToStart({
			openScenario: ({ id }) => chosen.push(id),
			openBlank: () => chosen.push('blank'),
			openFile: () => chosen.push('file')
		});
		const [authorization, , ...offered] = mySpaceOutside([], ways);
		const disabledReason = 'It is in a workspace. Begin one:';
		expect(authorization).toMatchObject({ label: 'Authorization', disabledReason });
		expect(links(offered)).toEqual([['Join by link or code', '#/join']]);
		for (const entry of offered) if ('onselect' in entry) entry.onselect?.();
		expect(chosen).toEqual([...scenarios.map(({ id }) => id), 'blank', 'file']);
		// On any other page outside a workspace they are one click away.
		expect(links(mySpaceOutside([]))).toEqual([['Ways to start', '#/']]);
	});

	test('of an organization, begins with what it granted, and goes on to what is its own', () => {
		const places = links(mySpaceIn(hrefsOf('w', 'o:0'))).map(([label, href]) => `${label} ${href}`);
		expect(places).toEqual([
			'Authorization #/w/w/o%3A0/authorization',
			'Granted to Me #/w/w/o%3A0/authorization?list=to-me',
			'My Product #/w/w/o%3A0/products',
			'My orders #/w/w/o%3A0/purchase',
			'Who acts for me #/w/w/o%3A0/authorization?tab=within'
		]);
	});

	test('is there before an organization exists, and leads to where the first one is made', () =>
		expect(links(mySpaceBefore('w'))).toEqual([['Authorization', '#/w/w']]));
});
