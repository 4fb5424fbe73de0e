/** Guides, each walked from the first step to the last by **Take me there** and what it puts a ring around. */
import type { Locator, Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { expect, test } from './fixtures';
import { guide, openScenario } from './home-steps';

const ringed = (page: Page): Locator => page.locator('[data-ring]');

/** Uses the control in the ring as a person does; what is typed is in no rule. */
async function use(page: Page, choose: string): Promise<void> {
	const ring = ringed(page);
	await expect(ring).toBeInViewport({ ratio: 0.9 });
	const field = ring.getByRole('textbox');
	const list = ring.getByRole('combobox');
	if (await list.isVisible()) await list.selectOption(choose);
	else if (await field.isVisible()) await field.fill('revoke');
	else {
		const box = ring.getByRole('checkbox').or(ring.getByRole('switch'));
		await ((await box.isVisible()) ? box : ring).click();
	}
}

/** Follows a guide of so many steps; `choose` is what a step wants from a list. */
async function walk(page: Page, strip: Locator, steps: number, choose = ''): Promise<void> {
	const status = strip.getByRole('status');
	for (let done = 0; done < steps; done += 1) {
		await expect(status).toHaveText(`${done} of ${steps} done`);
		await strip.getByRole('button', { name: 'Take me there' }).click();
		const next = `${done + 1} of ${steps} done`;
		for (let last = ''; (await status.innerText()) !== next;) {
			await page.waitForFunction(
				([last, next]) => {
					const ring = document.querySelector<HTMLElement>('[data-ring]');
					const isDone = document.querySelector('[data-strip] [role="status"]')?.textContent === next;
					return isDone || (ring !== null && ring.dataset.control !== last);
				},
				[last, next] as const
			);
			if ((await status.innerText()) === next) break;
			last = (await ringed(page).getAttribute('data-control')) ?? '';
			await expect(ringed(page)).toHaveAttribute('data-ring', String(done + 1));
			await use(page, choose);
		}
		await expect(ringed(page)).toHaveCount(0);
	}
}

const windows = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 }
];

const scenarios = [
	{ name: 'Factory purchases for a brand owner', steps: 4 },
	{ name: 'Upstream factory makes PCBAs', steps: 6, choose: 'Kilo PCBA' },
	{ name: 'R&D factory develops together', steps: 5 }
];

for (const viewport of windows)
	test.describe(`at ${viewport.width} × ${viewport.height}`, () => {
		test.use({ viewport });

		for (const [at, { name, steps, choose }] of scenarios.entries())
			test(
				`${name}: every step leads to its control, and the end shows what was set up`,
				{ tag: at === 0 && viewport === windows[0] ? [] : ['@more'] },
				async ({ open }) => {
					const page = await open();
					await openScenario(page, name);
					await walk(page, guide(page, name), steps, choose);
					const end = page.getByRole('region', { name: 'This is what you set up' });
					await expect(end.getByRole('listitem')).toHaveCount(name.startsWith('Factory') ? 2 : 3);
					await expect(end.getByRole('link', { name: 'Its chain' })).toBeVisible();
					await expectNoAxeViolationsEither(page);
				}
			);
	});

test(
	'side by side, each step leads to its control on the side of whoever does it',
	{ tag: '@more' },
	async ({ open }) => {
		const page = await open();
		const [{ name, steps }] = scenarios as [(typeof scenarios)[0]];
		await openScenario(page, name);
		await page.getByRole('button', { name: 'Side by side' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveCount(2);
		await walk(page, guide(page, name), steps);
		await expect(page.getByRole('region', { name: 'This is what you set up' })).toBeVisible();
	}
);
