import FolderOpen from '@lucide/svelte/icons/folder-open';
import Link2 from '@lucide/svelte/icons/link-2';
import Play from '@lucide/svelte/icons/play';
import Plus from '@lucide/svelte/icons/plus';
import { m } from '$lib/paraglide/messages';
import { scenarioCards } from '$lib/scenarios/scenario-cards';
import type { ScenarioCard } from '$lib/scenarios/scenario';
import { addresses } from '../kit/addresses';
import type { MenuEntry } from '../kit/overlays/menu-entry';
import { scenarioTitle } from '../words/scenario-words';

export interface Starts {
	openScenario: (scenario: ScenarioCard) => void;
	openBlank: () => void;
	openFile: () => void;
}

/** Every way to a first workspace. */
export const waysToStart = ({ openScenario, openBlank, openFile }: Starts): MenuEntry[] => [
	...scenarioCards.map((scenario): MenuEntry => ({
		label: scenarioTitle(scenario.id),
		icon: Play,
		onselect: () => openScenario(scenario)
	})),
	{ label: m.home_blank(), icon: Plus, onselect: openBlank },
	{ label: m.sharing_join_title(), icon: Link2, href: addresses.join() },
	{ label: m.sharing_home_open_file(), icon: FolderOpen, onselect: openFile }
];
