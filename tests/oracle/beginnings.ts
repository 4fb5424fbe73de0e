import type { OrganizationId } from '$lib/domain/facts';
import type { Stage } from './stage';

function found(stage: Stage, count: number): OrganizationId[] {
	return Array.from({ length: count }, (_, i) => {
		const account = `o${i}@example.com`;
		const command = {
			command: 'add-organization',
			name: `Organization ${i}`,
			account,
			colour: '#123456'
		} as const;
		return stage.give(stage.replicas[0]!, null, command)!.id;
	});
}

export function beginWithCrowd(stage: Stage, count: number): void {
	const first = stage.replicas[0]!;
	const organizations = found(stage, count);
	organizations.slice(0, 2).forEach((owner, i) => {
		stage.give(first, owner, {
			...{ command: 'add-product', pid: `P${i}`, name: `Product ${i}`, category: 'lamp', basedOn: null },
			making:
				i === 0
					? { origin: 'proprietary', maker: null }
					: { origin: 'oem', maker: organizations[2]!, kinds: ['develop', 'purchase'] }
		});
	});
}

/** The first owns a product and authorizes the second, which authorizes the third, and so on. */
export function beginWithChain(stage: Stage, depth: number): void {
	const first = stage.replicas[0]!;
	// As many as the deepest chain needs, so that all chains begin alike.
	const organizations = found(stage, 13);
	const product = `${
		stage.give(first, organizations[0]!, {
			...{ command: 'add-product', pid: 'P0', name: 'Product', category: 'lamp', basedOn: null },
			making: { origin: 'proprietary', maker: null }
		})!.id
	}:0`;
	for (let i = 0; i < depth; i++) {
		stage.give(first, organizations[i]!, {
			...{ command: 'add-partner', account: `o${i + 1}@example.com`, name: `Partner ${i + 1}` }
		});
		stage.give(first, organizations[i]!, {
			...{ command: 'authorize', grantee: organizations[i + 1]! },
			items: [
				{
					product,
					permissions: ['product-development', 'view-logs', 'purchase'],
					thirdParty: ['develop', 'purchase']
				}
			]
		});
	}
}
