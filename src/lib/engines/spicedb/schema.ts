import {
	includedIn,
	kindOf,
	kinds,
	type Permission,
	permissions
} from '../../domain/permissions/permissions';
import { underscored } from '../questions';
import { grantRelation, rootRelation } from '../relationships';

/** The permissions by whose grants this one is given: itself, and the one that includes it. */
const givenBy = (permission: Permission): Permission[] => {
	const whole = includedIn(permission);
	return whole === null ? [permission] : [permission, whole];
};

/** What goes down from one standing: asked at a root, it goes grant by grant and meets the organization at the end. */
function standingPermissions(permission: Permission): string[] {
	const word = underscored(permission);
	const below = givenBy(permission).flatMap((each) => {
		const [leaf, relay] = [grantRelation(each, false), grantRelation(each, true)];
		return [`${leaf}->holder`, `${relay}->holder`, `${relay}->${word}_below`];
	});
	const relays = givenBy(permission).flatMap((each) => {
		const relay = grantRelation(each, true);
		return [`${relay}->holder`, `${relay}->${word}_relays`];
	});
	return [
		`\tpermission ${word}_below = ${below.join(' + ')}`,
		`\tpermission ${word}_relays = ${relays.join(' + ')}`
	];
}

function productPermissions(permission: Permission): string[] {
	const word = underscored(permission);
	const root = rootRelation(kindOf(permission));
	return [
		`\tpermission ${word} = ${root}->holder + ${root}->${word}_below`,
		`\tpermission authorize_${word} = ${root}->holder + ${root}->${word}_relays`
	];
}

/** The schema, the same for every setup. */
export const spicedbSchema = (): string =>
	[
		'definition organization {}',
		'',
		'definition standing {',
		'\trelation holder: organization',
		...permissions.flatMap((each) =>
			[false, true].map((flagged) => `\trelation ${grantRelation(each, flagged)}: standing`)
		),
		...permissions.flatMap(standingPermissions),
		'}',
		'',
		'definition product {',
		'\trelation owner: organization',
		'\trelation maker: organization',
		...kinds.map((kind) => `\trelation ${rootRelation(kind)}: standing`),
		...permissions.flatMap(productPermissions),
		'}',
		''
	].join('\n');
