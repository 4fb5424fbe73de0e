import { mostBytes } from '../bounds';
import { type TextPosition, type Problem, Problems } from '../problem';
import { sections } from '../shape';
import type { Setup } from '../setup';
import { placesIn } from '../yaml/places';
import { treeOf } from '../yaml/tree-of';
import { type MapNode, type Node, valueOf } from '../yaml/tree';
import { readAuthorizations } from './authorizations';
import { keyedIn, References } from './keys-of';
import { readOrganizations } from './organizations';
import { readProducts } from './products';
import { readExpectations, readGuide } from './sentences';
import { addShapeProblems } from './shape-problems';

/** What a text says, or everything that is wrong with it, by place. */
export type Reading = { setup: Setup; problems?: undefined } | { setup?: undefined; problems: Problem[] };

const newestVersion = 1;
const BYTE_ORDER_MARK = '\ufeff';

const tooBig: Reading = { problems: [{ line: 1, column: 1, code: 'too-big', details: {} }] };

/** Reads the bytes of a file. Bytes that are no UTF-8 are reported as `yaml`, where the first of them is. */
export function readSetupBytes(bytes: Uint8Array): Reading {
	if (bytes.length > mostBytes) return tooBig;
	const source = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	const strange = source.indexOf('\ufffd');
	if (strange >= 0 && !isUtf8(bytes)) {
		const place = placesIn(source)(strange - (source.startsWith(BYTE_ORDER_MARK) ? 1 : 0));
		return { problems: [{ ...place, code: 'yaml', details: { word: 'not UTF-8' } }] };
	}
	return readSetup(source);
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** Reads a setup's text: whatever it is, it gives a setup, or errors with their places. Nothing is thrown. */
export function readSetup(text: string): Reading {
	if (text.length > mostBytes) return tooBig;
	const source = (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).replaceAll('\r\n', '\n');
	const problems = new Problems();
	const placeOf = placesIn(source);
	const root = treeOf(source, problems);
	const map = root && withHeader(root, problems);
	const setup = map && readSections(map, problems, placeOf);
	return setup && !problems.some ? { setup } : { problems: problems.sorted(placeOf) };
}

/** The text's map, where it says that it is a setup, or looks like one that only lacks the header. */
function withHeader(root: Node, problems: Problems): MapNode | undefined {
	if (root.is !== 'map') {
		problems.add('no-header', { at: 0 });
		return undefined;
	}
	const looksLikeOne = sections.slice(1).some((section) => root.entries.has(section));
	const header = valueOf(root, 'grantbook');
	if (!header) {
		problems.add('no-header', { at: 0 });
		return looksLikeOne ? root : undefined;
	}
	const version = header.is === 'text' ? /^setup ([1-9]\d*)$/.exec(header.text)?.[1] : undefined;
	const word = header.is === 'text' ? header.text : '';
	if (version === undefined) {
		problems.add('not-a-setup', header, { word });
		return looksLikeOne ? root : undefined;
	}
	if (Number(version) === newestVersion) return root;
	// What a later one may say is not known here.
	problems.add('newer-version', header, { word, of: `setup ${newestVersion}` });
	return undefined;
}

function readSections(map: MapNode, problems: Problems, placeOf: (offset: number) => TextPosition): Setup {
	const root = withoutEmpty(map);
	addShapeProblems(root, problems);
	const known = {
		organizations: keyedIn(root, 'organizations', problems),
		products: keyedIn(root, 'products', problems)
	};
	const references = new References(known, problems);
	const organizations = readOrganizations(known.organizations, problems, placeOf);
	const products = readProducts(known.products, references, placeOf);
	return {
		...{ organizations, products },
		authorizations: readAuthorizations(valueOf(root, 'authorizations'), products, references, placeOf),
		expectations: readExpectations(valueOf(root, 'expectations'), references, placeOf),
		guide: readGuide(valueOf(root, 'guide'), references)
	};
}

/** A section of which only the key is written says nothing, and neither does an empty guide. */
function withoutEmpty(root: MapNode): MapNode {
	const entries = [...root.entries].filter(
		([key, { value }]) =>
			key === 'grantbook' ||
			!(
				(value.is === 'text' && value.isNothing) ||
				(key === 'guide' && value.is === 'map' && value.entries.size === 0)
			)
	);
	return { ...root, entries: new Map(entries) };
}
