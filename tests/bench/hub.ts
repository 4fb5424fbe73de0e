import type { Entry } from '../../src/lib/domain/entry';
import { entryOf, hashOf } from '../oracle/ledger';
import type { Network } from './network';

/** How many organizations each layer has. */
const width = 100;

/**
 * The hardest product for paths: layers of organizations below its owner, everybody of a layer granting the permission,
 * with the flag, to many of the next, so that there are more ways than anybody could list.
 */
export function hub(grants: number): Network {
	const layers = 20;
	const fan = Math.round(grants / ((layers - 1) * width));
	const founding = Array.from({ length: 1 + layers * width + width }, (_, i) =>
		entryOf(
			{
				organization: '',
				facts: [{ table: 'organizations', name: `O${i}`, account: `o${i}@example.com`, colour: '#123456' }]
			},
			hashOf(`hub organization ${i}`)
		)
	);
	const organizations = founding.map(({ id }) => id);
	const owner = organizations[0]!;
	const making = { origin: 'proprietary', maker: null } as const;
	const described = { pid: 'HUB', name: 'Hub', category: 'lamp', making, basedOn: null };
	const added = entryOf({ organization: owner, facts: [{ table: 'products', ...described }] });
	const product = `${added.id}:0`;
	const entries: Entry[] = [...founding, added];
	const at = (layer: number, place: number) => organizations[1 + layer * width + (place % width)]!;
	const grant = (grantor: string, grantee: string) => {
		const named = { product, grantee };
		entries.push(
			entryOf({
				...{ organization: grantor, stamp: entries.length, at: entries.length },
				facts: [
					{ table: 'grants', ...named, permission: 'purchase' },
					{ table: 'flags', on: true, grants: ['#0'] }
				]
			})
		);
	};
	for (let place = 0; place < width; place++) grant(owner, at(0, place));
	for (let layer = 1; layer < layers; layer++)
		for (let place = 0; place < width; place++)
			for (let n = 0; n < fan; n++) grant(at(layer - 1, place), at(layer, place + n * 7));
	return { entries, organizations, products: [product], owners: [owner] };
}
