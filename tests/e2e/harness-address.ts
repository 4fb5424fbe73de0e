/** Where what is driven besides the app is served, see tests/tools/harness.js: built when it is first asked for. */
export async function harnessAddress(name: 'gallery' | 'harness'): Promise<string> {
	const answer = await fetch(`${process.env.GRANTBOOK_HARNESS}/${name}`);
	const text = await answer.text();
	if (!answer.ok) throw new Error(`The ${name} cannot be built: ${text}`);
	return text;
}
