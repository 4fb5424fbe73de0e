import { permissions } from '../domain/permissions/permissions';
import { heldIn, includes, relayedIn, toList } from '../domain/permissions/standing';
import type { EffectiveTable } from './effective-table';
import type { Engine, EngineFile } from './engine';
import { engineId } from './engine-ids';
import type { EngineReport } from './engine-report';
import type { EngineSetup } from './engine-setup';
import { asLines } from './one-a-line';
import { NAMES, TABLE } from './statements-in';

/** The files that an export has whatever the engine: how to use it, what is not in it, names, and the effective table. */
export const commonFiles = (
	engine: Engine,
	report: EngineReport,
	texts: { names: string; effective: string },
	own: readonly EngineFile[]
): EngineFile[] => [
	{ name: 'README.md', text: readme(engine, report, own) },
	{ name: 'report.json', text: `${JSON.stringify(inWords(report), null, '\t')}\n` },
	{ name: NAMES, text: texts.names },
	{ name: TABLE, text: texts.effective }
];

/** Sets of permissions as their names. */
const inWords = (report: EngineReport): object => ({
	...report,
	lost: report.lost.map(({ holds, passesOn, ...whose }) => ({
		...{ ...whose, holds: toList(holds), passesOn: toList(passesOn) }
	}))
});

/** Whom and what the ids stand for, by the ids as the engine has them. */
export function namesText({ organizations, products }: EngineSetup): string {
	const list = <T extends { id: string }>(all: readonly T[], of: (each: T) => object) =>
		all.map((each) => `\t\t${JSON.stringify(engineId(each.id))}: ${JSON.stringify(of(each))}`).join(',\n');
	return `{
	"organizations": {
${list(organizations, ({ name, account }) => ({ name, account }))}
	},
	"products": {
${list(products, ({ pid, name }) => ({ pid, name }))}
	}
}
`;
}

/** Who effectively holds and may pass on what, by the same ids. */
export const effectiveText = (table: EffectiveTable): string => asLines(tableLines(table));

function* tableLines(table: EffectiveTable): Iterable<string> {
	yield 'product,organization,permission,may_pass_on';
	for (const [product, standings] of table)
		for (const [organization, standing] of standings)
			for (const permission of permissions)
				if (includes(heldIn(standing), permission)) {
					const passes = includes(relayedIn(standing), permission);
					yield `${engineId(product)},${engineId(organization)},${permission},${passes}`;
				}
}

const many = (count: number, one: string, more = `${one}s`): string =>
	`${count.toLocaleString('en')} ${count === 1 ? one : more}`;

function readme(engine: Engine, report: EngineReport, own: readonly EngineFile[]): string {
	const { exported, notExported, cuts, lost, asserted, expectations } = report;
	const left = [
		`- ${many(cuts.length, 'grant was', 'grants were')} cut or may not be passed on in ${engine.title}; each is listed in \`report.json\` with the reason.`,
		`- ${many(lost.length, 'organization has', 'organizations have')} less on a product than in Grantbook for it.`,
		`- ${many(notExported.organizations.length, 'deleted organization')}, ${many(notExported.products.length, 'deleted product')} and ${many(notExported.grants, 'grant')} to the deleted are left out.`,
		'- Orders and invoice entities, work, devices and logs, partners and their names, keys and the history are data of Grantbook, and are not in it. What each order and each work entry needs is a permission, and can be asked.'
	];
	return `# ${report.title.replaceAll(/\s+/g, ' ')}: ${engine.title}

${many(exported.products, 'product')}, ${many(exported.organizations, 'organization')}, ${many(exported.grants, 'grant')}, as ${many(exported.statements, 'statement')}:
${[...own.map(({ name }) => name), 'report.json', 'names.json', 'table.csv'].map((name) => `\`${name}\``).join(', ')}.

Ids are those of Grantbook; in them every byte but letters, digits, \`_\` and \`-\` is written as \`+\` and two hexadecimal
digits. \`names.json\` says whom and what they stand for, \`table.csv\` what everybody effectively holds and may pass on.

${engine.guide(exported.longestChain)}
## What is asserted

${many(asserted.yes, 'answer')} of yes, which are all, and ${asserted.no.toLocaleString('en')} of the ${many(asserted.noInAll, 'answer')} of no. Of what Grantbook's
users expect, ${many(expectations.asserted, 'expectation is', 'expectations are')} asserted in a file of their own, of which ${expectations.unmet.length.toLocaleString('en')} will fail, as they do
in Grantbook; ${many(expectations.withoutWords.length, 'is', 'are')} about the length of ways, for which ${engine.title} has no words.

## What is not in it

${left.join('\n')}
`;
}
