import { expect, test } from 'vitest';
import {
	commandOf,
	draftOf,
	productFormChoices,
	type ProductDraft,
	refusalOfField,
	replacedMaker
} from '$lib/views/products/product-form';
import { Story } from '../commands/story';

function begin() {
	const story = new Story();
	const all = story.organizations('Aurora', 'Basin', 'Cedar');
	const lamp = story.product(all.Aurora, 'lamp');
	const draft: ProductDraft = { ...draftOf(story.snapshot, undefined, 'new-pid'), name: 'Hub' };
	return { story, ...all, lamp, draft };
}

test('a filled-in form is a command that the rules accept, and an edited product fills the form as it is', () => {
	const { story, Aurora, Basin, lamp, draft } = begin();
	const oem = { ...draft, origin: 'oem' as const, maker: Basin, basedOn: lamp };
	const id = `${story.does(Aurora, commandOf(oem, undefined)).id}:0`;
	expect(draftOf(story.snapshot, id, 'unused')).toEqual({ ...oem });
	// What does not go with a proprietary product is left out, whatever was typed before.
	expect(commandOf({ ...oem, origin: 'proprietary' }, undefined)).toMatchObject({
		making: { origin: 'proprietary', maker: null },
		basedOn: null
	});
});

test('each field is judged by the rules, whatever the other fields say', () => {
	const { story, Aurora, lamp, draft } = begin();
	const wrong: ProductDraft = { ...draft, name: ' ', pid: 'LAMP', origin: 'odm', basedOn: 'nothing' };
	const code = (field: 'name' | 'pid' | 'maker' | 'basedOn', each = wrong, product?: string) =>
		refusalOfField(story.snapshot, Aurora, each, product, field)?.code;
	expect(code('name')).toBe('empty-name');
	expect(code('pid')).toBe('pid-taken');
	expect(code('pid', { ...draft, pid: '' })).toBe('pid-empty');
	expect(code('maker')).toBe('maker-missing');
	expect(code('maker', { ...wrong, maker: Aurora })).toBe('maker-is-owner');
	expect(code('basedOn')).toBe('unknown-product');
	expect(code('basedOn', { ...draft, basedOn: lamp }, lamp)).toBe('based-on-itself');
	expect(code('pid', { ...draft, pid: 'lamp' }, lamp)).toBeUndefined();
	for (const field of ['name', 'pid', 'maker', 'basedOn'] as const)
		expect(code(field, draft)).toBeUndefined();
});

test('offered are the other organizations, the products in sight, and the categories in use', () => {
	const { story, Aurora, Basin, Cedar, lamp } = begin();
	const hidden = story.product(Cedar, 'hidden');
	const made = story.product(Cedar, 'made', { origin: 'oem', maker: Aurora });
	const choices = productFormChoices(story.snapshot, Aurora, undefined);
	expect(choices.makers.map(({ id }) => id)).toEqual([Basin, Cedar]);
	expect(choices.bases.map(({ id }) => id).sort()).toEqual([lamp, made].sort());
	expect(choices.categories).toEqual(['lamp']);
	// What a product is based on stays to choose, also where it is out of sight by now.
	story.does(Aurora, {
		...{
			command: 'edit-product',
			product: lamp,
			making: { origin: 'oem', maker: Basin, kinds: ['purchase'] }
		},
		basedOn: hidden
	});
	expect(productFormChoices(story.snapshot, Aurora, lamp).bases.map(({ id }) => id)).toContain(hidden);
});

test('naming another maker says whose standing ends with it', () => {
	const { story, Aurora, Basin, Cedar } = begin();
	const hub = story.product(Aurora, 'hub', { origin: 'oem', maker: Basin });
	const draft = draftOf(story.snapshot, hub, '');
	expect(replacedMaker(story.snapshot, draft, hub)).toBeUndefined();
	expect(replacedMaker(story.snapshot, { ...draft, maker: Cedar }, hub)).toMatchObject({ id: Basin });
	expect(replacedMaker(story.snapshot, { ...draft, origin: 'proprietary' }, hub)).toMatchObject({
		id: Basin
	});
});
