import { organizationsWithAccount } from '../../commands/organizations';
import { productsWithPid } from '../../commands/products';
import { mostSteps, type OrganizationId, type ProductId } from '../../domain/facts';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import { held } from '../../domain/permissions/effective-permissions';
import type { Permission } from '../../domain/permissions/permissions';
import { includes, noPermissions, relayedIn, toList } from '../../domain/permissions/standing';
import type { Snapshot } from '../../domain/snapshot';
import { folded } from '../../domain/text/text';
import { pathsTo } from '../../views/ask/why-paths';
import type { Cells, TableColumn } from './columns';
import type { LineProblem } from './problem';
import { permissionsIn } from './cell-words';

/** What one line asks, about one permission. */
export interface AskedQuestion {
	organization: OrganizationId;
	product: ProductId;
	permission: Permission;
	/** By so many grants at the most. */
	steps: number | null;
	/** By a way that leads over this organization. */
	through: OrganizationId | null;
}

export interface QuestionAnswer extends AskedQuestion {
	yes: boolean;
	/** Why it is no: it is not held, only by more steps, or by no way that is known over the organization. */
	because: 'not-held' | 'too-far' | 'not-through' | null;
	mayPassOn: boolean;
	/** The shortest way that answers the question, from the owner or the maker on; empty where there is none. */
	way: OrganizationId[];
}

/** A line of questions with its answers, one for each permission that it names, or with what is wrong with it. */
export interface AnsweredLine {
	line: number;
	answers: QuestionAnswer[];
	problem?: LineProblem;
}

/** Answers questions that come as a table, from the same rules as everything else. Yields after each line. */
export function* answeringTable(
	lines: readonly { line: number; cells: Cells }[],
	snapshot: Snapshot
): Generator<undefined, AnsweredLine[]> {
	const named = new NamedRecords(snapshot);
	const answered: AnsweredLine[] = [];
	for (const { line, cells } of lines) {
		const asked = named.questionsOf(cells);
		answered.push(
			'code' in asked
				? { line, answers: [], problem: asked }
				: { line, answers: asked.map((question) => answerOf(snapshot, question)) }
		);
		yield undefined;
	}
	return answered;
}

function answerOf(snapshot: Snapshot, asked: AskedQuestion): QuestionAnswer {
	const { organization, product: id, permission, steps, through } = asked;
	const product = snapshot.products.get(id)!;
	const mayPassOn = includes(relayedIn(product.standings.get(organization) ?? 0), permission);
	const none = { ...asked, yes: false, mayPassOn, way: [] };
	if (!includes(held(snapshot, organization, id), permission)) return { ...none, because: 'not-held' };
	const ways = pathsTo(product, organization, permission).paths.map((links) => [
		links[0]?.grantor ?? organization,
		...links.map(({ grantee }) => grantee)
	]);
	const over = ways.filter((way) => through === null || way.includes(through));
	const [first] = over;
	if (!first) return { ...none, because: 'not-through', way: ways[0]! };
	const isNear = steps === null || first.length - 1 <= steps;
	return { ...none, yes: isNear, because: isNear ? null : 'too-far', way: first };
}

/** Organizations by account or name, products by PID or name. */
class NamedRecords {
	readonly #organizations = new Map<string, OrganizationId[]>();
	readonly #products = new Map<string, ProductId[]>();

	constructor(readonly snapshot: Snapshot) {
		for (const { id, name, deleted } of snapshot.organizations.values())
			if (!deleted)
				getOrInsertComputed(this.#organizations, folded(name), (): OrganizationId[] => []).push(id);
		for (const { id, name, deleted } of snapshot.products.values())
			if (!deleted) getOrInsertComputed(this.#products, folded(name), (): ProductId[] => []).push(id);
	}

	questionsOf(cells: Cells): AskedQuestion[] | LineProblem {
		for (const column of ['organization', 'permissions', 'product'] as const)
			if (textIn(cells, column) === '') return { code: 'empty', text: column };
		const { value: permissions = noPermissions, unknown } = permissionsIn(textIn(cells, 'permissions'));
		if (unknown !== undefined) return { code: 'unknown-permission', text: unknown };
		if (permissions === noPermissions)
			return { code: 'unknown-permission', text: textIn(cells, 'permissions') };
		const organization = this.#organization(textIn(cells, 'organization'));
		if (typeof organization !== 'string') return organization;
		const owner = textIn(cells, 'owner') === '' ? null : this.#organization(textIn(cells, 'owner'));
		if (owner !== null && typeof owner !== 'string') return owner;
		const product = this.#product(textIn(cells, 'product'), owner);
		if (typeof product !== 'string') return product;
		const through = textIn(cells, 'through') === '' ? null : this.#organization(textIn(cells, 'through'));
		if (through !== null && typeof through !== 'string') return through;
		const steps = stepsIn(textIn(cells, 'steps'));
		if (steps === undefined) return { code: 'steps-invalid', text: textIn(cells, 'steps') };
		return toList(permissions).map((permission) => ({ organization, product, permission, steps, through }));
	}

	#organization(text: string): OrganizationId | LineProblem {
		const byAccount = organizationsWithAccount(this.snapshot, text);
		const found = byAccount.length > 0 ? byAccount : (this.#organizations.get(folded(text)) ?? []);
		const [first, second] = found;
		return first !== undefined && second === undefined
			? first
			: { code: first === undefined ? 'unknown-organization' : 'which-organization', text };
	}

	#product(text: string, owner: OrganizationId | null): ProductId | LineProblem {
		const isMeant = (id: ProductId) => owner === null || this.snapshot.products.get(id)!.owner === owner;
		const byPid = productsWithPid(this.snapshot, text).filter(isMeant);
		const found = byPid.length > 0 ? byPid : (this.#products.get(folded(text)) ?? []).filter(isMeant);
		const [first, second] = found;
		return first !== undefined && second === undefined
			? first
			: { code: first === undefined ? 'unknown-product' : 'which-product', text };
	}
}

const textIn = (cells: Cells, column: TableColumn): string => (cells[column] ?? '').trim();

/** Null for none, undefined for what is no number of steps. */
function stepsIn(text: string): number | null | undefined {
	if (text === '') return null;
	const steps = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
	return steps >= 1 && steps <= mostSteps ? steps : undefined;
}

/** The columns of the answers. */
export const answersHeader = [
	...['organization', 'permission', 'product', 'owner', 'within steps', 'through'],
	...['answer', 'why', 'may pass on', 'steps', 'path']
] as const;

/** The answers as the lines of a table, by accounts and PIDs; a question that could not be asked keeps its words. */
export function* answerLines(
	answered: readonly AnsweredLine[],
	lines: readonly { cells: Cells }[],
	snapshot: Snapshot
): Generator<string[], void> {
	const account = (id: OrganizationId) => snapshot.organizations.get(id)?.account ?? id;
	for (const [at, { answers, problem }] of answered.entries()) {
		const cells = lines[at]!.cells;
		if (problem) {
			const words = (['organization', 'permissions', 'product', 'owner', 'steps', 'through'] as const).map(
				(column) => textIn(cells, column)
			);
			yield [...words, '', `${problem.code}: ${problem.text}`, '', '', ''];
		}
		for (const {
			organization,
			product: id,
			permission,
			steps,
			through,
			yes,
			because,
			mayPassOn,
			way
		} of answers) {
			const product = snapshot.products.get(id)!;
			yield [
				...[account(organization), permission, product.pid, account(product.owner)],
				...[steps === null ? '' : String(steps), through === null ? '' : account(through)],
				...[yes ? 'yes' : 'no', because ?? '', mayPassOn ? 'yes' : 'no'],
				...(way.length === 0 ? ['', ''] : [String(way.length - 1), way.map(account).join(' > ')])
			];
		}
	}
}
