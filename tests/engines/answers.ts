import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { EngineExport } from '$lib/engines/export-setup';
import { type EngineQuestion, questions } from '$lib/engines/questions';
import { isHeld, isRelayed, type Judged } from '../oracle/oracle';

/** One question to an engine, and what the plain rules say, less what the export's report says is lost. */
export interface Asked {
	product: ProductId;
	organization: OrganizationId;
	question: EngineQuestion;
	answer: boolean;
}

/** Every organization, product and permission, and whether it may be passed on. */
export function everyAnswer(world: Judged, { report }: EngineExport): Asked[] {
	const lost = new Set(
		report.lost.flatMap(({ product, organization, holds, passesOn }) =>
			questions
				.filter(({ bit }) => bit & (holds | (passesOn << (questions.length / 2))))
				.map(({ action }) => `${product} ${organization} ${action}`)
		)
	);
	return [...world.products.keys()]
		.filter((product) => !world.deletedProducts.has(product))
		.flatMap((product) =>
			[...world.organizations.keys()].flatMap((organization) =>
				questions.map((question): Asked => {
					const { permission, passing, action } = question;
					const has = passing ? isRelayed : isHeld;
					const answer =
						has(world, organization, product, permission) &&
						!lost.has(`${product} ${organization} ${action}`);
					return { product, organization, question, answer };
				})
			)
		);
}
