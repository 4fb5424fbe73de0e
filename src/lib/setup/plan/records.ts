import type { CommandOf, StatedMaking } from '../../commands/command';
import type { OrganizationId } from '../../domain/facts';
import { kinds } from '../../domain/permissions/permissions';
import type { Product } from '../../domain/records';
import { kindsIn } from '../../domain/permissions/standing';
import type { Setup, SetupMaking, SetupOrganization, SetupProduct } from '../setup';
import type { Names } from '../state';
import { sayableIn } from '../write/sayable';
import type { Builder } from './builder';
import type { DifferingField, LineVerdict, PlanLine } from './lines';
import { type Matched, organizationIn, OwnProducts } from './match';

export interface RecordOptions {
	/** Of the organization that is founded, as `#rrggbb`: a text says none. */
	colourOf: (account: string) => string;
	/** Also makes what is there like the text. */
	change: boolean;
}

/** Founds the organizations that are not there. */
export function* planOrganizations(
	{ organizations }: Setup,
	builder: Builder,
	matched: Matched,
	options: RecordOptions
): Generator<undefined, PlanLine[]> {
	const lines: PlanLine[] = [];
	for (const organization of organizations) {
		lines.push(planOrganization(organization, builder, matched, options));
		yield undefined;
	}
	return lines;
}

function planOrganization(
	{ key, name, account, line, column }: SetupOrganization,
	builder: Builder,
	matched: Matched,
	{ colourOf, change }: RecordOptions
): PlanLine {
	const about = { kind: 'organization', key } as const;
	const tell = (verdict: LineVerdict): PlanLine => ({ line, column, about, ...verdict });
	const id = organizationIn(builder.snapshot, account);
	if (id === undefined) {
		const colour = colourOf(account);
		const { entry, refusal } = builder.give(null, { command: 'add-organization', name, account, colour });
		if (refusal) return tell({ verdict: 'refused', refusal });
		matched.organizations.set(key, entry);
		return tell({ verdict: 'new' });
	}
	matched.organizations.set(key, id);
	const there = builder.snapshot.organizations.get(id)!;
	const fields = (['name', 'account'] as const).filter((field) => there[field] !== { name, account }[field]);
	if (fields.length === 0) return tell({ verdict: 'there' });
	if (!change) return tell({ verdict: 'differs', fields });
	const { refusal } = builder.give(id, { command: 'edit-organization', name, account });
	return tell(refusal ? { verdict: 'refused', refusal } : { verdict: 'changed', fields });
}

/** Adds the products that are not there, each behind what it is based on; in a ring of bases, one of them gets its base last. */
export function* planProducts(
	{ products }: Setup,
	builder: Builder,
	matched: Matched,
	{ change }: RecordOptions
): Generator<undefined, PlanLine[]> {
	let found: Names | undefined;
	const sayable = () => (found ??= sayableIn(builder.snapshot));
	const own = new OwnProducts(builder.snapshot);
	const lines = new Map<SetupProduct, PlanLine>();
	const late: SetupProduct[] = [];
	for (const product of inOrderOfBases(products)) {
		yield undefined;
		const { key, pid, line, column } = product;
		const tell = (verdict: LineVerdict): PlanLine => ({
			line,
			column,
			about: { kind: 'product', key },
			...verdict
		});
		const owner = matched.organizations.get(product.owner);
		const making = owner === undefined ? undefined : makingSaid(product.making, matched);
		if (owner === undefined || !making) {
			lines.set(product, tell({ verdict: 'refused', refusal: { code: 'rests-on-refused' } }));
			continue;
		}
		const id = own.find(owner, pid);
		if (id !== undefined) {
			matched.products.set(key, id);
			late.push(product);
			continue;
		}
		const { name, category } = product;
		const basedOn = product.basedOn === null ? null : (matched.products.get(product.basedOn) ?? null);
		const { entry, refusal } = builder.give(owner, {
			...{ command: 'add-product', pid, name, category, making, basedOn }
		});
		if (refusal) lines.set(product, tell({ verdict: 'refused', refusal }));
		else {
			matched.products.set(key, `${entry}:0`);
			own.add(owner, pid, `${entry}:0`);
			lines.set(product, tell({ verdict: 'new' }));
			if (product.basedOn !== null && basedOn === null) late.push(product);
		}
	}
	for (const product of late) {
		yield undefined;
		const { key, line, column } = product;
		const isNew = lines.get(product)?.verdict === 'new';
		const verdict = compare(product, builder, matched, sayable, change || isNew);
		if (!isNew || verdict.verdict === 'refused')
			lines.set(product, { line, column, about: { kind: 'product', key }, ...verdict });
	}
	return products.map((product) => lines.get(product)!);
}

/** Bases first, as far as they do not go round. */
function inOrderOfBases(products: readonly SetupProduct[]): SetupProduct[] {
	const byKey = new Map(products.map((product) => [product.key, product]));
	const done = new Set<SetupProduct>();
	for (const product of products) {
		const way = new Set<SetupProduct>();
		for (
			let each: SetupProduct | undefined = product;
			each && !done.has(each) && !way.has(each);
			each = each.basedOn === null ? undefined : byKey.get(each.basedOn)
		)
			way.add(each);
		for (const each of [...way].reverse()) done.add(each);
	}
	return [...done];
}

const makingSaid = (making: SetupMaking, { organizations }: Matched): StatedMaking | undefined => {
	if (making.maker === null) return making;
	const maker = organizations.get(making.maker);
	return maker === undefined ? undefined : { ...making, maker };
};

/** A product that is there beside the text: as a text would say it, so that what none can say is no difference. */
function compare(
	product: SetupProduct,
	builder: Builder,
	matched: Matched,
	sayable: () => Names,
	change: boolean
): LineVerdict {
	const there = builder.snapshot.products.get(matched.products.get(product.key)!)!;
	const edit = differingFields(product, there, matched, sayable);
	const fields = Object.keys(edit.fields) as DifferingField[];
	if (fields.length === 0) return { verdict: 'there' };
	if (!change) return { verdict: 'differs', fields };
	const { refusal } = builder.give(there.owner, {
		command: 'edit-product',
		product: there.id,
		...edit.command
	});
	return refusal ? { verdict: 'refused', refusal } : { verdict: 'changed', fields };
}

type Edit = Omit<CommandOf<'edit-product'>, 'command' | 'product'>;

function differingFields(
	product: SetupProduct,
	there: Product,
	matched: Matched,
	sayable: () => Names
): { fields: Partial<Record<DifferingField, true>>; command: Edit } {
	const fields: Partial<Record<DifferingField, true>> = {};
	const command: Edit = {};
	for (const field of ['pid', 'name', 'category'] as const)
		if (product[field] !== there[field]) {
			fields[field] = true;
			command[field] = product[field];
		}
	const written = makingInText(there, sayable);
	const making = makingSaid(product.making, matched)!;
	if (making.origin !== written.origin) fields.origin = true;
	if (making.maker !== written.maker) fields.maker = true;
	else if (
		making.maker !== null &&
		kinds.some((kind) => making.kinds.includes(kind) !== written.kinds.includes(kind))
	)
		fields['maker may'] = true;
	if (fields.origin || fields.maker || fields['maker may']) command.making = making;
	const basedOn = product.basedOn === null ? null : (matched.products.get(product.basedOn) ?? null);
	const base = there.basedOn !== null && sayable().products.has(there.basedOn) ? there.basedOn : null;
	if (basedOn !== base) {
		fields['based on'] = true;
		command.basedOn = basedOn;
	}
	return { fields, command };
}

/** The making of what is there, as it would be written. */
function makingInText(
	{ making, makerMay, owner }: Product,
	sayable: () => Names
): { origin: StatedMaking['origin']; maker: OrganizationId | null; kinds: readonly string[] } {
	const { origin, maker } = making;
	if (origin === 'proprietary' || maker === null || maker === owner || !sayable().organizations.has(maker))
		return { origin: 'proprietary', maker: null, kinds: [] };
	return { origin, maker, kinds: kindsIn(makerMay) };
}
