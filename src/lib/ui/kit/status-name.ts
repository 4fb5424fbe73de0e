import { m } from '$lib/paraglide/messages';

const names = {
	active: m.common_status_active,
	dormant: m.common_status_dormant,
	redundant: m.common_status_redundant,
	waiting: m.common_status_waiting,
	open: m.common_status_open,
	completed: m.common_status_completed,
	cancelled: m.common_status_cancelled,
	'not-covered': m.common_status_not_covered
};

/** The state of a grant, an order or a deletion. */
export type Status = keyof typeof names;

export const statusName = (status: Status): string => names[status]();
