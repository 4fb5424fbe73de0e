import type { Approval } from '$lib/document/approvals/approvals';
import { pushAll } from '../domain/algorithms/push-all';
import type { OrganizationId } from '../domain/facts';

/** How much of something: organizations, entries, and characters of their texts. */
export interface Amount {
	organizations: number;
	entries: number;
	length: number;
}

/** What has arrived of one organization and is not in yet. */
export interface Arrived extends Amount {
	/** 1 where nothing of it is in yet, else 0: what it adds to the organizations that are in. */
	organizations: 0 | 1;
	organization: OrganizationId;
	/** Whom it vouches for. */
	introduces: ReadonlySet<OrganizationId>;
}

export interface Rules {
	isKnown: (organization: OrganizationId) => boolean;
	approvalOf: (organization: OrganizationId) => Approval | undefined;
	/** What all those together may still bring whom nobody here knows. */
	room: Amount;
}

/** `allowed`: nobody here knows it, and there is room. `waits`: there is not, until a person says so. */
export type Judgement = 'known' | 'allowed' | 'waits' | 'left-out';

/**
 * Who comes in, of organizations from which something has arrived, the earliest first. A known one comes in, whatever it
 * brings, and with it whom it introduces; all others share what room there is. Each comes in whole or waits whole, and one
 * that waits goes on waiting though there is room again. Cost: the organizations and their introductions.
 */
export function judge(arrived: readonly Arrived[], rules: Rules): Map<OrganizationId, Judgement> {
	const verdicts = new Map<OrganizationId, Judgement>();
	const byOrganization = new Map(arrived.map((each) => [each.organization, each]));
	const toVisit = arrived.map(({ organization }) => organization).filter(rules.isKnown);
	for (let next = toVisit.pop(); next !== undefined; next = toVisit.pop()) {
		const own = byOrganization.get(next);
		if (!own || verdicts.has(next)) continue;
		const isOut = rules.approvalOf(next) === 'left-out';
		verdicts.set(next, isOut ? 'left-out' : 'known');
		if (!isOut) pushAll(toVisit, own.introduces);
	}
	let room = rules.room;
	for (const lot of arrived) {
		const { organization } = lot;
		if (verdicts.has(organization)) continue;
		const approval = rules.approvalOf(organization);
		if (approval === 'left-out') verdicts.set(organization, 'left-out');
		else if (approval === 'waiting' || !fits(lot, room)) verdicts.set(organization, 'waits');
		else {
			verdicts.set(organization, 'allowed');
			room = without(room, lot);
		}
	}
	return verdicts;
}

export const nothing: Amount = { organizations: 0, entries: 0, length: 0 };

export const plus = (one: Amount, other: Amount): Amount => ({
	organizations: one.organizations + other.organizations,
	entries: one.entries + other.entries,
	length: one.length + other.length
});

export const without = (one: Amount, other: Amount): Amount => ({
	organizations: one.organizations - other.organizations,
	entries: one.entries - other.entries,
	length: one.length - other.length
});

/** The smaller of each. */
export const least = (one: Amount, other: Amount): Amount => ({
	organizations: Math.min(one.organizations, other.organizations),
	entries: Math.min(one.entries, other.entries),
	length: Math.min(one.length, other.length)
});

/** Whether there is room for so much. */
export const fits = (lot: Amount, room: Amount): boolean =>
	lot.organizations <= room.organizations && lot.entries <= room.entries && lot.length <= room.length;
