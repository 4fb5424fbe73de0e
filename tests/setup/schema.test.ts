import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { setupSchema } from '$lib/setup/shape';

test('the schema that is published is the one that texts are read by', () => {
	expect(JSON.parse(readFileSync('static/setup-1.schema.json', 'utf8'))).toEqual(setupSchema());
});
