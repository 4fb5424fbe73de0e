import Blocks from '@lucide/svelte/icons/blocks';
import FileBadge from '@lucide/svelte/icons/file-badge';
import LayoutPanelLeft from '@lucide/svelte/icons/layout-panel-left';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import type { Operation } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import type { ProductOperation } from '$lib/views/product-page/operations';
import type { Icon } from '../kit/icon';

interface Words {
	name: () => string;
	/** What it is for, in a sentence. */
	about: () => string;
	icon: Icon;
}

/** How each operation of a product is called and shown. */
export const operationWords: Record<ProductOperation, Words> = {
	'product-development': {
		name: m.operations_product_development,
		about: m.operations_product_development_about,
		icon: Blocks
	},
	'product-configuration': {
		name: m.operations_product_configuration,
		about: m.operations_product_configuration_about,
		icon: SlidersHorizontal
	},
	'panel-development': {
		name: m.operations_panel_development,
		about: m.operations_panel_development_about,
		icon: LayoutPanelLeft
	},
	tscc: { name: m.operations_tscc, about: m.operations_tscc_about, icon: FileBadge },
	'device-logs': { name: m.operations_device_logs, about: m.operations_device_logs_about, icon: ScrollText }
};

interface WorkWords {
	/** The heading of its panel. */
	title: () => string;
	subject: () => string;
	value: () => string;
	record: () => string;
	none: () => string;
}

/** What the fields of a work entry are called in each operation. */
export const workWords: Record<Operation, WorkWords> = {
	'product-development': {
		title: m.operations_product_development,
		subject: m.operations_development_subject,
		value: m.operations_development_value,
		record: m.operations_development_record,
		none: m.operations_development_none
	},
	'product-configuration': {
		title: m.operations_product_configuration,
		subject: m.operations_configuration_subject,
		value: m.operations_configuration_value,
		record: m.operations_configuration_record,
		none: m.operations_configuration_none
	},
	'panel-development': {
		title: m.operations_panel_development,
		subject: m.operations_panel_subject,
		value: m.operations_panel_value,
		record: m.operations_panel_record,
		none: m.operations_panel_none
	},
	tscc: {
		title: m.operations_tscc_title,
		subject: m.operations_tscc_subject,
		value: m.operations_tscc_value,
		record: m.operations_tscc_record,
		none: m.operations_tscc_none
	}
};
