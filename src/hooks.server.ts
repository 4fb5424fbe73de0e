import { render } from 'svelte/server';
import type { Handle } from '@sveltejs/kit';
import { locales } from '$lib/paraglide/runtime';
import FirstPage from '$lib/ui/app/FirstPage.svelte';
import { languageTags } from '$lib/ui/kit/text/region';

/** Where the page has what is shown before the app is there. */
const PLACE = '<!-- first page -->';

/**
 * Writes the head of the first page into the one page of the app, in each language; a script in the page chooses. The build
 * asks for it: there is no server.
 */
export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replace(PLACE, () =>
				locales
					.map((locale) => {
						const { body } = render(FirstPage, { props: { locale } });
						return `<template id="first-page-${locale}" lang="${languageTags[locale]}">${body}</template>`;
					})
					.join('')
			)
	});
