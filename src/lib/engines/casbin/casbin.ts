import type { OrganizationId, ProductId } from '../../domain/facts';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import { channelName, type EngineChannel, channelNamed, membershipsOf, readMembership } from '../channels';
import type { Assertion } from '../assertions';
import type { Engine, EngineFile } from '../engine';
import type { EngineProduct } from '../engine-setup';
import { engineId, engineName, idFromEngine, partsOfName } from '../engine-ids';
import { firstLine, linesIn } from '../line-file';
import { asLines } from '../one-a-line';
import { questions } from '../questions';

const POLICY = 'policy.csv';

/** The role manager walks every way there is, up to a given length: ways are cut where they are many. */
const LEVELS = 1_000;
const MOST_WAYS = 1_000;

const model = `[request_definition]
r = sub, obj, act

[policy_definition]
p = sub, act

[role_definition]
g = _, _, _

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.act == p.act && g(r.sub, p.sub, r.obj)
`;

/** What is so of every product: whoever is in the root of the channels may do it. */
const policies = questions.map(({ permission, passing, action }) => {
	const root: EngineChannel = { use: passing ? 'relay' : 'use', permission, of: null };
	return `p, ${channelName(root)}, ${action}`;
});

const isComment = (line: string): boolean => line.startsWith('#');

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim());

const organizationName = (id: string): string => engineName('organization', id);

const inRole = (member: string, role: string, product: ProductId): string =>
	`g, ${member}, ${role}, ${engineId(product)}`;

/** Everything that is stored of a product. */
function rolesOn(product: EngineProduct): string[] {
	const names = new Map<OrganizationId, string>();
	const name = (id: OrganizationId) => getOrInsertComputed(names, id, () => organizationName(id));
	const { owner, making } = product;
	return [
		inRole(name(owner), 'owner', product.id),
		...(making.maker === null ? [] : [inRole(name(making.maker), 'maker', product.id)]),
		...membershipsOf(product).map(({ member, channel }) =>
			inRole(
				typeof member === 'string' ? name(member) : channelName(member),
				channelName(channel),
				product.id
			)
		)
	];
}

export const casbin: Engine = {
	title: 'Casbin',
	limits: { hops: LEVELS - 2, ways: MOST_WAYS },
	isImpliedTold: true,

	*statements({ products }) {
		for (const product of products) yield* rolesOn(product).sort();
	},

	files(exported, statements) {
		const expected = exported.expected.flatMap(({ assertions }) => assertions ?? []);
		return [
			{ name: 'model.conf', text: model },
			{ name: POLICY, text: `${asLines(policies)}${asLines(statements)}` },
			requestsFile('requests.csv', exported.assertions),
			...(expected.length > 0 ? [requestsFile('expectations.csv', expected)] : []),
			{ name: 'check.mjs', text: check }
		];
	},

	holds: ({ name, text }) => /(^|\.csv)$/.test(name) && /^[pg]\d?\s*,/.test(firstLine(text, isComment)),

	stated: (file) =>
		linesIn(file, isComment)
			.map((line) => cellsOf(line).join(', '))
			.filter((line) => !policies.includes(line)),

	changes: (added, removed) => [
		...(removed.length > 0 ? [{ name: 'deletes.csv', text: asLines(removed) }] : []),
		...(added.length > 0 ? [{ name: 'writes.csv', text: asLines(added) }] : [])
	],

	read(statement, reader) {
		const [kind, member = '', role = '', written = '', ...more] = statement.split(', ');
		const product = idFromEngine(written);
		if (kind !== 'g' || product === null || more.length > 0) return false;
		const [word, organization, ...rest] = partsOfName(member) ?? [];
		// What a channel is in follows from the organizations that are in channels.
		if (word !== 'organization') return channelNamed(member, false) !== null;
		if (organization === undefined || rest.length > 0) return false;
		if (role === 'owner') reader.owner(product, organization);
		else if (role === 'maker') reader.maker(product, organization);
		else {
			const found = channelNamed(role, false);
			if (!found) return false;
			readMembership(product, organization, found.channel, reader);
		}
		return true;
	},

	guide: (longest) => `## Loading it

Casbin is a library: its policy is in a database by an adapter, and a watcher tells every instance of a change. In
Node.js, with what is here as files (\`new PostgresAdapter(…)\` and \`enforcer.setWatcher(…)\` in their place):

\`\`\`js
import { DefaultRoleManager, FileAdapter, newEnforcer } from 'casbin';

const enforcer = await newEnforcer('model.conf');
enforcer.setRoleManager(new DefaultRoleManager(${LEVELS}));
enforcer.setAdapter(new FileAdapter('${POLICY}'));
await enforcer.loadPolicy();
await enforcer.enforce('organization/ID', 'PRODUCT', 'purchase');
\`\`\`

**Set the role manager's levels.** Its default of 10 says no behind ten grants; the longest chain here is ${longest}. It walks
every way up, so where ways are more than ${MOST_WAYS}, all but one of them are cut; the report lists them.

What it has to answer, once with \`npm install casbin\`: \`node check.mjs requests.csv\`.

Asked: the acts \`purchase\` and so on, and \`authorize-purchase\` for passing it on.

## Keeping in step

Of a later export that was given this one, \`changes/\` holds the difference, for \`removeGroupingPolicies\` and then
\`addGroupingPolicies\`. Deletes first: nobody has more in between than before or after.

A grant puts the grantee into the grantor's channel, on the product as the domain. Where it may be passed on, the grantee
is in the grantor's \`relay\` channel too, and its own channels are in the grantor's.
`
};

/** Requests as they are enforced, and the answer. */
const requestsFile = (name: string, assertions: readonly Assertion[]): EngineFile => ({
	name,
	text: asLines(requestLines(assertions))
});

function* requestLines(assertions: readonly Assertion[]): Iterable<string> {
	for (const { product, organization, yes, no } of assertions) {
		const asked = `${organizationName(organization)}, ${engineId(product)}`;
		for (const { bit, action } of questions)
			if ((yes | no) & bit) yield `${asked}, ${action}, ${(yes & bit) !== 0}`;
	}
}

const check = `import { readFileSync } from 'node:fs';
import { DefaultRoleManager, FileAdapter, newEnforcer } from 'casbin';

const enforcer = await newEnforcer('model.conf');
enforcer.setRoleManager(new DefaultRoleManager(${LEVELS}));
enforcer.setAdapter(new FileAdapter('${POLICY}'));
await enforcer.loadPolicy();

let wrong = 0;
const lines = readFileSync(process.argv[2] ?? 'requests.csv', 'utf8').split('\\n').filter(Boolean);
for (const line of lines) {
	const [sub, obj, act, answer] = line.split(', ');
	if (String(await enforcer.enforce(sub, obj, act)) === answer) continue;
	wrong += 1;
	console.error(\`\${sub} \${act} \${obj}: not \${answer}\`);
}
console.log(\`\${lines.length - wrong} answers as expected, \${wrong} not\`);
process.exitCode = wrong === 0 ? 0 : 1;
`;
