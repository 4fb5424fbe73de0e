import { m } from '$lib/paraglide/messages';
import type { LinkMark, SmallChain, SmallNode } from '$lib/views/chains/small-chain';
import { enumeration, listing } from '../kit/text/listing';
import { plainText } from '../kit/text/plain-text';
import { permissionName, permissionNames } from '../words/permission-name';
import { shortPermissions } from '../words/short-permission';

/** What an organization of a small chain is there, or what becomes of it. */
export function noteOf(
	{ id, role, held, relayed, lost, gained }: SmallNode,
	actor: string | undefined
): string {
	if (lost) return m.chains_loses({ permissions: permissionNames(lost) });
	if (gained) return m.chains_gains({ permissions: permissionNames(gained) });
	if (id === actor) return m.chains_you();
	if (role === 'owner') return m.chains_owner();
	if (role === 'maker') return m.chains_maker();
	return relayed ? m.chains_passes_on() : shortPermissions(held);
}

/** Each link of a small chain as a sentence. */
export function sentencesOf({ nodes, links, spans }: SmallChain): string[] {
	const names = new Map(nodes.map(({ id, name }) => [id, plainText(name)]));
	return links.map(({ from, to, marks }) =>
		m.chains_edge({
			...{ grantor: names.get(from)!, grantee: names.get(to)! },
			permissions: listing(
				marks.map((mark) => markText(mark, spans)),
				marks.length
			)
		})
	);
}

function markText({ permission, state, passesOn, products }: LinkMark, spans: boolean): string {
	const name = permissionName(permission);
	const what = spans ? m.chains_times({ what: name, count: products }) : name;
	const told = {
		active: () => what,
		dormant: () => m.chains_asleep({ what }),
		lost: () => m.chains_mark_lost({ what }),
		added: () => m.chains_mark_added({ what }),
		kept: () => m.chains_mark_kept({ what })
	}[state]();
	if (passesOn === 0) return told;
	const passing =
		passesOn < products ? m.permissions_chip_passing({ count: passesOn }) : m.permissions_chip_passes_on();
	return enumeration([told, passing]);
}
