import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '$lib/commands/decide';
import type { Command } from '$lib/commands/command';
import { heldIn } from '$lib/domain/effective-permissions';
import { type Kind, kinds, type Permission, permissions, toList } from '$lib/domain/permissions';
import type { Link } from '$lib/domain/records';
import { linkBetween } from '$lib/domain/snapshot';
import {
	consequencesOf,
	flagging,
	type Replacement,
	rescoping,
	revoking
} from '$lib/views/revocation-consequences';
import { authorization, Story } from '../commands/story';

const names = ['Aurora', 'Basin', 'Cedar', 'Delta', 'Ember'] as const;

test('revoking from the partner alone takes nothing from anybody beyond it', () => {
	const story = new Story();
	const { Aurora, Basin } = story.organizations(...names);
	const lamp = story.product(Aurora, 'lamp');
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	const link = linkBetween(story.snapshot, Aurora, Basin, lamp)!;
	expect(consequencesOf(story.snapshot, [revoking(link, link.permissions)])).toEqual({
		partners: [{ organization: Basin, products: [{ product: lamp, permissions: 8 }] }],
		beyond: []
	});
});

test('revoking at the top names everybody below, and spares who has the same another way', () => {
	const story = new Story();
	const { Aurora, Basin, Cedar, Delta, Ember } = story.organizations(...names);
	const lamp = story.product(Aurora, 'lamp');
	story.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	story.authorizes(Basin, Cedar, lamp, ['purchase'], ['purchase']);
	story.authorizes(Cedar, Delta, lamp, ['purchase']);
	story.authorizes(Cedar, Ember, lamp, ['purchase']);
	story.authorizes(Aurora, Ember, lamp, ['purchase']);
	const link = linkBetween(story.snapshot, Aurora, Basin, lamp)!;
	const { beyond } = consequencesOf(story.snapshot, [revoking(link, 8)]);
	expect(beyond.map(({ organization }) => organization)).toEqual([Cedar, Delta]);
	const flagged = consequencesOf(story.snapshot, [flagging(link, 'purchase', false)]);
	expect(flagged.partners).toEqual([]);
	expect(flagged.beyond).toEqual(beyond);
});

/** What is done to a link, as a command and as a replacement. */
interface Deed {
	command: (link: Link) => Command;
	replacement: (link: Link) => Replacement;
}

const someOf = <T>(all: readonly T[]) => fc.subarray([...all], { minLength: 1 });

const deeds: fc.Arbitrary<Deed> = fc.oneof(
	someOf(permissions).map((revoked): Deed => ({
		command: ({ grantee, product }) => ({
			command: 'revoke',
			grantee,
			items: [{ product, permissions: revoked }]
		}),
		replacement: (link) =>
			revoking(
				link,
				revoked.reduce((set, each) => set | bit(each), 0)
			)
	})),
	someOf(permissions.filter((each) => each !== 'purchase')).map((wanted): Deed => ({
		command: ({ grantee, product }) => ({
			command: 'change-scope',
			grantee,
			products: [product],
			permissions: wanted
		}),
		replacement: (link) =>
			rescoping(
				link,
				wanted.reduce((set, each) => set | bit(each), 0)
			)
	})),
	fc.record({ kind: fc.constantFrom(...kinds), on: fc.boolean() }).map(({ kind, on }): Deed => ({
		command: ({ grantee, product }) => ({
			command: 'set-third-party',
			grantee,
			products: [product],
			kind,
			on
		}),
		replacement: (link) => flagging(link, kind, on)
	}))
);

const bit = (permission: Permission): number => 1 << permissions.indexOf(permission);

/** Mostly to the next one along, mostly with the flags: chains really form. */
const grants = fc.array(
	fc.record({
		from: fc.nat(3),
		step: fc.oneof(
			{ weight: 3, arbitrary: fc.constant(1) },
			{ weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) }
		),
		permissions: fc.oneof(fc.constant<Permission[]>([...permissions]), someOf(permissions)),
		flags: fc.oneof(fc.constant<Kind[]>([...kinds]), fc.subarray<Kind>([...kinds]))
	}),
	{ minLength: 4, maxLength: 14 }
);

test('what is foretold is what comes: every loss, and no other', () => {
	let losses = 0;
	fc.assert(
		fc.property(grants, deeds, fc.nat(), (given, deed, pick) => {
			const story = new Story();
			const ids = Object.values(story.organizations(...names));
			const lamp = story.product(ids[0]!, 'lamp');
			for (const { from, step, permissions, flags } of given) {
				const [grantor, grantee] = [ids[from]!, ids[(from + step) % 5]!];
				if (grantor === grantee) continue;
				if (!story.snapshot.relations.get(grantor)?.partners.has(grantee)) story.partner(grantor, grantee);
				const kindsGranted = flags.filter((kind) =>
					permissions.some((each) => (each === 'purchase') === (kind === 'purchase'))
				);
				const command = authorization(grantee, lamp, permissions, kindsGranted);
				if (decide(story.snapshot, grantor, command).accepted) story.does(grantor, command);
			}
			const product = story.snapshot.products.get(lamp)!;
			const links = [...product.links.values()]
				.flatMap((each) => [...each.values()])
				.filter(({ permissions }) => permissions);
			const link = links[pick % Math.max(1, links.length)];
			if (!link || !decide(story.snapshot, link.grantor, deed.command(link)).accepted) return;
			const { partners, beyond } = consequencesOf(story.snapshot, [deed.replacement(link)]);
			const foretold = Object.fromEntries(
				[...partners, ...beyond].map(({ organization, products }) => [
					organization,
					toList(products[0]!.permissions)
				])
			);
			const before = new Map(product.standings);
			story.does(link.grantor, deed.command(link));
			const came = Object.fromEntries(
				[...before]
					.map(([id, standing]) => [id, toList(heldIn(standing) & ~heldIn(product.standings.get(id) ?? 0))])
					.filter(([, lost]) => lost!.length > 0)
			) as Record<string, Permission[]>;
			expect(foretold).toEqual(came);
			losses += beyond.length;
		}),
		{ numRuns: 400 }
	);
	expect(losses).toBeGreaterThan(15);
});
