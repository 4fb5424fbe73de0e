import { tidyIdentifier } from '../../commands/text';
import { type Origin, origins } from '../../domain/facts';
import { type Kind, kinds } from '../../domain/permissions/permissions';
import { folded, invisibleIn } from '../../domain/text/text';
import type { TextPosition, Problems } from '../problem';
import type { SetupMaking, SetupProduct } from '../setup';
import { type MapEntry, type Node, writtenText, textsIn, valueOf } from '../yaml/tree';
import type { References } from './keys-of';

/** Reads the products: each has a PID that no other of the text has; oem and odm ones have a maker. */
export function readProducts(
	entries: ReadonlyMap<string, MapEntry>,
	references: References,
	placeOf: (offset: number) => TextPosition
): SetupProduct[] {
	const { problems } = references;
	const byPid = new Map<string, string>();
	return [...entries.values()].map((entry) => {
		const { key, keyIs, value } = entry;
		const owner = references.key('organizations', valueOf(value, 'owner'));
		const base = valueOf(value, 'based on');
		const basedOn = references.key('products', base);
		if (base && basedOn === key) problems.add('based-on-itself', base, { word: key });
		return {
			...{ key, ...placeOf(keyIs.at) },
			owner: owner ?? '',
			pid: readPid(entry, byPid, problems),
			name: (writtenText(valueOf(value, 'name')) ?? '').toWellFormed(),
			category: (writtenText(valueOf(value, 'category')) ?? '').toWellFormed(),
			making: readMaking(entry, owner, references),
			basedOn: basedOn ?? null
		};
	});
}

function readPid({ key, value }: MapEntry, byPid: Map<string, string>, problems: Problems): string {
	const node = valueOf(value, 'pid');
	const written = writtenText(node);
	if (!node || written === undefined) return '';
	const pid = tidyIdentifier(written);
	const has = byPid.get(folded(pid));
	if (pid === '' || invisibleIn(pid) !== undefined) problems.add('pid-malformed', node, { word: written });
	else if (has !== undefined) problems.add('pid-taken', node, { word: written, of: has });
	else byPid.set(folded(pid), key);
	return pid;
}

const isOneOf = <T extends string>(all: readonly T[], text: string): text is T =>
	(all as readonly string[]).includes(text);

function readMaking(
	{ key, keyIs, value }: MapEntry,
	owner: string | undefined,
	references: References
): SetupMaking {
	const { problems } = references;
	const origin = writtenText(valueOf(value, 'origin')) ?? 'proprietary';
	const node = valueOf(value, 'maker');
	const maker = references.key('organizations', node);
	const may = value.is === 'map' ? value.entries.get('maker may') : undefined;
	// Of another origin, nobody can tell whether it should have one.
	if (!isOneOf<Origin>(origins, origin)) return { origin: 'proprietary', maker: null };
	if (origin === 'proprietary') {
		const [first] = entriesNamed(value, ['maker', 'maker may']);
		if (first) problems.add('maker-not-allowed', first.keyIs, { word: first.key, of: key });
		return { origin, maker: null };
	}
	if (!node) {
		const isPartial = value.is === 'map' && value.isPartial;
		if (!isPartial) problems.add('maker-missing', keyIs, { word: origin, of: key });
	} else if (maker !== undefined && maker === owner) problems.add('maker-is-owner', node, { word: maker });
	return { origin, maker: maker ?? '', kinds: may ? readKinds(may.value, problems) : [...kinds] };
}

const entriesNamed = (node: Node, keys: readonly string[]): MapEntry[] =>
	node.is === 'map' ? [...node.entries.values()].filter(({ key }) => keys.includes(key)) : [];

function readKinds(node: Node, problems: Problems): Kind[] {
	addRepeated(textsIn(node), problems);
	return kinds.filter((kind) => textsIn(node).some(({ text }) => text === kind));
}

/** Tells the items of a list that are in it before. */
export function addRepeated(
	items: readonly { text: string; at: number; original?: number }[],
	problems: Problems
): void {
	const seen = new Set<string>();
	for (const item of items) {
		if (seen.has(item.text)) problems.add('said-twice', item, { word: item.text });
		seen.add(item.text);
	}
}
