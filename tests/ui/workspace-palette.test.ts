import { workspacePalette } from '$lib/ui/app/workspace-palette';
import { hrefsOf } from '$lib/ui/pages/page-addresses';
import { expect, test } from 'vitest';
import { Acting } from '../views/acting';

const world = new Acting();
const actor = world.organization('Lumen');
const went: string[] = [];

/** What the palette offers to do; what is chosen by id leads there. */
function offered(edits: boolean) {
	const does = () => undefined;
	const [todo] = workspacePalette({
		...{ snapshot: world.snapshot, href: hrefsOf('w~at-entry', actor), actor, organizations: [], edits },
		...{ undoLast: does, pair: does, go: (href) => went.push(href) }
	});
	return todo!.items;
}

const changing = ['page:addAuthorization', 'page:newOrder', 'do:pair', 'do:undo'];

test('of what was, nothing is offered that the past refuses, and all that is looked at', () => {
	const now = offered(true).map(({ id }) => id);
	expect(now.slice(0, changing.length)).toEqual(changing);
	expect(offered(false).map(({ id }) => id)).toEqual(now.filter((id) => !changing.includes(id)));
});

test('what is of now leads out of the past, the rest stays in it', () => {
	for (const { run } of offered(false)) run();
	expect(went.filter((href) => href.includes('~at-'))).toHaveLength(5);
	expect(went.filter((href) => href.includes('/w/w/'))).toEqual(
		['share', 'drafts', 'settings'].map((place) => `#/w/w/${actor}/${place}`)
	);
});
