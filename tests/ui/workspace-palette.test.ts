import { workspacePalette } from '$lib/ui/app/workspace-palette';
import { hrefsOf } from '$lib/ui/pages/page-addresses';
import { expect, test } from 'vitest';
import { Acting } from '../views/acting';

const world = new Acting();
const actor = world.organization('Lumen');

/** What the palette offers to do. */
function offered(edits: boolean) {
	const does = () => undefined;
	const [todo] = workspacePalette({
		...{ snapshot: world.snapshot, href: hrefsOf('w~at-entry', actor), actor, organizations: [], edits },
		...{ undoLast: does, pair: does, go: does }
	});
	return todo!.items;
}

const changing = ['page:addAuthorization', 'page:newOrder', 'do:pair', 'do:undo'];

test('of what was, nothing is offered that the past refuses, and all that is looked at', () => {
	const now = offered(true).map(({ id }) => id);
	expect(now.slice(0, changing.length)).toEqual(changing);
	expect(offered(false).map(({ id }) => id)).toEqual(now.filter((id) => !changing.includes(id)));
});
