/** The workspaces that tests begin with, each made as a person makes it, once in a worker. */
import { expect } from '@playwright/test';
import { addNewPartner, addProducts, authorized, develop, rowOf, startBlank } from './authorization-steps';
import type { Start } from './fixtures';
import { openFinished } from './purchase-steps';

const finished = (scenario: string): Start => ({
	name: `${scenario}, finished`,
	make: (page) => openFinished(page, scenario)
});

/** Aria Living, Delta Manufacturing, Kilo PCBA and Fenix SMT; ends on Authorization as Aria Living. */
export const upstream = finished('Upstream factory makes PCBAs');

/** Nova Brands, and whoever develops its Camera C1: Terra Manufacturing and Pine R&D; ends on Authorization as Nova Brands. */
export const development = finished('R&D factory develops together');

/** A blank workspace with one organization; ends on Authorization. */
export const nova: Start = { name: 'Nova Brand', make: (page) => startBlank(page, 'Nova Brand') };

/** Nova Brand and its partner, without products; ends on Set Permissions. */
export const novaAndKilo: Start = {
	name: 'Nova Brand and Kilo PCBA',
	async make(page) {
		await startBlank(page, 'Nova Brand');
		await addNewPartner(page, 'info@kilo-pcba.com', 'Kilo PCBA');
	}
};

/** Nova Brand has authorized Desk Lamp and Smart Plug to Kilo PCBA; ends on Set Permissions. */
export const twoAuthorized: Start = {
	name: 'two products authorized',
	async make(page) {
		await novaAndKilo.make(page);
		await addProducts(page, develop(page), ['Desk Lamp', 'Smart Plug']);
		await page.getByRole('button', { name: 'Authorize 2 products' }).click();
		await expect(rowOf(authorized(develop(page)), 'Desk Lamp')).toBeVisible();
	}
};
