import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import {
	permissionsOfKind,
	noPermissions,
	type PermissionSet,
	toList
} from '../../domain/permissions/standing';
import { printSentence } from '../sentence';
import type { Guide, SetupGuideStep, Sentence, Setup, SetupAuthorization, SetupProduct } from '../setup';

/** Signs that would be lost, or would look like the end of a line. */
const UNSEEN = /[\p{Cc}\u2028\u2029]/u;

const asKeys = { organization: (key: string) => key, product: (key: string) => key };
const printed = (sentence: Sentence): string => printSentence(sentence, asKeys);

/** Prints a setup, in the order of its lists: of one setup always the same text. */
export function printSetup({ organizations, products, authorizations, expectations, guide }: Setup): string {
	const root = block();
	const section = (name: string, value: YAMLMap | YAMLSeq) => {
		if (value.items.length > 0) root.items.push(new Pair(new Scalar(name), value));
	};
	root.items.push(new Pair(new Scalar('grantbook'), new Scalar('setup 1')));
	section(
		'organizations',
		block(
			organizations.map(({ key, name, account }): Field => [
				key,
				line([
					['name', text(name)],
					['account', text(account)]
				])
			])
		)
	);
	section('products', block(products.map((product): Field => [product.key, line(fieldsOf(product))])));
	section('authorizations', list(authorizations.map((each) => line(entryOf(each)))));
	section('expectations', list(expectations.map(({ sentence }) => text(printed(sentence)))));
	if (guide) section('guide', guideOf(guide));
	const document = new Document(root, { version: '1.2', compat: 'yaml-1.1' });
	return document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: 1e9 });
}

type Value = Scalar | YAMLMap | YAMLSeq;
type Field = [name: string, value: Value];

function fieldsOf({ owner, pid, name, category, making, basedOn }: SetupProduct): Field[] {
	return [
		['owner', text(owner)],
		['pid', text(pid)],
		['name', text(name)],
		...optional('category', category),
		...(making.maker === null
			? []
			: ([
					['origin', text(making.origin)],
					['maker', text(making.maker)],
					['maker may', words(making.kinds)]
				] satisfies Field[])),
		...optional('based on', basedOn ?? '')
	];
}

function entryOf({ from, to, as, products, permissions, flagged }: SetupAuthorization): Field[] {
	const develop = toList(permissions & permissionsOfKind.develop);
	const thirdParty = flagsOf(permissions, flagged);
	return [
		['from', text(from)],
		['to', text(to)],
		...optional('as', as ?? ''),
		...listed(
			'products',
			products.map(({ key }) => key)
		),
		...listed('develop', develop),
		...(permissions & permissionsOfKind.purchase ? [['purchase', new Scalar(true)] satisfies Field] : []),
		...listed('third party', thirdParty)
	];
}

/** The kind, where all that is granted of it may be passed on; else the permissions that may. */
function flagsOf(permissions: PermissionSet, flagged: PermissionSet): string[] {
	const granted = permissions & permissionsOfKind.develop;
	const develop = flagged & granted;
	const flags: string[] = develop !== noPermissions && develop === granted ? ['develop'] : toList(develop);
	return flagged & permissionsOfKind.purchase ? [...flags, 'purchase'] : flags;
}

function guideOf({ title, story, steps }: Guide): YAMLMap {
	return block([
		['title', text(title)],
		...(story === '' ? [] : [['story', storyOf(story)] satisfies Field]),
		['steps', list(steps.map((step) => line(stepOf(step))))]
	]);
}

function stepOf({ do: what, who, when, sentence }: SetupGuideStep): Field[] {
	return [
		['do', text(what)],
		...optional('who', who ?? ''),
		[when === 'holds' ? 'done when' : 'no longer', text(printed(sentence))]
	];
}

const optional = (name: string, value: string): Field[] => (value === '' ? [] : [[name, text(value)]]);

const listed = (name: string, values: readonly string[]): Field[] =>
	values.length > 0 ? [[name, words(values)]] : [];

function text(value: string): Scalar<string> {
	const scalar = new Scalar(value);
	if (UNSEEN.test(value)) scalar.type = Scalar.QUOTE_DOUBLE;
	return scalar;
}

function storyOf(value: string): Scalar<string> {
	const scalar = text(value);
	if (value.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
	return scalar;
}

const pairs = (fields: readonly Field[]): Pair<Scalar, Value>[] =>
	fields.map(([name, value]) => new Pair(new Scalar(name), value));

function block(fields: readonly Field[] = []): YAMLMap {
	const map = new YAMLMap();
	map.items = pairs(fields);
	return map;
}

/** A map on one line. */
function line(fields: readonly Field[]): YAMLMap {
	const map = block(fields);
	map.flow = true;
	return map;
}

function list(items: readonly Value[]): YAMLSeq {
	const sequence = new YAMLSeq();
	sequence.items = [...items];
	return sequence;
}

/** A list of words on one line. */
function words(values: readonly string[]): YAMLSeq {
	const sequence = list(values.map(text));
	sequence.flow = true;
	return sequence;
}
