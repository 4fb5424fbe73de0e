import { bundled } from './bundled';
import { table } from './measured';

table('effective permissions at L', '1,000 organizations, 20,000 products, 200,000 grants', async () => {
	const { effectiveAtL } = await bundled<typeof import('./effective-at-l')>('effective-at-l');
	return effectiveAtL();
});
