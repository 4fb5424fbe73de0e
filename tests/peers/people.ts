/** Browsers in one process: each has its own copy of the peers' modules, a key, and a gate that passes bytes on. */
import { vi } from 'vitest';
import { ed25519 } from '@noble/curves/ed25519.js';
import { toBase64Url } from '../../src/lib/document/entries/base64url';
import type { Ledger } from '../../src/lib/document/ledger/api';
import { presenceBytes } from '../../src/lib/document/keys/presence-proof';
import type { Gate, PeerEvents } from '../../src/lib/gate/api';
import type { Invitation } from '../../src/lib/peers/invitation';
import type { Presence, SharingState } from '../../src/lib/peers/sharing-state';

export const invitationTo = (signalling: string[]): Invitation => ({
	v: 1,
	workspace: 'lamps',
	name: 'Lamps',
	room: toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
	secret: toBase64Url(crypto.getRandomValues(new Uint8Array(24))),
	signalling,
	ice: [],
	claim: null,
	entries: 0
});

/** 43 characters that stand for an organization. */
export const organizationCalled = (name: string) => name.padEnd(42, '_') + 'A';

/** Which keys act for which organization, as every honest browser derives it from the entries. */
export class Acting {
	readonly #acting = new Set<string>();
	add(organization: string, key: string): void {
		this.#acting.add(`${organization} ${key}`);
	}
	acts = (organization: string, key: string) => this.#acting.has(`${organization} ${key}`);
}

/** A gate that sends what a test tells it to, and records what it receives. */
class FakeGate {
	readonly heard: Uint8Array[] = [];
	readonly lines = new Map<string, PeerEvents>();
	readonly gate = {
		connect: (from: string, on: PeerEvents) => {
			this.lines.set(from, on);
			return {
				receive: (bytes: Uint8Array) => this.heard.push(bytes),
				close: () => this.lines.delete(from)
			};
		}
	} as unknown as Gate;
	say(bytes: Uint8Array): void {
		for (const line of this.lines.values()) line.send(bytes);
	}
}

export async function person(
	name: string,
	invitation: Invitation,
	{ acting, acts = acting.acts }: { acting: Acting; acts?: Acting['acts'] }
) {
	vi.resetModules();
	const { Sharing } = await import('../../src/lib/peers/sharing');
	const secret = ed25519.utils.randomSecretKey();
	const key = toBase64Url(ed25519.getPublicKey(secret));
	const ledger = {
		onEntries: () => () => undefined,
		memberKey: () => Promise.resolve(key),
		prove: (organization: string, challenge: string) => {
			const bytes = presenceBytes({ workspace: invitation.workspace, organization, challenge });
			return Promise.resolve({ key, signature: toBase64Url(ed25519.sign(bytes, secret)) });
		}
	} as unknown as Ledger;
	const gate = new FakeGate();
	const presence: Presence = { name, colour: '#336699', organization: null, place: '' };
	const sharing = new Sharing({ invitation, gate: gate.gate, ledger, acts, presence });
	const told: SharingState[] = [];
	sharing.onState((state) => told.push(state));
	return {
		name,
		key,
		sharing,
		gate,
		presence,
		state: () => told.at(-1)!,
		told,
		names: () => told.at(-1)!.peers.map((peer) => peer.name)
	};
}
