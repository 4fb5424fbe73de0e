import type { Operation } from '../domain/facts';
import { type Kind, kindOf, type Permission } from '../domain/permissions/permissions';
import type { Found } from './found';

/** What a step is about, organizations by their accounts and products by their PIDs; where it does not say which, any. */
export type StepGoal =
	| { do: 'add-partner'; partner: string }
	/** `thirdParty`: and lets it pass that on. */
	| { do: 'authorize'; to: string; product: string; permission: Permission; thirdParty?: true }
	| { do: 'allow-third-party'; to: string; product: string; kind: Kind }
	| { do: 'forbid-third-party'; to: string; product?: string; kind: Kind }
	| { do: 'revoke'; to: string; product?: string }
	| { do: 'order'; product?: string; invoiceTo?: string }
	| { do: 'work'; product: string; operation?: Operation }
	| { do: 'log'; product: string };

/** The account and the PID that a step's sentence names. */
export const namedBy = (goal: StepGoal): { to?: string | undefined; product?: string | undefined } => ({
	to:
		'partner' in goal
			? goal.partner
			: 'to' in goal
				? goal.to
				: 'invoiceTo' in goal
					? goal.invoiceTo
					: undefined,
	product: 'product' in goal ? goal.product : undefined
});

/** Whether an organization has done it, ever: what was done once stays done. */
export function isReached(found: Found, as: string, goal: StepGoal): boolean {
	switch (goal.do) {
		case 'add-partner':
			return found.hasAdded(as, goal.partner);
		case 'authorize': {
			const kind = kindOf(goal.permission);
			return goal.thirdParty
				? found.hasLetPassOn(as, goal.to, kind, goal.product)
				: found.hasGranted(as, goal.to, kind, goal.product);
		}
		case 'allow-third-party':
			return found.hasLetPassOn(as, goal.to, goal.kind, goal.product);
		case 'forbid-third-party':
			return found.hasTakenBack(as, goal.to, goal.kind, goal.product);
		case 'revoke':
			return found.hasRevoked(as, goal.to, goal.product);
		case 'order':
			return found.hasOrdered(as, goal.product, goal.invoiceTo);
		case 'work':
			return found.hasWorked(as, goal.product, goal.operation);
		case 'log':
			return found.hasLogs(goal.product);
	}
}
