import { engineKeys } from '../../src/lib/engines/engine';
import { engineSetup } from '../../src/lib/engines/engine-setup';
import { exportSetup } from '../../src/lib/engines/export-setup';
import { importSetup } from '../../src/lib/engines/import-setup';
import { zipFiles } from '../../src/lib/engines/zip-files';
import { folded } from '../oracle/agreement';
import { table } from './measured';
import { shown } from './timing';
import { network } from './network';

/** What one piece of work costs of the processor, in microseconds, and what it answers. */
async function cost<T>(work: () => T | Promise<T>): Promise<[number, T]> {
	const before = process.cpuUsage();
	const result = await work();
	const { user, system } = process.cpuUsage(before);
	return [user + system, result];
}

const grants = 20_000;
const snapshot = folded(network(grants).entries);
const rows: string[][] = [];
let all = 0;
const row = (what: string, time: number, bytes: number) => {
	rows.push([what, shown(time), `${(bytes / 1e6).toFixed(1)} MB`]);
};
const [read, told] = await cost(() => engineSetup(snapshot));
row('reading the snapshot', read, 0);
all += read;
const files: { name: string; text: string }[] = [];
for (const key of engineKeys) {
	const [wrote, found] = await cost(() => exportSetup(key, { title: 'Network', ...told }));
	all += wrote;
	row(
		key,
		wrote,
		found.files.reduce((sum, { text }) => sum + text.length, 0)
	);
	const [stepped] = await cost(() => exportSetup(key, { title: 'Network', ...told, before: found.files }));
	row('… with the difference to itself', stepped, 0);
	const [back] = await cost(() => importSetup(key, found.files));
	row('… read back', back, 0);
	files.push(...found.files.map(({ name, text }) => ({ name: `${key}/${name}`, text })));
}
const [zipped, zip] = await cost(() => zipFiles(files, Date.UTC(2026, 0, 2)));
row('one zip of all four', zipped, zip.length);
row('writing all of it', all + zipped, 0);

table('engines', `a setup of ${grants.toLocaleString('en')} grants`, () => [
	['what', 'CPU', 'size'],
	...rows
]);
