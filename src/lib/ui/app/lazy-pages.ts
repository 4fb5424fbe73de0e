import type { Component } from 'svelte';
import { parseHash } from '../kit/hash-address';
import { LazyPart } from '../kit/lazy-part.svelte';
import { draftLens, momentSlider } from '../lens/lens-parts';
import { readSegment } from '../pages/lens-address';
import { pageAt } from '../pages/page-addresses';
import { pageRow } from '../pages/pages';
import { BESIDE } from './panes/side-address.svelte';

type PageComponent = Component<Record<string, string>>;

const parts = Object.fromEntries(
	Object.entries(import.meta.glob<PageComponent>('../*/*Page.svelte', { import: 'default' })).map(
		([file, load]) => [file, new LazyPart(load)]
	)
);

/** The component of the page at an address's path; undefined where there is no such page. */
export function pagePart(path: string): LazyPart<PageComponent> | undefined {
	const here = pageAt(path);
	return here && parts[`../${pageRow(here.name).component}.svelte`];
}

/** The page of a path, and what its lens takes. */
function partsAt(path: string): LazyPart<unknown>[] {
	const lens = readSegment(path.split('/')[2] ?? '').lens?.kind;
	const page = pagePart(path);
	return [
		...(page ? [page] : []),
		...(lens === 'draft' ? [draftLens] : []),
		...(lens === 'past' || pageAt(path)?.name === 'history' ? [momentSlider] : [])
	];
}

/** Loads what an address (`#/…`) shows in a workspace, on both of its sides. */
export async function wantPages(hash: string): Promise<void> {
	const { path, params } = parseHash(hash);
	const beside = params.get(BESIDE);
	const paths = beside === null ? [path] : [path, `/w/-/${parseHash(`#/${beside}`).path.slice(1)}`];
	await Promise.all(paths.flatMap(partsAt).map((part) => part.want()));
}
