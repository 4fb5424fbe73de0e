import { nearest } from '../nearest';
import { isProblemCode, type Problems } from '../problem';
import { keysAt, setupShape } from '../shape';
import { type MapNode, type Node, nodeAt, plainOf } from '../yaml/tree';

type Issue = NonNullable<ReturnType<typeof setupShape.safeParse>['error']>['issues'][number];

/** Tells where the text is not of the shape of a setup. */
export function addShapeProblems(root: MapNode, problems: Problems): void {
	const { error } = setupShape.safeParse(plainOf(root));
	if (!error) return;
	const misspelt = new Set(error.issues.flatMap((issue) => addUnknownKeys(root, issue, problems)));
	for (const issue of error.issues) addProblem(root, issue, misspelt, problems);
}

/** @returns the keys that are probably there in another spelling */
function addUnknownKeys(root: Node, issue: Issue, problems: Problems): string[] {
	if (issue.code !== 'unrecognized_keys') return [];
	const map = nodeAt(root, issue.path);
	if (map?.is !== 'map') return [];
	const all = keysAt(issue.path) ?? [];
	return issue.keys.flatMap((key) => {
		const meant = nearest(
			key,
			all.filter((each) => !map.entries.has(each))
		);
		const word = { word: key, in: kindAt(issue.path), ...(meant === undefined ? {} : { nearest: meant }) };
		problems.add('unknown-key', map.entries.get(key)!.keyIs, word);
		return meant === undefined ? [] : [pathText([...issue.path, meant])];
	});
}

function addProblem(root: Node, issue: Issue, misspelt: ReadonlySet<string>, problems: Problems): void {
	const { message: code, path, code: type } = issue;
	// The header has been looked at before.
	if (type === 'unrecognized_keys' || path[0] === 'grantbook' || !isProblemCode(code)) return;
	if (code === 'missing-key') {
		const above = path.slice(0, -1);
		const holder = nodeAt(root, above);
		if (misspelt.has(pathText(path)) || (holder?.is === 'map' && holder.isPartial)) return;
		const last = above.at(-1);
		const owner = nodeAt(root, above.slice(0, -1));
		const keyIs = owner?.is === 'map' ? owner.entries.get(String(last))?.keyIs : undefined;
		const what = typeof last === 'string' ? { of: last } : { in: kindAt(above) };
		problems.add(code, keyIs ?? holder ?? root, { word: String(path.at(-1)), ...what });
		return;
	}
	const node = nodeAt(root, path) ?? root;
	const choices = 'values' in issue ? { choices: issue.values.map(String) } : {};
	const of = String(path.findLast((step) => typeof step === 'string') ?? '');
	problems.add(code, node, { ...(node.is === 'text' && { word: node.text }), of, ...choices });
}

const pathText = (path: readonly PropertyKey[]): string => JSON.stringify(path);

/** What a map at the path is, as the sections call them. */
function kindAt([section = 'setup', , inside]: readonly PropertyKey[]): string {
	return String(inside === 'steps' ? inside : section);
}
