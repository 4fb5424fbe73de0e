import { bundled } from './bundled';
import type * as atL from './effective-at-l';
import { table } from './measured';

table('effective permissions at L', '1,000 organizations, 20,000 products, 200,000 grants', async () => {
	const { effectiveAtL } = await bundled<typeof atL>('effective-at-l');
	return effectiveAtL();
});
