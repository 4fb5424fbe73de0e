import { test } from 'vitest';
import { runPart } from './runs';

test('nothing forged, nothing lost, nobody apart: the other half of the runs', { timeout: 0 }, () =>
	runPart(1)
);
