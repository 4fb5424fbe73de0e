import FolderOpen from '@lucide/svelte/icons/folder-open';
import Link2 from '@lucide/svelte/icons/link-2';
import Play from '@lucide/svelte/icons/play';
import Plus from '@lucide/svelte/icons/plus';
import { m } from '$lib/paraglide/messages';
import { scenarioCards } from '$lib/scenarios/scenario-cards';
import type { WorkspaceRecord } from '$lib/workspace/workspaces';
import { addresses } from '../kit/addresses';
import { preferenceItems } from './preferences';
import type { PaletteGroup, PaletteItem } from '../kit/overlays/palette';
import { scenarioTitle } from '../words/scenario-words';
import type { Starts } from '../home/ways-to-start';

interface Offered extends Starts {
	workspaces: readonly WorkspaceRecord[];
	/** Goes to an address. */
	go: (href: string) => void;
}

/** What the command palette offers outside a workspace. */
export const homePalette = ({
	workspaces,
	openScenario,
	openBlank,
	openFile,
	go
}: Offered): PaletteGroup[] => [
	{
		heading: m.workspaces_yours(),
		items: workspaces.map(({ id, name }) => ({
			id,
			label: name,
			icon: FolderOpen,
			run: () => go(addresses.workspace(id))
		}))
	},
	{
		heading: m.home_palette_scenarios(),
		items: [
			...scenarioCards.map((scenario): PaletteItem => ({
				id: scenario.id,
				label: scenarioTitle(scenario.id),
				icon: Play,
				run: () => openScenario(scenario)
			})),
			{ id: 'blank', label: m.home_blank(), icon: Plus, run: openBlank },
			{ id: 'join', label: m.sharing_join_title(), icon: Link2, run: () => go(addresses.join()) },
			{ id: 'file', label: m.sharing_home_open_file(), icon: FolderOpen, run: openFile }
		]
	},
	preferenceItems()
];
