/** A ledger with its gate, and sharing, without the app: what the tests of sharing drive. Not part of the product. */
import type { Ledger } from '../../../src/lib/document/ledger/api';
import type { Entry } from '../../../src/lib/domain/entry';
import type { Fact, OrganizationId } from '../../../src/lib/domain/facts';
import { KeyRegistry } from '../../../src/lib/domain/keys/key-registry';
import { openInWorker } from '../../../src/lib/worker/open-worker';
import type { Gate } from '../../../src/lib/gate/api';
import { invitationCode, readInvitation } from '../../../src/lib/peers/invitation';
import { testIce, testSignalling } from '../../../src/lib/peers/reachability';
import { Sharing, type Presence, type SharingState } from '../../../src/lib/peers/sharing';

// What is open, seen from under everything that may hold on to it.
const sockets = new Set<WebSocket>();
const connections = new Set<RTCPeerConnection>();
window.WebSocket = class extends WebSocket {
	constructor(url: string | URL) {
		super(url);
		sockets.add(this);
	}
};
window.RTCPeerConnection = class extends RTCPeerConnection {
	constructor(config?: RTCConfiguration) {
		super(config);
		connections.add(this);
	}
};

let ledger: Ledger;
let gate: Gate;
let sharing: Sharing | null = null;
let state: SharingState | null = null;
let presence: Presence;
const entries = new Map<string, Entry>();
const keys = new KeyRegistry((id) => entries.get(id));

const draft = (organization: OrganizationId | null, facts: Fact[]) => ({
	organization,
	stamp: entries.size + 1,
	at: Date.now(),
	action: 'test',
	command: 'test',
	facts
});

const desk = {
	async open(workspace: string): Promise<number> {
		({ ledger, gate } = openInWorker(workspace));
		ledger.onEntries((more) => {
			for (const entry of more) {
				entries.set(entry.id, entry);
				keys.add(entry);
			}
		});
		await ledger.opened;
		return entries.size;
	},

	async found(name: string): Promise<OrganizationId> {
		const facts: Fact[] = [{ table: 'organizations', name, account: `${name}@example.com`, colour: '' }];
		return (await ledger.append([draft(null, facts)]))[0]!.id;
	},

	async rename(organization: OrganizationId, value: string): Promise<void> {
		await ledger.append([draft(organization, [{ table: 'organization-fields', field: 'name', value }])]);
	},

	/** So many entries with a product and a thousand grants on it each. */
	async fill(organization: OrganizationId, count: number): Promise<void> {
		const making = { origin: 'proprietary' as const, maker: null };
		const drafts = Array.from({ length: count }, (_, index) => {
			const grants = Array.from({ length: 1_000 }, () => ({
				...{ table: 'grants' as const, product: '#0', grantee: organization, permission: 'purchase' as const }
			}));
			const name = `Product ${index}`;
			return draft(organization, [
				{ table: 'products', pid: `P${index}`, name, category: '', making, basedOn: null },
				...grants
			]);
		});
		await ledger.append(drafts);
	},

	/** Gives the organization to another browser as well. */
	async addKey(organization: OrganizationId, key: string): Promise<void> {
		await ledger.append([draft(organization, [{ table: 'keys', key, name: 'another browser' }])]);
	},

	/** Goes where a code says. */
	share(code: string, name: string, organization: OrganizationId | null = null): void {
		presence = { name, colour: '#336699', organization, place: 'products' };
		const invitation = readInvitation(code);
		if ('problem' in invitation) throw new Error(invitation.problem);
		const acts = keys.acts.bind(keys);
		sharing = new Sharing({ invitation, gate, ledger, acts, presence });
		sharing.onState((now) => (state = now));
	},
	show(changes: Partial<Presence>): void {
		sharing!.presence = presence = { ...presence, ...changes };
	},
	requestAccess: (organization: OrganizationId, name: string) => sharing!.requestAccess(organization, name),
	leave: () => sharing!.leave(),

	/** The line goes dead under everybody's hands, as if a cable had been pulled. */
	cut(): void {
		for (const connection of connections) connection.close();
	},

	close: () => ledger.close(),
	state: () => state!,
	entries: () => entries.size,
	/** The same for the same entries. */
	digest: () => [...entries.keys()].sort().join(),
	names: () =>
		[...entries.values()].flatMap(({ facts }) =>
			facts.flatMap((fact) => (fact.table === 'organization-fields' ? [fact.value] : []))
		),
	stillOpen: () => ({
		sockets: [...sockets].filter(({ readyState }) => readyState < 2).length,
		connections: [...connections].filter(({ connectionState }) => connectionState !== 'closed').length
	}),
	invitationCode,
	testSignalling,
	testIce
};

export type Desk = typeof desk;
Object.assign(window, { desk });
