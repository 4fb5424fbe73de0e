import type { Assertion } from '../assertions';
import type { Engine, EngineFile } from '../engine';
import { firstLine, linesIn } from '../line-file';
import { asLines } from '../one-a-line';
import { questions } from '../questions';
import { askedOf, readRelationship, relationshipsOf } from '../relationships';
import { spicedbSchema } from './schema';

const RELATIONSHIPS = 'relationships.txt';

/** Every dispatch is one level of 50: the question, the root and the holder take some. */
const MOST_HOPS = 48;

/** As the command line takes them from its input, and as a validation file and the API's texts have them. */
const SPACED = /^(?<object>\S+) (?<relation>\S+) (?<subject>\S+)$/;
const JOINED = /^(?<object>[^\s#@]+)#(?<relation>[^\s#@]+)@(?<subject>[^\s#@]+)$/;

const isComment = (line: string): boolean => line.startsWith('//');

type Groups = Record<'object' | 'relation' | 'subject', string>;

export const spicedb: Engine = {
	title: 'SpiceDB',
	limits: { hops: MOST_HOPS, ways: Infinity },
	isImpliedTold: false,

	statements: (setup) =>
		relationshipsOf(setup, false, ({ object, relation, subject }) => `${object} ${relation} ${subject}`),

	files(exported, statements) {
		const expected = exported.expected.flatMap(({ assertions }) => assertions ?? []);
		const text = asLines(statements);
		return [
			{ name: 'schema.zed', text: spicedbSchema() },
			{ name: RELATIONSHIPS, text },
			validationFile('validation.yaml', text, exported.assertions),
			...(expected.length > 0 ? [validationFile('expectations.yaml', text, expected)] : [])
		];
	},

	holds({ name, text }) {
		const line = firstLine(text, isComment);
		return /(^|\.txt)$/.test(name) && /^\w+:/.test(line) && (SPACED.test(line) || JOINED.test(line));
	},

	stated: (file) =>
		linesIn(file, isComment).map((line) => {
			const groups = JOINED.exec(line)?.groups as Groups | undefined;
			return groups ? `${groups.object} ${groups.relation} ${groups.subject}` : line;
		}),

	changes: (added, removed) => [
		...(removed.length > 0 ? [{ name: 'deletes.txt', text: asLines(removed) }] : []),
		...(added.length > 0 ? [{ name: 'writes.txt', text: asLines(added) }] : [])
	],

	read(statement, reader) {
		const groups = SPACED.exec(statement)?.groups as Groups | undefined;
		return groups !== undefined && readRelationship(groups, reader);
	},

	guide: (longest) => `## Loading it

A server with its datastore: Postgres, or CockroachDB, which spreads over several regions. Servers on one datastore form
a cluster: see \`--dispatch-cluster-enabled\`.

\`\`\`sh
export ENGINE=postgres DATABASE='postgres://user:password@host:5432/spicedb?sslmode=require'
# or: export ENGINE=cockroachdb DATABASE='postgresql://user:password@host:26257/spicedb?sslmode=verify-full'
spicedb datastore migrate head --datastore-engine "$ENGINE" --datastore-conn-uri "$DATABASE"
spicedb serve --grpc-preshared-key "$KEY" --datastore-engine "$ENGINE" --datastore-conn-uri "$DATABASE"
\`\`\`

The schema, the relationships, and what it has to answer (\`zed\` is SpiceDB's command line):

\`\`\`sh
zed context set grantbook localhost:50051 "$KEY" --insecure
zed validate validation.yaml
zed schema write schema.zed
zed relationship touch --batch-size 1000 < ${RELATIONSHIPS}
\`\`\`

\`--insecure\` is for a server without TLS on your own machine.

The longest chain here is ${longest} grants. A server follows 50 levels (\`--dispatch-max-depth\`), so chains are cut behind
${MOST_HOPS} grants; the report lists them.

Asked: \`zed permission check product:ID purchase organization:ID\`, and \`authorize_purchase\` for passing it on.

## Keeping in step

Of a later export that was given this one, \`changes/\` holds the difference. Deletes first: nobody has more in between
than before or after.

\`\`\`sh
zed relationship delete --batch-size 1000 < changes/deletes.txt
zed relationship touch --batch-size 1000 < changes/writes.txt
\`\`\`

A grant is one relationship between two standings, \`…_leaf\`, or \`…_relay\` where it may be passed on.
`
};

/** What \`zed validate\` reads: relationships, as the lines that they are loaded from, and answers, beside the schema's file. */
const validationFile = (
	name: string,
	relationships: string,
	assertions: readonly Assertion[]
): EngineFile => ({ name, text: asLines(validationLines(relationships, assertions)) });

function* validationLines(relationships: string, assertions: readonly Assertion[]): Iterable<string> {
	yield 'schemaFile: "./schema.zed"';
	yield `relationships: ${relationships === '' ? '""' : '|-'}`;
	for (const line of linesOf(relationships)) yield `  ${line.replace(' ', '#').replace(' ', '@')}`;
	yield 'assertions:';
	for (const [title, answer] of [
		['assertTrue', 'yes'],
		['assertFalse', 'no']
	] as const) {
		const asserted = assertions.filter((assertion) => assertion[answer]);
		yield `  ${title}:${asserted.length > 0 ? '' : ' []'}`;
		for (const assertion of asserted) {
			const { object, subject } = askedOf(assertion.product, assertion.organization);
			for (const { bit, relation } of questions)
				if (assertion[answer] & bit) yield `    - "${object}#${relation}@${subject}"`;
		}
	}
}

function* linesOf(text: string): Iterable<string> {
	for (let at = 0, end; (end = text.indexOf('\n', at)) >= 0; at = end + 1) yield text.slice(at, end);
}
