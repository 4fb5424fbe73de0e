import type { Fact, FactId, Making, OrganizationId } from '$lib/domain/facts';

/** What becomes of each name of something else that a fact holds. */
export interface Renaming {
	fact(id: FactId): FactId;
	organization(id: OrganizationId): OrganizationId;
}

/** The same fact with every reference renamed. References to facts of its own entry (`#n`) are renamed too. */
export function renameReferences(fact: Fact, to: Renaming): Fact {
	const making = ({ origin, maker }: Making): Making => ({
		origin,
		maker: maker === null ? null : to.organization(maker)
	});
	switch (fact.table) {
		case 'organizations':
		case 'organization-fields':
		case 'keys':
		case 'recovery-keys':
		case 'key-retirements':
		case 'reservations':
			return fact;
		case 'products':
			return {
				...fact,
				making: making(fact.making),
				basedOn: fact.basedOn === null ? null : to.fact(fact.basedOn)
			};
		case 'product-fields':
			return { ...fact, product: to.fact(fact.product) };
		case 'product-makings':
			return { ...fact, product: to.fact(fact.product), making: making(fact.making) };
		case 'product-bases':
			return {
				...fact,
				product: to.fact(fact.product),
				basedOn: fact.basedOn === null ? null : to.fact(fact.basedOn)
			};
		case 'maker-standings':
			return { ...fact, product: to.fact(fact.product), maker: to.organization(fact.maker) };
		case 'partners':
		case 'partner-names':
			return { ...fact, partner: to.organization(fact.partner) };
		case 'grants':
			return { ...fact, product: to.fact(fact.product), grantee: to.organization(fact.grantee) };
		case 'revocations':
			return { ...fact, grant: to.fact(fact.grant) };
		case 'flags':
			return { ...fact, grants: fact.grants.map((each) => to.fact(each)) };
		case 'tombstones':
			return { ...fact, record: renameRecord(fact.record, to) };
		case 'withdrawals':
			return { ...fact, tombstone: to.fact(fact.tombstone) };
		case 'orders':
			return {
				...fact,
				invoiceEntity: to.organization(fact.invoiceEntity),
				lines: fact.lines.map((line) => ({ ...line, product: to.fact(line.product) }))
			};
		case 'order-statuses':
			return { ...fact, order: to.fact(fact.order) };
		case 'work':
		case 'devices':
			return { ...fact, product: to.fact(fact.product) };
		case 'logs':
			return { ...fact, device: to.fact(fact.device) };
		case 'expectations': {
			const { expected } = fact;
			return {
				...{ ...fact, product: to.fact(fact.product) },
				expected:
					expected.kind === 'within-steps'
						? expected
						: { ...expected, organization: to.organization(expected.organization) }
			};
		}
	}
}

/** Only the id of an organization has neither a colon nor a hash sign in it. */
const renameRecord = (record: FactId | OrganizationId, to: Renaming) =>
	record.includes(':') || record.startsWith('#') ? to.fact(record) : to.organization(record);
