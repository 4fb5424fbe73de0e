import { expect, test } from 'vitest';
import { hashOf } from '../oracle/ledger';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { parseFile } = await import('$lib/exchange/file-format');
const { readPartnerFile, writePartnerFile } = await import('$lib/exchange/partner-file');

test('a file with a thousand requests for seats costs what one with a hundred does', () => {
	const costs = [100, 1_000].map((size) => {
		const seats = Array.from({ length: size }, (_, at) => ({
			...{ organization: hashOf('Nova'), key: hashOf(`key ${at}`), name: `${at}` },
			proof: 'A'.repeat(86)
		}));
		const own = parseFile(
			writePartnerFile({
				...{ workspace: 'AAAAAAAAAAAAAAAAAAAAAA', name: '', from: null, savedAt: 1 },
				...{ holds: 'everything', heads: {}, entries: [], seats }
			})
		);
		return stepsOf(() => expect(readPartnerFile(own)).toHaveProperty('file'));
	});
	expect(costs[1]! / costs[0]!).toBeLessThan(1.2);
});
