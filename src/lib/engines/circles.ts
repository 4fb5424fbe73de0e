import type { OrganizationId } from '../domain/facts';

/** Whom each organization passes something on to. */
export type PassedAlong = ReadonlyMap<OrganizationId, readonly OrganizationId[]>;

/**
 * The circle that each organization is in, by a number of its own: two are in one where each passes something on to the
 * other, along however many grants (strongly connected components by Tarjan's algorithm, without recursion).
 */
export function circlesIn(passed: PassedAlong): ReadonlyMap<OrganizationId, number> {
	const found = new Map<OrganizationId, number>();
	const numbers = new Map<OrganizationId, { number: number; lowest: number }>();
	const open: OrganizationId[] = [];
	let circles = 0;
	for (const start of passed.keys()) {
		if (numbers.has(start)) continue;
		const path: { id: OrganizationId; next: number }[] = [];
		const enter = (id: OrganizationId) => {
			numbers.set(id, { number: numbers.size, lowest: numbers.size });
			open.push(id);
			path.push({ id, next: 0 });
		};
		enter(start);
		while (path.length > 0) {
			const step = path.at(-1)!;
			const own = numbers.get(step.id)!;
			const to = passed.get(step.id)?.[step.next++];
			if (to !== undefined) {
				const seen = numbers.get(to);
				if (!seen) enter(to);
				else if (!found.has(to)) own.lowest = Math.min(own.lowest, seen.number);
				continue;
			}
			path.pop();
			const above = path.at(-1);
			if (above) {
				const upper = numbers.get(above.id)!;
				upper.lowest = Math.min(upper.lowest, own.lowest);
			}
			if (own.lowest !== own.number) continue;
			let id: OrganizationId;
			do {
				id = open.pop()!;
				found.set(id, circles);
			} while (id !== step.id);
			circles += 1;
		}
	}
	return found;
}
