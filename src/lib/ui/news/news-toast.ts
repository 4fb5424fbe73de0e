import { m } from '$lib/paraglide/messages';
import type { NewsRecord } from '$lib/workspace/news/news';
import { toastNews } from '../kit/overlays/toasts';
import type { Reader } from '../words/subjects';
import { headlineText } from './headline';
import { newsHref } from './place-of';

interface Told {
	reader: Reader;
	go: (href: string) => void;
	/** Shows all of it. */
	onshow: () => void;
}

/** Shows a toast with the first of fresh news, newest first, and how much more there is. */
export function toastOfNews(fresh: readonly NewsRecord[], { reader, go, onshow }: Told): void {
	const first = fresh.find(({ item }) => item.what !== 'made-partner') ?? fresh[0]!;
	const text = headlineText(reader, first.item);
	const href = newsHref(reader, first.item);
	if (fresh.length === 1) toastNews(text, m.news_show(), () => go(href));
	else toastNews(m.news_toast_more({ first: text, count: fresh.length - 1 }), m.news_show_all(), onshow);
}
