import { organizationColours } from '../kit/organization-colour';
import { localNames, readLocal, writeLocal } from '../kit/local-choice';

const KEY = localNames.me;

interface Me {
	name: string;
	colour: string;
}

const anyColour = (): string =>
	organizationColours[Math.floor(Math.random() * organizationColours.length)] ?? organizationColours[0];

function read(text: string | null): Me {
	try {
		const { name, colour } = JSON.parse(text ?? '{}') as Record<string, unknown>;
		return {
			name: typeof name === 'string' ? name.slice(0, 60) : '',
			colour: typeof colour === 'string' ? colour : anyColour()
		};
	} catch {
		return { name: '', colour: anyColour() };
	}
}

let current = $state.raw<Me>(read(readLocal(KEY)));

/** How the person at this browser appears to connected peers: stored in this browser, for every workspace. */
export const me = {
	get name(): string {
		return current.name;
	},
	get colour(): string {
		return current.colour;
	},
	change(changes: Partial<Me>): void {
		current = { ...current, ...changes };
		writeLocal(KEY, JSON.stringify(current));
	}
};

if (typeof window !== 'undefined') {
	addEventListener('storage', ({ key, newValue }) => {
		if (key === KEY) current = read(newValue);
	});
}
