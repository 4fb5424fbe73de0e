import { type Kind, kindOf, kinds } from '$lib/domain/permissions/permissions';
import type { LinkMark, MarkState, SmallChain, SmallLink } from '$lib/views/chains/small-chain';
import type { Chip } from '../words/permission-chips';
import { permissionName } from '../words/permission-name';
import type { LineSize } from './layered-layout';
import { roughWidth } from './text-width';

/** Everything of one kind from one organization to another: one line. */
export interface ChainLine extends LineSize {
	id: string;
	kind: Kind;
	state: MarkState;
	chips: Chip[];
}

/** What stands on a line, in pixels: its height, its chips and what is around them. */
const LABEL = { height: 30, pad: 6, gap: 4, chip: 20, second: 15, letter: 12 };

/** The lines of a small chain, develop before purchase. `words`: the permissions are named beside their signs. */
export const chainLines = ({ links, spans }: SmallChain, words: boolean): ChainLine[] =>
	links.flatMap((link) =>
		kinds.flatMap((kind) => {
			const marks = link.marks.filter(({ permission }) => kindOf(permission) === kind);
			return marks.length > 0 ? [lineOf(link, kind, marks, spans, words)] : [];
		})
	);

function lineOf(
	{ from, to }: SmallLink,
	kind: Kind,
	marks: readonly LinkMark[],
	spans: boolean,
	words: boolean
): ChainLine {
	const widths = marks.map((mark) => {
		const texts = [
			...(words ? [permissionName(mark.permission)] : []),
			...(spans ? [String(mark.products)] : [])
		];
		const inside = texts.reduce((sum, text) => sum + 5 + roughWidth(text, LABEL.letter), 0);
		const around = texts.length > 0 ? 6 : 0;
		return LABEL.chip + inside + around + (mark.passesOn > 0 ? LABEL.second : 0);
	});
	return {
		...{ id: `${kind} ${from} ${to}`, from, to, kind, state: stateOf(marks) },
		chips: marks.map(({ permission, state, passesOn, products }) => ({
			...{ permission, state: chipState(state), passesOn: passesOn > 0 },
			...(spans && { count: products, ...(passesOn < products && { passing: passesOn }) })
		})),
		label: {
			width: Math.ceil(widths.reduce((sum, width) => sum + width + LABEL.gap, 2 * LABEL.pad - LABEL.gap)),
			height: LABEL.height
		}
	};
}

const chipState = (state: MarkState): Chip['state'] =>
	state === 'dormant' || state === 'lost' ? state : state === 'added' ? 'gained' : 'held';

/** What is added or stays outweighs what is lost beside it, and that what is dormant. */
function stateOf(marks: readonly LinkMark[]): MarkState {
	const order = ['added', 'kept', 'active', 'lost', 'dormant'] as const;
	return order.find((state) => marks.some((mark) => mark.state === state))!;
}
