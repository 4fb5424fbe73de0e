import type { BrowserContext, Page } from '@playwright/test';

/** Files are saved and opened the plain way: the browser's own dialogs cannot be operated from a test. */
export const withoutDialogs = (where: BrowserContext | Page) =>
	where.addInitScript(() => {
		Reflect.deleteProperty(window, 'showSaveFilePicker');
		Reflect.deleteProperty(window, 'showOpenFilePicker');
	});
