import { Moments } from '../../src/lib/workspace/moments';
import { microseconds, shown, table } from './measured';
import { network } from './network';
table('tmp', 'tmp', () => []);
const { entries } = network(20_000);
const gc = (globalThis as any).gc ?? (() => {});
gc(); const before = process.memoryUsage().heapUsed;
const moments = new Moments();
moments.follow(entries);
let t = performance.now(); let worst = 0; let steps = 0; let at = t;
for (const _ of moments.spreadOut()) { const n = performance.now(); worst = Math.max(worst, n - at); at = n; steps++; }
console.log('walk', (performance.now() - t).toFixed(0), 'ms', steps, 'steps, worst', worst.toFixed(0));
gc(); console.log('heap', ((process.memoryUsage().heapUsed - before) / 1e6).toFixed(1), 'MB');
const times: number[] = [];
for (let n = 0; n < 200; n++) { const c = 1 + (n * 7919 * 31) % entries.length; const s = performance.now(); moments.at(c); times.push(performance.now() - s); }
times.sort((a, b) => a - b);
console.log('far', times[100]!.toFixed(1), times[190]!.toFixed(1), times[199]!.toFixed(1));
gc(); console.log('heap', ((process.memoryUsage().heapUsed - before) / 1e6).toFixed(1), 'MB');
void microseconds; void shown;
