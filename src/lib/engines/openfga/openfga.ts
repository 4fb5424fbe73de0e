import { z } from '../zod';
import type { Assertion } from '../assertions';
import type { Engine, EngineFile, ExportedSetup } from '../engine';
import { jsonIn, membersIn } from '../json-file';
import { mostLooked } from '../line-file';
import { asLines, jsonLines } from '../one-a-line';
import { questions } from '../questions';
import { askedOf, readRelationship, relationshipsOf } from '../relationships';
import { openfgaModel, openfgaModelJson } from './model';

const TUPLES = 'tuples.json';

const tuple = z.object({ user: z.string(), relation: z.string(), object: z.string() });
/** As they are written, and as `fga tuple read` and the API answer. */
const stored = z.union([
	tuple,
	z.pipe(
		z.object({ key: tuple }),
		z.transform(({ key }) => key)
	)
]);
const answered = z.object({ tuples: z.array(z.unknown()) });

const tupleText = ({ user, relation, object }: z.infer<typeof tuple>): string =>
	JSON.stringify({ user, relation, object });

/** OpenFGA's default is 25 levels, of which what is asked and what it ends at take a few. */
const LEVELS = 25;
const BESIDE_HOPS = 5;

export const openfga: Engine = {
	title: 'OpenFGA',
	limits: { hops: Infinity, ways: Infinity },
	isImpliedTold: true,

	statements: (setup) =>
		relationshipsOf(setup, true, ({ object, relation, subject }) =>
			tupleText({ user: subject, relation, object })
		),

	files(exported, statements) {
		const expected = exported.expected.flatMap(({ assertions }) => assertions ?? []);
		return [
			{ name: 'model.fga', text: openfgaModel() },
			{ name: 'model.json', text: `${JSON.stringify(openfgaModelJson(), null, '\t')}\n` },
			{ name: TUPLES, text: jsonLines(statements) },
			storeFile('store.fga.yaml', exported, 'effective table', exported.assertions),
			...(expected.length > 0 ? [storeFile('expectations.fga.yaml', exported, 'expectations', expected)] : [])
		];
	},

	holds({ name, text }) {
		const beginning = text.slice(0, mostLooked);
		return /(^|\.json)$/.test(name) && /"relation"\s*:/.test(beginning) && /"user"\s*:/.test(beginning);
	},

	stated(file) {
		const value = jsonIn(file);
		const read = answered.safeParse(value);
		return membersIn(file, read.success ? read.data.tuples : value, stored).map(tupleText);
	},

	changes: (added, removed) => [
		...(removed.length > 0 ? [{ name: 'deletes.json', text: jsonLines(removed) }] : []),
		...(added.length > 0 ? [{ name: 'writes.json', text: jsonLines(added) }] : [])
	],

	read(statement, reader) {
		const { user, relation, object } = tuple.parse(JSON.parse(statement));
		return readRelationship({ object, relation, subject: user }, reader);
	},

	guide: (longest) => `## Loading it

A server with Postgres. The database is migrated once; each server of a cluster then runs on it:

\`\`\`sh
export OPENFGA_DATASTORE_ENGINE=postgres
export OPENFGA_DATASTORE_URI='postgres://user:password@host:5432/openfga?sslmode=require'
openfga migrate
openfga run${longest + BESIDE_HOPS > LEVELS ? ` --resolve-node-limit ${longest + BESIDE_HOPS}` : ''}
\`\`\`

The model, the tuples, and what it has to answer (\`fga\` is OpenFGA's command line):

\`\`\`sh
fga model test --tests store.fga.yaml
fga store import --file store.fga.yaml --max-tuples-per-write 40
\`\`\`

The longest chain here is ${longest} grants. A server follows ${LEVELS} levels unless it is told otherwise, and each grant is one:
\`--resolve-node-limit\` is what longer chains need. \`fga model test\` knows no such setting.

Asked: \`fga query check organization:ID purchase product:ID\`, and \`authorize_purchase\` for passing it on.

## Keeping in step

Of a later export that was given this one, \`changes/\` holds the difference. Deletes first: nobody has more in between
than before or after.

\`\`\`sh
fga tuple delete --store-id "$FGA_STORE_ID" --file changes/deletes.json --on-missing ignore
fga tuple write --store-id "$FGA_STORE_ID" --file changes/writes.json --on-duplicate ignore
\`\`\`

A grant is one tuple between two standings, \`…_leaf\`, or \`…_relay\` where it may be passed on. A grant of product
development is a second tuple of panel development, which it includes.
`
};

/** The file that the command line tests, and loads a store from. */
function storeFile(
	name: string,
	exported: ExportedSetup,
	test: string,
	assertions: readonly Assertion[]
): EngineFile {
	return { name, text: asLines(storeLines(exported, test, assertions)) };
}

function* storeLines(
	{ title, setup }: ExportedSetup,
	test: string,
	assertions: readonly Assertion[]
): Iterable<string> {
	yield `name: ${JSON.stringify(title)}`;
	yield 'model_file: ./model.fga';
	if (setup.products.length > 0) yield `tuple_file: ./${TUPLES}`;
	yield 'tests:';
	yield `  - name: ${test}`;
	yield `    check:${assertions.length > 0 ? '' : ' []'}`;
	for (const { product, organization, yes, no } of assertions) {
		const { object, subject } = askedOf(product, organization);
		yield `      - user: ${subject}\n        object: ${object}\n        assertions:`;
		for (const { bit, relation } of questions)
			if ((yes | no) & bit) yield `          ${relation}: ${(yes & bit) !== 0}`;
	}
}
